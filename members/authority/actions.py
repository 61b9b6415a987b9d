from datetime import date

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import QuerySet

from members.authority.models import Appointment, Post, User
from members.authority.shipped_posts import POSTS


@transaction.atomic
def ensure_posts() -> None:
    """Create the missing posts of `shipped_posts`, and give each post the shipped permissions it has never been given.

    So posts gain the permissions of a new version, but none again that an administrator took away.
    """
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)  # otherwise Django creates those of later apps after this
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for code, shipped in POSTS.items():
        post, _created = Post.objects.get_or_create(code=code, defaults={"name": shipped.name})
        new = [
            permission for permission in shipped.permissions if permission in known and permission not in post.shipped
        ]
        if new:
            post.permissions.add(*(known[permission] for permission in new))
            post.shipped = [*post.shipped, *new]
            post.save(update_fields=["shipped"])


def officers_on(day: date) -> QuerySet[User]:
    """Return the active accounts that hold a post on a day."""
    return User.objects.filter(is_active=True, pk__in=Appointment.objects.in_term(day).values("holder"))

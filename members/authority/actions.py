from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db import transaction

from members.authority.models import Post
from members.authority.shipped_posts import POSTS


@transaction.atomic
def ensure_posts() -> None:
    """Ship every post of `shipped_posts`, and every permission of one that it has not been given before.

    So a post gets what a new version brings, and what its administrator changed stays changed.
    """
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)  # the desks above members have not had their turn yet
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

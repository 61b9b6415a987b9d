from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db import transaction

from members.models import Post
from members.posts import POSTS


@transaction.atomic
def ensure_posts() -> None:
    """Ship every post of posts.py that is missing; one that exists stays as its administrator left it."""
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)  # the desks above members have not had their turn yet
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    existing = set(Post.objects.values_list("code", flat=True))
    for code, (name, permissions) in POSTS.items():
        if code not in existing:
            post = Post.objects.create(code=code, name=name)
            post.permissions.set(known[permission] for permission in permissions if permission in known)

"""The posts that the portal ships; the `shipped_posts` of each app list their permissions in that app."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _


@dataclass
class ShippedPost:
    """An office of a union: its name, and the permissions that the apps have given it."""

    name: str
    permissions: list[str] = field(default_factory=list)


POSTS = {
    "chair": ShippedPost(_("Chair")),
    "branch_chair": ShippedPost(_("Branch chair")),
    "welfare_officer": ShippedPost(_("Welfare officer")),
    "finance_officer": ShippedPost(_("Finance officer")),
    "auditor": ShippedPost(_("Auditor")),
    "desk_counsellor": ShippedPost(_("Desk counsellor")),
    "rights_officer": ShippedPost(_("Rights officer")),
    "department_liaison": ShippedPost(_("Department liaison")),
    "group_leader": ShippedPost(_("Group leader")),
}

# Permissions to decide about money, which no member of a fund review committee may have; apps add theirs.
SPENDING: set[str] = set()


def ship_permissions(permissions: Mapping[str, Iterable[str]]) -> None:
    """Add an app's permissions, by code of the post, to POSTS; each app calls it once, when the portal starts."""
    for code, names in permissions.items():
        POSTS[code].permissions.extend(names)

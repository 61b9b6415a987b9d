"""Parts of a member's page that belong to apps above members, which add them when the portal starts."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from members import access
from members.authority.models import User
from members.register.models.member import Member


@dataclass(frozen=True)
class MemberSection:
    """One part, fetched from its own address when it comes into view; shown to holders of one of `permissions`."""

    title: str | Promise
    link: str | Promise
    """The text of the link that opens it without JavaScript."""
    url_name: str
    permissions: tuple[str, ...]


SECTIONS: list[MemberSection] = []


def sections_for(member: Member, user: User) -> list[dict[str, str | Promise]]:
    """Return title, text of the link and address of the parts of the member's page that `user` may see."""
    return [
        {"title": section.title, "link": section.link, "url": reverse(section.url_name, args=[member.pk])}
        for section in SECTIONS
        if any(access.can(user, perm, member.unit) for perm in section.permissions)
    ]

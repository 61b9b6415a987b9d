"""Parts of a member's page that belong to apps above members, which add them when the portal starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse
from django.utils.functional import Promise

from members import access
from members.authority.models import User
from members.register.models.member import Member
from office.types import Message

Facts: TypeAlias = Sequence[tuple[Message, str]]
"""Labels and values."""


@dataclass(frozen=True)
class MemberSection:
    """One part: a few facts, and a link to all of it; shown to holders of one of `permissions` in the member's unit."""

    title: str | Promise
    link: str | Promise
    """The text of the link to all of it."""
    url_name: str
    permissions: tuple[str, ...]
    facts: Callable[[Member, User], Facts]
    """What `user` may know of a member in short."""
    is_part: bool = True
    """Whether the address answers htmx with a part that takes the link's place."""


SECTIONS: list[MemberSection] = []


def sections_for(member: Member, user: User) -> list[dict[str, object]]:
    """Return title, facts, text of the link and address of the parts of the member's page that `user` may see."""
    return [
        {
            "title": section.title,
            "facts": section.facts(member, user),
            "link": section.link,
            "url": reverse(section.url_name, args=[member.pk]),
            "is_part": section.is_part,
        }
        for section in SECTIONS
        if any(access.can(user, perm, member.unit) for perm in section.permissions)
    ]

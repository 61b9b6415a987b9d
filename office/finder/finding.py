"""Asks every source of the search box; what one of them refuses is told beside what the others find."""

from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from office.errors import NotAllowed
from office.finder.rules import MOST, SOURCES, Hit
from office.types import Message


@dataclass(frozen=True)
class Found:
    """What one source found, or why it did not look."""

    label: Message
    hits: list[Hit] = field(default_factory=list)
    all_url: str = ""
    refusal: str = ""


def find_all(user: AbstractBaseUser | AnonymousUser, text: str) -> list[Found]:
    """Return what each source finds for `user`; sources without a result are left out."""
    found = []
    for source in SOURCES.values():
        try:
            hits = list(source.find(user, text))[:MOST]
        except NotAllowed as why:
            found.append(Found(source.label, refusal=str(why)))
            continue
        if hits:
            found.append(Found(source.label, hits, source.all_url(text) if source.all_url else ""))
    return found

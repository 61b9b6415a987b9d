"""What the search box finds of pages: the entries of the user's own menus, by any part of what they are called."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from office.finder.rules import Hit, Source
from office.types import Message
from union_portal.menu import SECTIONS, STAFF, WORKER, may_open

LANGUAGES = ("zh-hans", "en")


def find_pages(user: User, text: str) -> list[Hit]:
    """Return the pages of both menus that this user may open and whose name contains the text in either language."""
    pages: dict[str, tuple[Message, Message]] = {name: (label, "") for label, _icon, name in WORKER}
    if access.is_officer(user):
        for label, _icon, name, needed in STAFF:
            if may_open(user, needed):
                pages.setdefault(name, (label, ""))
            for part, to, below in SECTIONS.get(name, []):
                if may_open(user, below):
                    pages[to] = (part, label if part != label else "")
    typed = text.casefold()
    return [
        Hit(str(label), reverse(name), str(area))
        for name, (label, area) in pages.items()
        if any(typed in called.casefold() for called in _called(label))
    ]


def _called(label: Message) -> list[str]:
    """Return what a page is called in each language."""
    names = []
    for language in LANGUAGES:
        with translation.override(language):
            names.append(str(label))
    return names


SOURCE = Source(_("Pages"), find_pages)

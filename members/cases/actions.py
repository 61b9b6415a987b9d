from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.cases.models import Case, Entry
from office.errors import NotAllowed
from office.transitions import update_unmoved
from office.types import Upload
from office.uploads.actions import attach
from office.uploads.clean_copies import NamelessFile

E = TypeVar("E", bound=Entry)


def add_entry(entry: E, files: Sequence[Upload | NamelessFile] = (), *, by: User | None, nameless: bool = False) -> E:
    """Save an entry and its files, and return it; call it last in an action, since files are not rolled back.

    `by` and `nameless` are those of `office.uploads.actions.attach`. Raises NotAllowed for an entry without a text.
    """
    entry.text = entry.text.strip()
    if not entry.text:
        raise NotAllowed(_("Write a few words first."), code="text_missing", field="text")
    entry.save()
    attach(entry, files, by=by, nameless=nameless)
    return entry


def assign(case: Case, state: TextChoices, to: User, *, perm: str) -> None:
    """Make `to` the handler of a case that the caller read in `state`.

    Raises NotAllowed when `to` is its handler already or has no `perm` in its unit, and when its state has changed.
    """
    if case.handler == to:
        raise NotAllowed(_("%(name)s deals with this already.") % {"name": to})
    if not access.can(to, perm, case.unit):
        raise NotAllowed(
            _("%(name)s holds no post that deals with this in %(unit)s.") % {"name": to, "unit": case.unit}
        )
    update_unmoved(case, state, **{case.handler_field: to})


def require_not_urged_today(urged_at: datetime | None) -> None:
    """Raise NotAllowed if `urged_at`, the time of the last reminder, is today; None for no reminder yet."""
    if urged_at and timezone.localdate(urged_at) == timezone.localdate():
        raise NotAllowed(_("This has been urged today already."))

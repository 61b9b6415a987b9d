from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from members.personal_file.models.hardship import HardshipMark
from members.register.actions.entry_lock import lock_entry
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.types import Files
from office.uploads.actions import attach

KEPT_BY_FILE: list[Callable[[Member], bool]] = []
"""Whether a file of an upper app keeps a member's mark, which then ends with the file only; the apps add theirs."""


@transaction.atomic
def set_hardship(mark: HardshipMark, files: Files = (), *, by: User) -> HardshipMark:
    """Save a new mark of hardship with its files, by a decision of the committee; the one in force ends on its day.

    Pages set none: an approved assessment of a hardship file does.

    Raises NotAllowed for oneself, for an erased or merged member, and when the mark in force began later.
    """
    member = lock_entry(mark.member, by=by)
    present = member.hardship_marks.in_force().first()
    if present:
        if present.starts_on > mark.starts_on:
            raise NotAllowed(_("The mark in force began on %(day)s.") % {"day": present.starts_on.isoformat()})
        present.ended_on, present.end_reason = mark.starts_on, mark.basis
        present.save(update_fields=["ended_on", "end_reason"])
    mark.set_by = by
    mark.save()
    changes = {"hardship": [present.kind if present else "", mark.kind]}
    audit.record("member.hardship_set", member, by=by, unit=member.unit, reason=mark.basis, changes=changes)
    attach(mark, files, by=by)
    return mark


@transaction.atomic
def lift_hardship(member: Member, on: date, *, by: User, reason: str, of_file: bool = False) -> HardshipMark:
    """End the mark in force on the day `on`, and return it; the row stays. `of_file` when the file of it ends.

    Raises NotAllowed for oneself, for an erased or merged member, when no mark is in force or it began later, and
    while a hardship file keeps it.
    """
    row = lock_entry(member, by=by)
    if not of_file and any(keeps(row) for keeps in KEPT_BY_FILE):
        raise NotAllowed(_("A hardship file keeps this mark: end the file."), code="kept_by_file")
    mark = row.hardship_marks.in_force().first()
    if mark is None:
        raise NotAllowed(_("No mark of hardship is in force."))
    if on < mark.starts_on:
        raise NotAllowed(_("The mark in force began on %(day)s.") % {"day": mark.starts_on.isoformat()})
    mark.ended_on, mark.end_reason = on, reason
    mark.save(update_fields=["ended_on", "end_reason"])
    audit.record(
        "member.hardship_lift", row, by=by, unit=row.unit, reason=reason, changes={"hardship": [mark.kind, ""]}
    )
    return mark

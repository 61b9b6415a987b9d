"""Requests to erase an entry and announced erasures: asking, withdrawing, refusing, carrying out."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.own_data.actions.erasing import erase
from members.own_data.actions.retention import kept_until
from members.own_data.models.retention import Erasure
from members.own_data.rules import ERASURE_NEXT, ErasureCause, ErasureState
from members.register.actions.entry_lock import forbid_own
from members.register.models.member import Member
from members.register.rules.identity import NOBODY
from office import audit
from office.errors import NotAllowed
from office.held_about_me import reasons_to_keep
from office.notices import notify
from office.transitions import move


@transaction.atomic
def ask_erasure(member: Member, *, by: User, reason: str = "") -> Erasure:
    """Ask to have one's own entry erased; an officer decides.

    Raises NotAllowed for another person's entry, or while an erasure of it waits for a decision.
    """
    row = Member.objects.select_for_update().get(pk=member.pk)
    if row.user_id != by.pk:
        raise NotAllowed(_("Only the member alone can ask this."))
    if Erasure.objects.waiting().filter(member=row).exists():
        raise NotAllowed(_("This waits for a decision already."))
    today = timezone.localdate()
    erasure = Erasure.objects.create(member=row, cause=ErasureCause.REQUEST, reason=reason, not_before=today)
    audit.record("erasure.ask", erasure, by=by, unit=row.unit)
    return erasure


@transaction.atomic
def withdraw_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """Withdraw one's own request for erasure.

    Raises NotAllowed for another person's, for an erasure announced by the rule, or when it has been decided.
    """
    locked = _lock_waiting(erasure)
    if locked.member.user_id != by.pk or locked.cause != ErasureCause.REQUEST:
        raise NotAllowed(_("Only whoever asked can take this back."))
    _close(locked, ErasureState.WITHDRAWN, by=None)
    audit.record("erasure.withdraw", locked, by=by, unit=locked.member.unit)
    return locked


@transaction.atomic
def refuse_erasure(erasure: Erasure, *, by: User, reason: str, until: date | None = None) -> Erasure:
    """Refuse an erasure with a reason that the worker reads; they are notified.

    The entry is kept until the rule's day, or until `until` if that is later. Raises NotAllowed for one's own entry,
    when it has been decided already, or without a reason.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the entry is kept."))
    locked = _lock_for_decision(erasure, by)
    locked.kept_until = max(filter(None, (until, kept_until(locked.member))), default=None)
    _close(locked, ErasureState.REFUSED, by=by, answer=reason.strip())
    audit.record("erasure.refuse", locked, by=by, unit=locked.member.unit, reason=locked.answer)
    kept = gettext_lazy("Your data is kept for now. Read why, and until when.")
    notify(locked.member.user, kept, reverse("members:my_erasure"))
    return locked


@transaction.atomic
def carry_out_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """Erase the person from the entry irrevocably; the audit event doesn't name them.

    Raises NotAllowed for one's own entry, when it has been decided already, and for each of `reasons_against`.
    """
    locked = _lock_for_decision(erasure, by)
    for reason in reasons_against(locked, timezone.localdate()):
        raise NotAllowed(str(reason))
    member = locked.member
    state = member.state
    erase(member, by=by)
    member.refresh_from_db()
    locked.reason = ""
    _close(locked, ErasureState.ERASED, by=by)
    audit.record("erasure.carry_out", locked, by=by, unit=locked.member.unit)
    audit.record(
        "member.erase", member, by=by, unit=member.unit, label=NOBODY, changes={"state": state, "cause": locked.cause}
    )
    return locked


def reasons_against(erasure: Erasure, today: date) -> list[str]:
    """Return, translated, why the erasure can't be carried out today: all reasons, none if it can."""
    member, reasons = erasure.member, []
    until = kept_until(member)
    if member.anonymised_at:
        reasons.append(_("This entry has been erased already."))
    if until is None:
        reasons.append(_("Whoever is a member is kept in the register."))
    elif until > today:
        reasons.append(_("The retention rule keeps this entry until %(day)s.") % {"day": until})
    if erasure.not_before > today:
        reasons.append(_("It was announced for %(day)s.") % {"day": erasure.not_before})
    return [*reasons, *(str(reason) for reason in reasons_to_keep([member.pk])[member.pk])]


def _lock_waiting(erasure: Erasure) -> Erasure:
    """Return the erasure, locked together with its member; raises NotAllowed unless it waits."""
    locked = Erasure.objects.waiting().select_for_update().filter(pk=erasure.pk).first()
    if locked is None:
        raise NotAllowed(_("This has been decided or taken back already."))
    members = Member.objects.select_for_update(of=("self",)).select_related("unit", "user")
    locked.member = members.get(pk=locked.member_id)
    return locked


def _lock_for_decision(erasure: Erasure, by: User) -> Erasure:
    """Return the erasure, locked together with its member; raises NotAllowed unless it waits and `by` may decide."""
    locked = _lock_waiting(erasure)
    forbid_own(by, locked.member)
    return locked


def _close(erasure: Erasure, state: ErasureState, *, by: User | None, answer: str = "") -> None:
    move(
        erasure,
        state,
        ERASURE_NEXT,
        decided_by=by,
        decided_at=timezone.now(),
        answer=answer,
        reason=erasure.reason,
        kept_until=erasure.kept_until,
    )

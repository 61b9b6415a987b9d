from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import choices as codes
from members.authority.models import User
from members.own_data.actions.erasure import erase
from members.own_data.models.retention import Erasure, LegalHold, RetentionRule
from members.own_data.querysets.retention import past_retention
from members.own_data.rules import ERASURE_NEXT, RULES, Cause, ErasureState
from members.register.actions.entry_lock import forbid_own
from members.register.models.member import Member
from members.register.rules.identity import NOBODY
from office import audit
from office.errors import NotAllowed
from office.held_about_me import reasons_to_keep
from office.notices import notify
from office.transitions import move

AT_ONCE = 1000


@transaction.atomic
def ensure_retention_rules() -> None:
    """Ship every rule of rules/retention.py that is missing; one that exists stays as its administrator left it."""
    known = set(RetentionRule.objects.values_list("state", flat=True))
    RetentionRule.objects.bulk_create(
        RetentionRule(state=state, years=keep.years, source=keep.source)
        for state, keep in RULES.items()
        if state not in known
    )


def kept_until(member: Member) -> date | None:
    """The first day on which no rule keeps the entry any longer; None as long as somebody hasn't left."""
    standing = member.periods.filter(ends_on=None, state__in=codes.LEFT_STATES).first()
    rule = RetentionRule.objects.filter(state=standing.state).first() if standing else None
    return rule.until(standing.starts_on) if standing and rule else None


@transaction.atomic
def announce_erasures(today: date) -> int:
    """Announce up to AT_ONCE entries that no rule keeps any longer: to the desk, and to whoever can still log in.

    Whoever was refused stays untouched until the day that the refusal names. Returns how many; the next call goes on.
    """
    rules = {rule.state: rule for rule in RetentionRule.objects.all()}
    due = past_retention(Member.objects.all(), rules.values(), today)
    due = due.exclude(erasures__state=ErasureState.WAITING).exclude(erasures__kept_until__gt=today)
    members = list(due.select_related("user").order_by("pk").distinct()[:AT_ONCE])
    Erasure.objects.bulk_create(
        [
            Erasure(
                member=member,
                cause=Cause.RULE,
                not_before=today + timedelta(days=rules[member.state].notice_days),
            )
            for member in members
        ],
        ignore_conflicts=True,
    )
    _announce([member for member in members if member.user and member.user.is_active], today, rules)
    return len(members)


def _announce(members: list[Member], today: date, rules: dict[str, RetentionRule]) -> None:
    days = {member.user_id: today + timedelta(days=rules[member.state].notice_days) for member in members}
    text = gettext_lazy("You left the union long ago. Your data here can be erased from %(day)s on.")
    accounts = [member.user for member in members]
    notify(accounts, text, "/my/erasure/", own_values=lambda account: {"day": days[account.pk]})


@transaction.atomic
def ask_erasure(member: Member, *, by: User, reason: str = "") -> Erasure:
    """A worker asks to be erased; an officer answers under the rule. Raises NotAllowed while a question is open."""
    row = Member.objects.select_for_update().get(pk=member.pk)
    if row.user_id != by.pk:
        raise NotAllowed(_("Only the member alone can ask this."))
    if Erasure.objects.waiting().filter(member=row).exists():
        raise NotAllowed(_("This waits for a decision already."))
    today = timezone.localdate()
    asked = Erasure.objects.create(member=row, cause=Cause.REQUEST, reason=reason, not_before=today)
    audit.record("erasure.ask", asked, by=by, unit=row.unit)
    return asked


@transaction.atomic
def withdraw_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """Take one's own request back; what the rule announced can't be taken back."""
    locked = _waiting(erasure)
    if locked.member.user_id != by.pk or locked.cause != Cause.REQUEST:
        raise NotAllowed(_("Only whoever asked can take this back."))
    _end(locked, ErasureState.WITHDRAWN, by=None)
    audit.record("erasure.withdraw", locked, by=by, unit=locked.member.unit)
    return locked


@transaction.atomic
def refuse_erasure(erasure: Erasure, *, by: User, reason: str, until: date | None = None) -> Erasure:
    """Keep the entry, in words that the worker reads, until the rule's day or a later one. Raises NotAllowed."""
    if not reason.strip():
        raise NotAllowed(_("Say why the entry is kept."))
    locked = _decidable(erasure, by)
    locked.kept_until = max(filter(None, (until, kept_until(locked.member))), default=None)
    _end(locked, ErasureState.REFUSED, by=by, answer=reason.strip())
    audit.record("erasure.refuse", locked, by=by, unit=locked.member.unit, reason=locked.answer)
    kept = gettext_lazy("Your data is kept for now. Read why, and until when.")
    notify(locked.member.user, kept, "/my/erasure/")
    return locked


@transaction.atomic
def carry_out_erasure(erasure: Erasure, *, by: User) -> Erasure:
    """Erase the person for good: nothing brings the entry back. The log keeps that it was done, without the name.

    Raises NotAllowed for one's own entry, before its day, for whoever hasn't left or is kept by the rule, a hold or an
    open case.
    """
    locked = _decidable(erasure, by)
    for reason in why_not_yet(locked, timezone.localdate()):
        raise NotAllowed(str(reason))
    member = locked.member
    state = member.state
    erase(member)
    member.refresh_from_db()
    locked.reason = ""
    _end(locked, ErasureState.ERASED, by=by)
    audit.record("erasure.carry_out", locked, by=by, unit=locked.member.unit)
    audit.record(
        "member.erase", member, by=by, unit=member.unit, label=NOBODY, changes={"state": state, "cause": locked.cause}
    )
    return locked


def why_not_yet(erasure: Erasure, today: date) -> list[str]:
    """Everything that forbids to carry it out today, in words; empty when nothing does."""
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


@transaction.atomic
def place_hold(member: Member, *, by: User, reason: str) -> LegalHold:
    """Keep an entry whatever the rule says, for a reason. Raises NotAllowed when a hold is in force."""
    row = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    if not reason.strip():
        raise NotAllowed(_("Say why the entry is kept."))
    if row.holds.in_force().exists():
        raise NotAllowed(_("A hold is in force already."))
    hold = LegalHold.objects.create(member=row, reason=reason.strip(), placed_by=by)
    audit.record("hold.place", hold, by=by, unit=row.unit, reason=reason.strip())
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: User) -> None:
    """Let the rule take its course again. Raises NotAllowed when somebody has lifted the hold before."""
    if not LegalHold.objects.in_force().filter(pk=hold.pk).update(lifted_at=timezone.now(), lifted_by=by):
        raise NotAllowed(_("This hold has been lifted already."))
    audit.record("hold.lift", hold, by=by, unit=hold.member.unit)


def _waiting(erasure: Erasure) -> Erasure:
    """The question, locked together with its member, if nobody has answered it."""
    locked = Erasure.objects.waiting().select_for_update().filter(pk=erasure.pk).first()
    if locked is None:
        raise NotAllowed(_("This has been decided or taken back already."))
    members = Member.objects.select_for_update(of=("self",)).select_related("unit", "user")
    locked.member = members.get(pk=locked.member_id)
    return locked


def _decidable(erasure: Erasure, by: User) -> Erasure:
    locked = _waiting(erasure)
    forbid_own(by, locked.member)
    return locked


def _end(erasure: Erasure, state: ErasureState, *, by: User | None, answer: str = "") -> None:
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

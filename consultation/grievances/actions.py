from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import EntryKind, GrievanceCategory, GrievanceState, Outcome, Side
from consultation.deadlines import actions as clocks
from consultation.deadlines import rules as deadlines_rules
from consultation.grievances import rules
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter
from consultation.grievances.receipts import hashed, new_receipt
from consultation.permissions import ConsultationPermission
from consultation.questions.actions import Files, tell
from members import access
from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.attachments import attach
from office.errors import NotAllowed
from office.models import AuditEvent


@dataclass(frozen=True)
class Story:
    """What a reporter tells."""

    category: GrievanceCategory
    facts: str
    since: date | None = None
    employment_ended_on: date | None = None
    concerned: str = ""
    wish: str = ""


def move(grievance: Grievance, to: GrievanceState, **fields: Any) -> None:
    """Bring a grievance from the state we saw it in to `to`; raises NotAllowed when somebody was quicker."""
    moved = Grievance.objects.filter(pk=grievance.pk, state=grievance.state).update(state=to, **fields)
    if not moved:
        raise NotAllowed(_("Someone else has just dealt with this case. This is how it stands now."))
    grievance.state = to
    for name, value in fields.items():
        setattr(grievance, name, value)


def step_to(grievance: Grievance, to: GrievanceState, **fields: Any) -> None:
    """Like `move`, for a change that the transition table must know."""
    if to not in rules.GRIEVANCE_NEXT.get(GrievanceState(grievance.state), ()):
        raise NotAllowed(
            _("This case is “%(state)s”; that step isn't possible now.") % {"state": grievance.get_state_display()}
        )
    move(grievance, to, **fields)


def tell_reporter(grievance: Grievance, text: Any) -> None:
    """A notice to a named reporter; an anonymous one has their code and comes back."""
    reporter = GrievanceReporter.objects.filter(grievance=grievance).select_related("user").first()
    if reporter:
        tell(reporter.user, text, grievance.own_url, number=grievance.number)


def _file(story: Story, unit: Unit, *, receipt: str | None) -> Grievance:
    """Write the case; the audit log has no actor for it, since who reported stands in one place only."""
    if not story.facts.strip():
        raise NotAllowed(_("Tell us what happened."))
    grievance = Grievance.objects.create(
        number=clocks.next_number("WQ"),
        unit=unit,
        category=story.category,
        facts=story.facts.strip(),
        since=story.since,
        employment_ended_on=story.employment_ended_on,
        concerned=story.concerned.strip(),
        wish=story.wish.strip(),
        receipt_hash=hashed(receipt) if receipt else None,
    )
    clocks.start(deadlines_rules.GRIEVANCE_ACCEPT, grievance=grievance)
    audit.record("grievance.file", grievance, by=None, unit=unit, changes={"category": story.category})
    for officer in access.holders(ConsultationPermission.HANDLE_GRIEVANCE, unit):
        tell(
            officer,
            _("Grievance %(number)s has been filed."),
            grievance.get_absolute_url(),
            number=grievance.number,
        )
    return grievance


@transaction.atomic
def file_grievance(story: Story, *, by: User, attachments: Files = ()) -> Grievance:
    """Open a case for a worker under their name, which is kept apart from the story."""
    member = Member.objects.own(by).select_related("unit").first()
    if member is None:
        raise NotAllowed(_("Your account isn't linked to a member. Ask your union to link it."))
    grievance = _file(story, member.unit, receipt=None)
    GrievanceReporter.objects.create(grievance=grievance, member=member, user=by)
    attach(grievance, attachments, by=None)
    return grievance


@transaction.atomic
def file_anonymously(story: Story, unit: Unit, *, attachments: Files = ()) -> tuple[Grievance, str]:
    """Open a case for nobody known; the receipt code returned beside it is kept nowhere and must be shown now."""
    receipt = new_receipt()
    grievance = _file(story, unit, receipt=receipt)
    attach(grievance, attachments, by=None, nameless=True)
    return grievance, receipt


@transaction.atomic
def accept_grievance(grievance: Grievance, *, by: User) -> Grievance:
    """Take a case on; from now on it has an officer and a day by which it should end."""
    step_to(grievance, GrievanceState.ACCEPTED, officer=by, accepted_at=timezone.now())
    clocks.meet(grievance.clocks.all(), deadlines_rules.GRIEVANCE_ACCEPT)
    clocks.start(deadlines_rules.GRIEVANCE_HANDLE, grievance=grievance)
    audit.record("grievance.accept", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("Grievance %(number)s has been accepted."))
    return grievance


@transaction.atomic
def decline_grievance(grievance: Grievance, *, reason: str, advice: str, by: User) -> Grievance:
    """Turn a case away with the reason and with advice on where to turn; the reporter reads both."""
    if not reason.strip() or not advice.strip():
        raise NotAllowed(_("Give the reason, and advice on what the reporter can do."))
    step_to(
        grievance,
        GrievanceState.DECLINED,
        summary=reason.strip(),
        advice=advice.strip(),
        closed_at=timezone.now(),
    )
    clocks.meet(grievance.clocks.all(), deadlines_rules.GRIEVANCE_ACCEPT)
    clocks.drop(grievance.clocks.all())
    audit.record("grievance.decline", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("Grievance %(number)s was not accepted; read why and what you can do."))
    return grievance


@transaction.atomic
def start_work(grievance: Grievance, *, by: User) -> Grievance:
    """Say that the work on an accepted case has begun."""
    step_to(grievance, GrievanceState.WORKING)
    audit.record("grievance.start", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("Work on grievance %(number)s has begun."))
    return grievance


def _enter(grievance: Grievance, kind: EntryKind, text: str, **fields: Any) -> GrievanceEntry:
    if not text.strip():
        raise NotAllowed(_("Write a few words first."))
    return GrievanceEntry.objects.create(grievance=grievance, kind=kind, text=text.strip(), **fields)


@transaction.atomic
def log_step(
    grievance: Grievance, text: str, *, by: User, internal: bool = False, attachments: Files = ()
) -> GrievanceEntry:
    """Put a step taken on the timeline, for everybody on the case or for the officers only."""
    if grievance.state not in (GrievanceState.ACCEPTED, GrievanceState.WORKING):
        raise NotAllowed(_("Steps belong to a case that has been accepted and not closed."))
    move(grievance, GrievanceState(grievance.state))
    entry = _enter(grievance, EntryKind.STEP, text, side=Side.OFFICE, author=by, internal=internal)
    audit.record("grievance.step", grievance, by=by, unit=grievance.unit, changes={"internal": internal})
    if not internal:
        tell_reporter(grievance, _("There is a new step in grievance %(number)s."))
    attach(entry, attachments, by=by)
    return entry


@transaction.atomic
def note_grievance(grievance: Grievance, text: str, *, by: User) -> GrievanceEntry:
    """Leave a note among the officers, in any state; the reporter never sees it."""
    entry = _enter(grievance, EntryKind.NOTE, text, side=Side.OFFICE, author=by, internal=True)
    audit.record("grievance.note", grievance, by=by, unit=grievance.unit)
    return entry


@transaction.atomic
def write_to_reporter(grievance: Grievance, text: str, *, by: User, attachments: Files = ()) -> GrievanceEntry:
    """Write to the reporter, who reads it under their account or with their code."""
    move(grievance, GrievanceState(grievance.state))
    entry = _enter(grievance, EntryKind.MESSAGE, text, side=Side.OFFICE, author=by)
    clocks.meet(grievance.clocks.all(), deadlines_rules.GRIEVANCE_REPLY)
    audit.record("grievance.write", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("There is a message for you in grievance %(number)s."))
    attach(entry, attachments, by=by)
    return entry


@transaction.atomic
def write_as_reporter(grievance: Grievance, text: str, *, attachments: Files = ()) -> GrievanceEntry:
    """Let the reporter write, be it under their account or with the receipt code; the log names neither."""
    if grievance.has_ended:
        raise NotAllowed(_("This case has ended. If something new happened, please file a new one."))
    move(grievance, GrievanceState(grievance.state))
    entry = _enter(grievance, EntryKind.MESSAGE, text, side=Side.WORKER)
    if grievance.state != GrievanceState.SUBMITTED:
        clocks.start(deadlines_rules.GRIEVANCE_REPLY, grievance=grievance)
    audit.record("grievance.follow_up", grievance, by=None, unit=grievance.unit)
    if grievance.officer:
        tell(
            grievance.officer,
            _("The reporter of grievance %(number)s has written."),
            grievance.get_absolute_url(),
            number=grievance.number,
        )
    attach(entry, attachments, by=None, nameless=grievance.is_anonymous)
    return entry


@transaction.atomic
def close_grievance(grievance: Grievance, outcome: Outcome, *, summary: str, by: User) -> Grievance:
    """End a case with its outcome and a summary that the reporter reads."""
    if not summary.strip():
        raise NotAllowed(_("Sum up what was found and done; the reporter reads it."))
    step_to(grievance, GrievanceState.CLOSED, outcome=outcome, summary=summary.strip(), closed_at=timezone.now())
    clocks.meet(grievance.clocks.all(), deadlines_rules.GRIEVANCE_HANDLE)
    clocks.drop(grievance.clocks.all())
    audit.record("grievance.close", grievance, by=by, unit=grievance.unit, changes={"outcome": outcome})
    tell_reporter(grievance, _("Grievance %(number)s has been closed; read the outcome."))
    return grievance


def record_reading(grievance: Grievance, *, by: User) -> None:
    """Put on record that an officer has read the case; once per officer and day is enough to know."""
    read_today = AuditEvent.objects.about(grievance).filter(
        verb="grievance.read", actor=by, at__date=timezone.localdate()
    )
    if not read_today.exists():
        audit.record("grievance.read", grievance, by=by, unit=grievance.unit)


@transaction.atomic
def reveal_reporter(grievance: Grievance, *, by: User, reason: str) -> GrievanceReporter:
    """Who reported, in full, for a stated reason and on the record. PIPL, domain.md part 5.

    Raises NotAllowed without a reason, and for an anonymous case, of whose reporter nothing is known.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why you need to know who reported."))
    reporter = GrievanceReporter.objects.filter(grievance=grievance).select_related("member", "user").first()
    if reporter is None:
        raise NotAllowed(_("This case was reported anonymously; nobody knows by whom."))
    audit.record("grievance.reveal", grievance, by=by, unit=grievance.unit, reason=reason.strip())
    return reporter

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultation.choices import EntryKind, GrievanceCategory, GrievanceState, Outcome
from consultation.deadlines import actions as deadlines
from consultation.deadlines.rules import ACCEPT_GRIEVANCE, HANDLE_GRIEVANCE, REPLY_TO_REPORTER
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter
from consultation.grievances.receipts import hash_receipt, new_receipt
from consultation.grievances.rules import GRIEVANCE_NEXT
from consultation.permissions import ConsultationPermission
from members import access
from members.authority.models import User
from members.cases.actions import add_entry
from members.cases.rules import Side
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.attachments import attach
from office.errors import NotAllowed
from office.models import AuditEvent
from office.notices import notify
from office.transitions import move, update_unmoved
from office.types import Files


@dataclass(frozen=True)
class Story:
    """What a reporter tells."""

    category: GrievanceCategory
    facts: str
    since: date | None = None
    employment_ended_on: date | None = None
    concerned: str = ""
    wish: str = ""


def tell_reporter(grievance: Grievance, text: Promise) -> None:
    """A notice to a named reporter; an anonymous one has their code and comes back."""
    reporter = GrievanceReporter.objects.filter(grievance=grievance).select_related("user").first()
    if reporter:
        notify(reporter.user, text, grievance.own_url, number=grievance.number)


def _file(story: Story, unit: Unit, *, receipt: str | None) -> Grievance:
    """Write the case; the audit log has no actor for it, since who reported stands in one place only."""
    if not story.facts.strip():
        raise NotAllowed(_("Tell us what happened."))
    grievance = Grievance.objects.create(
        number=deadlines.next_number("WQ"),
        unit=unit,
        category=story.category,
        facts=story.facts.strip(),
        since=story.since,
        employment_ended_on=story.employment_ended_on,
        concerned=story.concerned.strip(),
        wish=story.wish.strip(),
        receipt_hash=hash_receipt(receipt) if receipt else None,
    )
    deadlines.start(ACCEPT_GRIEVANCE, grievance=grievance)
    audit.record("grievance.file", grievance, by=None, unit=unit, changes={"category": story.category})
    notify(
        access.holders(ConsultationPermission.HANDLE_GRIEVANCE, unit),
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
    move(grievance, GrievanceState.ACCEPTED, GRIEVANCE_NEXT, officer=by, accepted_at=timezone.now())
    deadlines.meet(grievance.clocks.all(), ACCEPT_GRIEVANCE)
    deadlines.start(HANDLE_GRIEVANCE, grievance=grievance)
    audit.record("grievance.accept", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("Grievance %(number)s has been accepted."))
    return grievance


@transaction.atomic
def decline_grievance(grievance: Grievance, *, reason: str, advice: str, by: User) -> Grievance:
    """Turn a case away with the reason and with advice on where to turn; the reporter reads both."""
    if not reason.strip() or not advice.strip():
        raise NotAllowed(_("Give the reason, and advice on what the reporter can do."))
    move(
        grievance,
        GrievanceState.DECLINED,
        GRIEVANCE_NEXT,
        summary=reason.strip(),
        advice=advice.strip(),
        closed_at=timezone.now(),
    )
    deadlines.meet(grievance.clocks.all(), ACCEPT_GRIEVANCE)
    deadlines.drop(grievance.clocks.all())
    audit.record("grievance.decline", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("Grievance %(number)s was not accepted; read why and what you can do."))
    return grievance


@transaction.atomic
def start_work(grievance: Grievance, *, by: User) -> Grievance:
    """Say that the work on an accepted case has begun."""
    move(grievance, GrievanceState.WORKING, GRIEVANCE_NEXT)
    audit.record("grievance.start", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("Work on grievance %(number)s has begun."))
    return grievance


@transaction.atomic
def log_step(
    grievance: Grievance, text: str, *, by: User, internal: bool = False, attachments: Files = ()
) -> GrievanceEntry:
    """Put a step taken on the timeline, for everybody on the case or for the officers only."""
    if grievance.state not in (GrievanceState.ACCEPTED, GrievanceState.WORKING):
        raise NotAllowed(_("Steps belong to a case that has been accepted and not closed."))
    update_unmoved(grievance, GrievanceState(grievance.state))
    audit.record("grievance.step", grievance, by=by, unit=grievance.unit, changes={"internal": internal})
    if not internal:
        tell_reporter(grievance, _("There is a new step in grievance %(number)s."))
    step = GrievanceEntry(
        grievance=grievance, kind=EntryKind.STEP, side=Side.OFFICE, author=by, text=text, internal=internal
    )
    return add_entry(step, attachments, by=by)


@transaction.atomic
def note_grievance(grievance: Grievance, text: str, *, by: User) -> GrievanceEntry:
    """Leave a note among the officers, in any state; the reporter never sees it."""
    audit.record("grievance.note", grievance, by=by, unit=grievance.unit)
    note = GrievanceEntry(
        grievance=grievance, kind=EntryKind.NOTE, side=Side.OFFICE, author=by, text=text, internal=True
    )
    return add_entry(note, by=by)


@transaction.atomic
def write_to_reporter(grievance: Grievance, text: str, *, by: User, attachments: Files = ()) -> GrievanceEntry:
    """Write to the reporter, who reads it under their account or with their code."""
    update_unmoved(grievance, GrievanceState(grievance.state))
    deadlines.meet(grievance.clocks.all(), REPLY_TO_REPORTER)
    audit.record("grievance.write", grievance, by=by, unit=grievance.unit)
    tell_reporter(grievance, _("There is a message for you in grievance %(number)s."))
    message = GrievanceEntry(grievance=grievance, kind=EntryKind.MESSAGE, side=Side.OFFICE, author=by, text=text)
    return add_entry(message, attachments, by=by)


@transaction.atomic
def write_as_reporter(grievance: Grievance, text: str, *, attachments: Files = ()) -> GrievanceEntry:
    """Let the reporter write, be it under their account or with the receipt code; the log names neither."""
    if grievance.has_ended:
        raise NotAllowed(_("This case has ended. If something new happened, please file a new one."))
    update_unmoved(grievance, GrievanceState(grievance.state))
    if grievance.state != GrievanceState.SUBMITTED:
        deadlines.start(REPLY_TO_REPORTER, grievance=grievance)
    audit.record("grievance.follow_up", grievance, by=None, unit=grievance.unit)
    if grievance.officer:
        notify(
            grievance.officer,
            _("The reporter of grievance %(number)s has written."),
            grievance.get_absolute_url(),
            number=grievance.number,
        )
    message = GrievanceEntry(grievance=grievance, kind=EntryKind.MESSAGE, side=Side.WORKER, text=text)
    return add_entry(message, attachments, by=None, nameless=grievance.is_anonymous)


@transaction.atomic
def close_grievance(grievance: Grievance, outcome: Outcome, *, summary: str, by: User) -> Grievance:
    """End a case with its outcome and a summary that the reporter reads."""
    if not summary.strip():
        raise NotAllowed(_("Sum up what was found and done; the reporter reads it."))
    move(
        grievance,
        GrievanceState.CLOSED,
        GRIEVANCE_NEXT,
        outcome=outcome,
        summary=summary.strip(),
        closed_at=timezone.now(),
    )
    deadlines.meet(grievance.clocks.all(), HANDLE_GRIEVANCE)
    deadlines.drop(grievance.clocks.all())
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

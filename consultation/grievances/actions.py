from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultation.choices import EntryKind, GrievanceCategory, GrievanceState, Outcome
from consultation.deadlines import actions as deadlines
from consultation.deadlines.rules import ACCEPT_GRIEVANCE, HANDLE_GRIEVANCE, REPLY_TO_REPORTER
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter, Unannounced
from consultation.grievances.receipts import hash_receipt
from consultation.grievances.rules import GRIEVANCE_NEXT, RECEIPT_DIGITS
from consultation.permissions import ConsultationPermission
from members import access
from members.authority.models import User
from members.cases.actions import add_entry
from members.cases.rules import Side
from members.choices import UnitKind
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.claims import claim
from office.days import full_hour
from office.errors import NotAllowed
from office.models import AuditEvent
from office.notices import notify
from office.outbox.rules import Urgency
from office.receipts import new_receipt
from office.transitions import move, require_state, update_unmoved
from office.types import Files, JsonValue
from office.uploads.actions import attach
from office.uploads.clean_copies import nameless_copies


@dataclass(frozen=True)
class Story:
    """What a reporter tells on the form."""

    category: GrievanceCategory
    facts: str
    since: date | None = None
    employment_ended_on: date | None = None
    concerned: str = ""
    wish: str = ""


def _notify_reporter(grievance: Grievance, text: Promise) -> None:
    """Notify a named reporter; an anonymous one can't be notified and looks with the receipt code."""
    reporter = GrievanceReporter.objects.filter(grievance=grievance).select_related("user").first()
    if reporter:
        notify(reporter.user, text, grievance.own_url, number=grievance.number)


def _file(story: Story, unit: Unit, *, receipt: str | None) -> Grievance:
    """Create the case; with a receipt only the hour is stored, and it is announced when that is over."""
    at = full_hour() if receipt else timezone.now()
    if not story.facts.strip():
        raise NotAllowed(_("Tell us what happened."), code="facts_missing", field="facts")
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
        filed_at=at,
    )
    deadlines.start(ACCEPT_GRIEVANCE, grievance=grievance)
    if receipt:
        Unannounced.objects.create(grievance=grievance, is_message=False, at=at)
    else:
        _announce(grievance, is_message=False, at=at)
    return grievance


def _announce(grievance: Grievance, *, is_message: bool, at: datetime) -> None:
    """Record a report or a reporter's message, without an actor, and notify the officers."""
    if is_message:
        audit.record("grievance.follow_up", grievance, by=None, unit=grievance.unit, at=at)
        to: Iterable[User | None] = [grievance.officer]
        text = _("The reporter of grievance %(number)s has written.")
    else:
        changes = {"category": grievance.category}
        audit.record("grievance.file", grievance, by=None, unit=grievance.unit, changes=changes, at=at)
        to = access.holders(ConsultationPermission.HANDLE_GRIEVANCE, grievance.unit)
        text = _("Grievance %(number)s has been filed.")
    # Dangers are announced at night, too: the notice's time then tells only that a report came at night.
    urgency = Urgency.AT_ONCE if grievance.category == GrievanceCategory.SAFETY else Urgency.ORDINARY
    notify(to, text, grievance.get_absolute_url(), sent_at=at, urgency=urgency, number=grievance.number)


@transaction.atomic
def announce_anonymous() -> int:
    """Record anonymous reports and messages of hours that are over, in no order, and notify officers; return how many.

    Both bear the beginning of the present hour.
    """
    now = full_hour()
    rows = claim(Unannounced.objects.filter(at__lt=now).select_related("grievance__unit", "grievance__officer"))
    waiting = list(rows.order_by("?"))
    for row in waiting:
        _announce(row.grievance, is_message=row.is_message, at=now)
        row.delete()
    return len(waiting)


def _branch_of(unit: Unit) -> Unit:
    """Return the branch or union that the unit lies in: whoever sees the case of a small group knows whose it is."""
    above = Unit.objects.filter(path__in=Unit.paths_down_to(unit.path), kind__in=(UnitKind.UNION, UnitKind.BRANCH))
    return above.order_by("-depth").first() or Unit.objects.get(path=unit.path[: Unit.steplen])


@transaction.atomic
def file_grievance(story: Story, *, by: User, attachments: Files = ()) -> Grievance:
    """File a grievance under the worker's name. Raises NotAllowed for an account without a member, or without facts."""
    member = Member.objects.own(by).select_related("unit").first()
    if member is None:
        raise NotAllowed(_("Your account isn't linked to a member. Ask your union to link it."), code="no_member")
    grievance = _file(story, _branch_of(member.unit), receipt=None)
    GrievanceReporter.objects.create(grievance=grievance, member=member, user=by)
    attach(grievance, attachments, by=None)
    return grievance


@transaction.atomic
def file_anonymously(story: Story, unit: Unit, *, attachments: Files = ()) -> tuple[Grievance, str]:
    """File an anonymous grievance; return it with its receipt code, of which only a hash is stored.

    Raises NotAllowed without facts, and for files of which no clean copy can be made.
    """
    # Before the number is drawn, for which others wait.
    copies = nameless_copies(attachments)
    receipt = new_receipt(RECEIPT_DIGITS)
    grievance = _file(story, unit, receipt=receipt)
    attach(grievance, copies, by=None, nameless=True)
    return grievance, receipt


@transaction.atomic
def accept_grievance(grievance: Grievance, *, by: User) -> Grievance:
    """Accept a case: `by` becomes its officer, the deadline to handle it starts, the reporter is notified."""
    move(grievance, GrievanceState.ACCEPTED, GRIEVANCE_NEXT, officer=by, accepted_at=timezone.now())
    deadlines.meet(grievance.clocks.all(), ACCEPT_GRIEVANCE)
    deadlines.start(HANDLE_GRIEVANCE, grievance=grievance)
    audit.record("grievance.accept", grievance, by=by, unit=grievance.unit)
    _notify_reporter(grievance, _("Grievance %(number)s has been accepted."))
    return grievance


@transaction.atomic
def decline_grievance(grievance: Grievance, *, reason: str, advice: str, by: User) -> Grievance:
    """Decline a case, with a reason and advice for the reporter. Raises NotAllowed where one of them is missing."""
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
    _notify_reporter(grievance, _("Grievance %(number)s was not accepted; read why and what you can do."))
    return grievance


@transaction.atomic
def start_work(grievance: Grievance, *, by: User) -> Grievance:
    """Mark an accepted case as being worked on, and notify the reporter."""
    move(grievance, GrievanceState.WORKING, GRIEVANCE_NEXT)
    audit.record("grievance.start", grievance, by=by, unit=grievance.unit)
    _notify_reporter(grievance, _("Work on grievance %(number)s has begun."))
    return grievance


@transaction.atomic
def log_step(
    grievance: Grievance, text: str, *, by: User, internal: bool = False, attachments: Files = ()
) -> GrievanceEntry:
    """Add a step to the timeline, and notify the reporter; an `internal` step is for officers only.

    Raises NotAllowed unless the case is accepted or being worked on, or without a text.
    """
    if grievance.state not in (GrievanceState.ACCEPTED, GrievanceState.WORKING):
        raise NotAllowed(_("Steps belong to a case that has been accepted and not closed."))
    update_unmoved(grievance, GrievanceState(grievance.state))
    audit.record("grievance.step", grievance, by=by, unit=grievance.unit, changes={"internal": internal})
    if not internal:
        _notify_reporter(grievance, _("There is a new step in grievance %(number)s."))
    step = GrievanceEntry(
        grievance=grievance, kind=EntryKind.STEP, side=Side.OFFICE, author=by, text=text, internal=internal
    )
    return add_entry(step, attachments, by=by)


@transaction.atomic
def note_grievance(grievance: Grievance, text: str, *, by: User) -> GrievanceEntry:
    """Add a note that only officers read, in any state."""
    audit.record("grievance.note", grievance, by=by, unit=grievance.unit)
    note = GrievanceEntry(
        grievance=grievance, kind=EntryKind.NOTE, side=Side.OFFICE, author=by, text=text, internal=True
    )
    return add_entry(note, by=by)


@transaction.atomic
def write_to_reporter(grievance: Grievance, text: str, *, by: User, attachments: Files = ()) -> GrievanceEntry:
    """Add a message to the reporter, in any state; they read it with their account or with the receipt code."""
    update_unmoved(grievance, GrievanceState(grievance.state))
    deadlines.meet(grievance.clocks.all(), REPLY_TO_REPORTER)
    audit.record("grievance.write", grievance, by=by, unit=grievance.unit)
    _notify_reporter(grievance, _("There is a message for you in grievance %(number)s."))
    message = GrievanceEntry(grievance=grievance, kind=EntryKind.MESSAGE, side=Side.OFFICE, author=by, text=text)
    return add_entry(message, attachments, by=by)


@transaction.atomic
def write_as_reporter(grievance: Grievance, text: str, *, attachments: Files = ()) -> GrievanceEntry:
    """Add a message of the reporter, sent with their account or with the receipt code.

    Of an anonymous one only the hour is stored, and it is announced when that is over. Raises NotAllowed when the case
    has ended, without a text, and for files of an anonymous one of which no clean copy can be made.
    """
    if grievance.has_ended:
        raise NotAllowed(_("This case has ended. If something new happened, please file a new one."))
    files = nameless_copies(attachments) if grievance.is_anonymous else attachments
    update_unmoved(grievance, GrievanceState(grievance.state))
    if grievance.state != GrievanceState.SUBMITTED:
        deadlines.start(REPLY_TO_REPORTER, grievance=grievance)
    at = full_hour() if grievance.is_anonymous else timezone.now()
    if grievance.is_anonymous:
        Unannounced.objects.create(grievance=grievance, is_message=True, at=at)
    else:
        _announce(grievance, is_message=True, at=at)
    message = GrievanceEntry(grievance=grievance, kind=EntryKind.MESSAGE, side=Side.WORKER, text=text, at=at)
    return add_entry(message, files, by=None, nameless=grievance.is_anonymous)


@transaction.atomic
def pause_grievance(grievance: Grievance, note: str, *, by: User) -> Grievance:
    """Pause the deadline to handle the case, with a reason that the reporter reads.

    Raises NotAllowed unless the case is accepted or being worked on, without a reason, and where the deadline is paused
    or over.
    """
    if not note.strip():
        raise NotAllowed(_("Say what you wait for."))
    require_state(grievance, GrievanceState.ACCEPTED, GrievanceState.WORKING)
    update_unmoved(grievance, GrievanceState(grievance.state))
    deadlines.pause(grievance.clocks.all(), HANDLE_GRIEVANCE, note=note.strip(), by=by)
    audit.record("grievance.pause", grievance, by=by, unit=grievance.unit, reason=note.strip())
    _notify_reporter(grievance, _("The time for grievance %(number)s is paused; read why."))
    return grievance


@transaction.atomic
def resume_grievance(grievance: Grievance, *, by: User) -> Grievance:
    """Let the paused deadline to handle the case go on. Raises NotAllowed where none is paused."""
    update_unmoved(grievance, GrievanceState(grievance.state))
    if not deadlines.resume(grievance.clocks.all(), HANDLE_GRIEVANCE, by=by):
        raise NotAllowed(_("The limit isn't paused."))
    audit.record("grievance.resume", grievance, by=by, unit=grievance.unit)
    _notify_reporter(grievance, _("The time for grievance %(number)s goes on; see the day on its page."))
    return grievance


@transaction.atomic
def extend_grievance(grievance: Grievance, days: int, note: str, *, by: User) -> Grievance:
    """Extend the deadline to handle the case by working days, once, with a reason that the reporter reads.

    Raises NotAllowed unless the case is accepted or being worked on, and as `deadlines.extend` does.
    """
    require_state(grievance, GrievanceState.ACCEPTED, GrievanceState.WORKING)
    update_unmoved(grievance, GrievanceState(grievance.state))
    (clock, *_more) = deadlines.extend(grievance.clocks.all(), HANDLE_GRIEVANCE, days=days, note=note.strip(), by=by)
    changes: dict[str, JsonValue] = {"days": days, "due": clock.due_on.isoformat()}
    audit.record("grievance.extend", grievance, by=by, unit=grievance.unit, reason=note.strip(), changes=changes)
    _notify_reporter(grievance, _("The time for grievance %(number)s was extended; read why and until when."))
    return grievance


@transaction.atomic
def close_grievance(grievance: Grievance, outcome: Outcome, *, summary: str, by: User) -> Grievance:
    """Close a case with its outcome and a summary for the reporter. Raises NotAllowed without the summary."""
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
    _notify_reporter(grievance, _("Grievance %(number)s has been closed; read the outcome."))
    return grievance


def record_reading(grievance: Grievance, *, by: User) -> None:
    """Write an audit event that an officer has read the case, once for each officer and day."""
    read_today = AuditEvent.objects.about(grievance).filter(
        verb="grievance.read", actor=by, at__date=timezone.localdate()
    )
    if not read_today.exists():
        audit.record("grievance.read", grievance, by=by, unit=grievance.unit)


@transaction.atomic
def reveal_reporter(grievance: Grievance, *, by: User, reason: str) -> GrievanceReporter:
    """Write an audit event that `by` asks who reported, for a reason; return the reporter. PIPL, domain.md part 5.

    Raises NotAllowed without a reason, and for an anonymous case, of whose reporter nothing is known.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why you need to know who reported."))
    reporter = GrievanceReporter.objects.filter(grievance=grievance).select_related("member", "user").first()
    if reporter is None:
        raise NotAllowed(_("This case was reported anonymously; nobody knows by whom."))
    audit.record("grievance.reveal", grievance, by=by, unit=grievance.unit, reason=reason.strip())
    return reporter

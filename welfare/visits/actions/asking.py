"""Somebody asks for a visit: it is checked at once, and each event is visited once. Withdrawn, it says nothing more."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import Purpose
from members.consents.checks import allows
from members.register.actions.entry_lock import closed_reason, forbid_own
from members.register.models.member import Member
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.transitions import move, require_state, update_unmoved
from office.types import Files, JsonValue, Upload
from office.uploads.actions import attach, delete_files_on_commit
from office.uploads.models import Attachment
from office.uploads.serving import within
from welfare.choices import Kind
from welfare.visits import checking, rules
from welfare.visits.checking import Allowed, Refused, Wanted
from welfare.visits.choices import PaperKind, Source, VisitState
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit
from welfare.visits.said import NOBODY, Received


@dataclass(frozen=True, kw_only=True)
class Bedside:
    """What was done at the bedside before anybody could approve it."""

    on: date
    words: str = ""
    receipts: Sequence[Upload] = ()
    signature: Sequence[Upload] = ()
    received: Received = NOBODY


def already() -> str:
    """Return what is told where an event is visited already."""
    return _("There is a visit for this event already: each event is visited once.")


def _once() -> dict[str, str]:
    return {"one_visit_an_event": already(), "retires_and_dies_once": already()}


@transaction.atomic
def ask_visit(
    member: Member,
    wanted: Wanted,
    papers: Files = (),
    *,
    by: User,
    source: Source,
    agreed: bool = False,
    bedside: Bedside | None = None,
) -> Visit:
    """Ask for a visit to a member, for all that the rules allow or a smaller sum; what the register proposed is taken.

    `agreed` says that the person agreed to what is kept of their health. Raises NotAllowed, with reason and document,
    when the rules give nothing, when the event is visited already, and for an officer's or leader's own visit.
    """
    member = Member.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=member.pk)
    if closed := closed_reason(member):
        raise NotAllowed(closed)
    if source != Source.WORKER:
        forbid_own(by, member)
    if wanted.kind == Kind.HOSPITAL and not agreed and not allows(member, Purpose.HEALTH):
        raise NotAllowed(
            _("The person has to agree that the union keeps this about their health."),
            code="no_consent",
            field="agreed",
        )
    today = timezone.localdate()
    if bedside is not None:
        _require_day(bedside.on, wanted.event_on, today)
    allowed = _require_allowed(member, wanted, today)
    proposed = _proposed_or_refused(member, wanted)
    visit = proposed or Visit(member=member, unit=member.unit, kind=wanted.kind)
    visit.write(wanted.said)
    visit.source, visit.asked_by, visit.asked_at = source, by, timezone.now()
    visit.event_on, visit.amount, visit.form, visit.document = (
        wanted.event_on,
        allowed.amount,
        allowed.form,
        allowed.document,
    )
    visit.claim_until = rules.claim_until(wanted.event_on, allowed.rule.claim_months)
    if bedside is not None:
        visit.visited_on, visit.report = bedside.on, bedside.words.strip()
        visit.receipt = sealed_receipt(bedside.received)
    visit.state = VisitState.ASKED
    with refused_by(_once()):
        visit.save()
    told: dict[str, JsonValue] = {"source": source.value, "amount": str(allowed.amount)}
    audit.record("visit.ask", visit, by=by, unit=visit.unit, changes=told)
    keep_papers(visit, PaperKind.PROOF, papers, by=by)
    if bedside is not None:
        keep_papers(visit, PaperKind.RECEIPT, bedside.receipts, by=by)
        keep_papers(visit, PaperKind.SIGNED, bedside.signature, by=by)
    return visit


def _require_day(day: date, event_on: date, today: date) -> None:
    if not event_on <= day <= today:
        message = _("A visit is on the day of the event or later, and not in the future.")
        raise NotAllowed(message, code="wrong_day", field="visited_on")


def _require_allowed(member: Member, wanted: Wanted, claimed_on: date, but: Visit | None = None) -> Allowed:
    found = checking.looked_at(member, wanted, claimed_on, but=but)
    if isinstance(found, Refused):
        raise NotAllowed(
            _("It can't be given: %(reason)s. Document: %(document)s.")
            % {"reason": found.refusal.label, "document": found.document},
            code=found.refusal.value,
        )
    return found


def require_still_allowed(visit: Visit) -> Allowed:
    """Return what may be given for a visit that was asked for, by the rules as they are entered now.

    Raises NotAllowed as `ask_visit` does.
    """
    assert visit.asked_at is not None
    wanted = Wanted(kind=visit.kind, event_on=visit.event_on, said=visit.read(), form=visit.form, amount=visit.amount)
    return _require_allowed(visit.member, wanted, timezone.localdate(visit.asked_at), visit)


def visits_of_event(member: Member, kind: str, on: date, about_hash: str) -> list[Visit]:
    """Return the visits of a person, under whichever record and in whatever state, that are about the same event."""
    found = Visit.objects.of_person(member).filter(kind=kind).order_by("pk")
    if kind == Kind.KIN_DEATH:
        found = found.filter(about_hash=about_hash)
    return [one for one in found if rules.same_event(kind, one.event_on, on)]


def _proposed_or_refused(member: Member, wanted: Wanted) -> Visit | None:
    """Return the visit that the register proposed for the event. Raises NotAllowed when somebody asked already."""
    asked = Visit(member=member, kind=wanted.kind)
    asked.write(wanted.said)
    live = [
        one
        for one in visits_of_event(member, wanted.kind, wanted.event_on, asked.about_hash)
        if one.state not in (VisitState.REFUSED, VisitState.CANCELLED)
    ]
    if any(one.state != VisitState.PROPOSED for one in live):
        raise NotAllowed(already(), code="one_visit_an_event", field="event_on")
    if not live:
        return None
    return Visit.objects.select_for_update(no_key=True, of=("self",)).get(pk=live[0].pk)


def keep_papers(visit: Visit, kind: PaperKind, files: Files, *, by: User) -> None:
    """Keep files of a visit under what they show. The names they came with may tell an illness, and are not kept."""
    count = visit.papers.count()
    for number, file in enumerate(files, start=count + 1):
        file.name = f"{number}{PurePath(file.name or '').suffix.lower()}"
        paper = VisitPaper.objects.create(visit=visit, kind=kind, added_by=by)
        attach(paper, [file], by=by)


def sealed_receipt(received: Received) -> str:
    """Return who received where nobody could sign, as it is sealed; "" where somebody signed."""
    return json.dumps(asdict(received), ensure_ascii=False) if received.is_told else ""


def locked(visit: Visit) -> Visit:
    """Return the visit as it is now, locked until the end of the transaction."""
    rows = Visit.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("member__unit", "unit", "line__unit", "asked_by").get(pk=visit.pk)


@transaction.atomic
def take_up_visit(visit: Visit, *, by: User) -> Visit:
    """Take up what the register proposed, without the member asking. Raises NotAllowed for one's own, and as it stands.

    It is checked anew, and refused for the reasons of `ask_visit`.
    """
    visit = locked(visit)
    forbid_own(by, visit.member)
    require_state(visit, VisitState.PROPOSED)
    wanted = Wanted(kind=visit.kind, event_on=visit.event_on, said=visit.read(), form=visit.form)
    allowed = _require_allowed(visit.member, wanted, timezone.localdate(), visit)
    move(
        visit,
        VisitState.ASKED,
        rules.NEXT,
        asked_by=by,
        asked_at=timezone.now(),
        amount=allowed.amount,
        document=allowed.document,
    )
    audit.record("visit.take_up", visit, by=by, unit=visit.unit)
    return visit


@transaction.atomic
def add_papers(visit: Visit, papers: Files, *, by: User) -> Visit:
    """Add papers to a visit that is not decided yet. Raises NotAllowed once it is submitted."""
    visit = locked(visit)
    require_state(visit, VisitState.ASKED)
    update_unmoved(visit, VisitState.ASKED)
    audit.record("visit.add_papers", visit, by=by, unit=visit.unit, changes={"files": len(papers)})
    keep_papers(visit, PaperKind.PROOF, papers, by=by)
    return visit


@transaction.atomic
def withdraw_visit(visit: Visit, *, by: User) -> Visit:
    """Take back what one has asked for, or say that one wants no visit: what it said and its papers are deleted.

    Raises NotAllowed once it is submitted.
    """
    visit = locked(visit)
    require_state(visit, VisitState.PROPOSED, VisitState.ASKED)
    move(visit, VisitState.CANCELLED, rules.NEXT, content="", report="", receipt="", closed_at=timezone.now())
    delete_papers(visit)
    audit.record("visit.withdraw", visit, by=by, unit=visit.unit)
    return visit


def delete_papers(*visits: Visit) -> None:
    """Delete the files of visits; that there were papers, and what they showed, stays."""
    files = Attachment.objects.filter(within(VisitPaper.objects.filter(visit__in=visits)))
    delete_files_on_commit(files)
    files.delete()

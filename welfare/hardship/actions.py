"""What becomes of a hardship file: applied for, assessed, approved, reviewed, ended. Nobody decides about themselves.

No act writes income, health or family into the audit log, a notice or a mark.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from members.approvals.actions import rounds
from members.authority.models import User
from members.choices import Purpose
from members.consents.checks import allows
from members.personal_file.actions.hardship import lift_hardship, set_hardship
from members.personal_file.models.hardship import HardshipMark
from members.register.actions.entry_lock import forbid_own
from members.register.models.member import Member
from office import audit
from office.constraints import refused_by
from office.days import months_later
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move, require_state, update_unmoved
from office.types import Files, JsonValue, Message
from office.uploads.actions import attach, delete_files_on_commit
from office.uploads.models import Attachment
from welfare.choices import Kind
from welfare.grants.models.grants import Grant
from welfare.hardship import lookup, rules
from welfare.hardship.choices import HARDSHIP_KIND, MARKS, Figure, FileState, HardshipLevel, Leaving, ProposalState
from welfare.hardship.household import Content, Declared
from welfare.hardship.models.files import HardshipAid, HardshipAssessment, HardshipFile
from welfare.hardship.models.settings import LocalFigure

NEEDED_CONSENTS = (Purpose.FAMILY, Purpose.HEALTH)
AID_KINDS = (Kind.HARDSHIP, Kind.SCHOOL, Kind.WINTER)
"""Grants of these kinds count as income of the household at the next assessment."""
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Checked:
    """What an officer found of a household when checking its papers, and which documents show it."""

    declared: Declared
    starts_on: date
    documents: str


def missing_consents(member: Member) -> list[Purpose]:
    """Return the purposes to which the member has to agree before anything is written."""
    return [purpose for purpose in NEEDED_CONSENTS if not allows(member, purpose)]


def _require_consents(member: Member) -> None:
    if missing := missing_consents(member):
        named = ", ".join(str(purpose.label) for purpose in missing)
        raise NotAllowed(_("Consent is missing: %(purposes)s.") % {"purposes": named}, code="no_consent")


def _locked(file: HardshipFile) -> HardshipFile:
    rows = HardshipFile.objects.select_for_update(of=("self",), no_key=True).select_related("member__unit")
    return rows.get(pk=file.pk)


def _unnamed(file: HardshipFile) -> str:
    """Return the label of events that officers may read before an application is handed in, or once it is withdrawn."""
    return f"#{file.pk}"


@transaction.atomic
def begin_file(member: Member, *, by: User) -> HardshipFile:
    """Begin a draft of a member's file. Raises NotAllowed without the consents, and while another file is open."""
    _require_consents(member)
    if member.anonymised_at or member.merged_into_id:
        raise NotAllowed(_("This entry is closed."))
    opened = _("There is an open hardship file of this member already.")
    with refused_by({"one_open_hardship_file": opened}):
        file = HardshipFile.objects.create(member=member, entered_by=by)
    audit.record("hardship.begin", file, by=by, unit=member.unit, label=_unnamed(file))
    return file


@transaction.atomic
def save_draft(file: HardshipFile, content: Content, files: Files = (), *, by: User) -> HardshipFile:
    """Keep what was typed into a draft, and its papers. Raises NotAllowed when it was handed in, or without consent."""
    file = _locked(file)
    require_state(file, FileState.DRAFT)
    _require_consents(file.member)
    file.write(content)
    file.save(update_fields=["content"])
    audit.record(
        "hardship.save", file, by=by, unit=file.member.unit, label=_unnamed(file), changes={"files": len(files)}
    )
    attach(file, files, by=by)
    return file


@transaction.atomic
def submit_file(file: HardshipFile, *, by: User) -> HardshipFile:
    """Hand a draft in. Raises NotAllowed when nothing is written, when it was handed in, or without consent."""
    file = _locked(file)
    require_state(file, FileState.DRAFT)
    _require_consents(file.member)
    if not file.read().particulars:
        raise NotAllowed(_("Fill in the application first."), code="empty")
    move(file, FileState.SUBMITTED, rules.NEXT, submitted_at=timezone.now(), answer="")
    audit.record("hardship.submit", file, by=by, unit=file.member.unit, label=_unnamed(file))
    return file


@transaction.atomic
def withdraw_file(file: HardshipFile, *, by: User) -> HardshipFile:
    """Take an application back: what it said and its papers are deleted.

    Raises NotAllowed once it is decided, and while an assessment of it waits for approval.
    """
    file = _locked(file)
    _require_no_proposal(file)
    move(file, FileState.WITHDRAWN, rules.NEXT, content="", answer="")
    papers = file.attachments.all()
    delete_files_on_commit(papers)
    papers.delete()
    file.assessments.update(reckoning="")
    audit.record("hardship.withdraw", file, by=by, unit=file.member.unit, label=_unnamed(file))
    return file


def _require_no_proposal(file: HardshipFile) -> None:
    if file.assessments.proposed().exists():
        raise NotAllowed(_("An assessment of this file waits for approval."), code="waits")


@transaction.atomic
def return_file(file: HardshipFile, *, by: User, words: str) -> HardshipFile:
    """Give an application back to the member to be put right; only the two read the words.

    Raises NotAllowed for one's own, without words, and while an assessment waits.
    """
    file = _locked(file)
    forbid_own(by, file.member)
    _require_no_proposal(file)
    if not words.strip():
        raise NotAllowed(_("Say what is missing."), field="reason")
    move(file, FileState.DRAFT, rules.NEXT, answer=words.strip())
    audit.record("hardship.give_back", file, by=by, unit=file.member.unit)
    _tell(file, gettext_lazy("Your application in hardship has to be completed."))
    return file


def aid_of_last_year(file: HardshipFile, day: date) -> Decimal:
    """Return what the household was given in the year before `day`: aid on the file, and grants of runs. Yuan."""
    after = day - YEAR
    noted = file.aids.given_after(after).values_list("amount", flat=True)
    granted = Grant.objects.filter(
        member=file.member_id, received_at__date__gt=after, occasion__kind__in=AID_KINDS
    ).values_list("amount", flat=True)
    return rules.sum_of([*noted, *granted])


@transaction.atomic
def propose_assessment(file: HardshipFile, checked: Checked, *, by: User) -> HardshipAssessment:
    """Assess a file by the rule, the minimum allowance and the province's income of its first day; others approve it.

    Raises NotAllowed for one's own, for a file that is not handed in, without consents, where no rule or minimum is
    entered for the unit, and while another assessment waits.
    """
    file = _locked(file)
    member = file.member
    forbid_own(by, member)
    require_state(file, FileState.SUBMITTED, FileState.IN_FORCE)
    _require_consents(member)
    day, said = checked.starts_on, checked.declared
    rule, minimum, province = lookup.measures_for(member.unit, day)
    found = rules.assess(_family(said, minimum, province), rule.measure)
    reckoning = {
        "steps": [{"what": step.what, "amount": str(step.amount), "holds": step.holds} for step in found.steps],
        "excluded": sorted(said.excluded),
        "documents": checked.documents,
    }
    waits = _("An assessment of this file waits for approval.")
    with refused_by({"one_open_assessment_a_file": waits}):
        assessment = HardshipAssessment.objects.create(
            file=file,
            level=found.level,
            reckoning=json.dumps(reckoning, ensure_ascii=False),
            rule=rule,
            minimum=minimum,
            province_income=province,
            starts_on=day,
            review_on=months_later(day, rule.review_months),
            made_by=by,
        )
    rounds.submit(
        HARDSHIP_KIND,
        assessment,
        unit=member.unit,
        amount=rules.ZERO,
        content=assessment.fingerprint,
        by=by,
        makers=[file.entered_by],
    )
    audit.record("hardship.propose", file, by=by, unit=member.unit, changes={"hardship_level": found.level})
    return assessment


def _family(said: Declared, minimum: LocalFigure, province: LocalFigure | None) -> rules.Family:
    """Return what was declared and checked as the rule reads it."""
    return rules.Family(
        income=said.income,
        people=said.people,
        minimum=minimum.amount,
        outlay=said.outlay,
        paid_back=said.paid_back,
        loss=said.loss,
        compensated=said.compensated,
        province_income=province.amount if province else None,
        excluded=said.excluded,
    )


def _locked_assessment(assessment: HardshipAssessment) -> HardshipAssessment:
    file = _locked(assessment.file)
    rows = HardshipAssessment.objects.select_for_update(of=("self",), no_key=True).select_related("rule")
    row = rows.get(pk=assessment.pk)
    row.file = file
    require_state(row, ProposalState.PROPOSED)
    return row


@transaction.atomic
def approve_assessment(assessment: HardshipAssessment, *, by: User, note: str = "") -> HardshipAssessment:
    """Add one approval; the last one puts the level in force and into the register, or refuses the application.

    Raises NotAllowed for one's own, and as `rounds.approve` and `set_hardship` do.
    """
    row = _locked_assessment(assessment)
    file, member = row.file, row.file.member
    forbid_own(by, member)
    outcome = rounds.approve(HARDSHIP_KIND, row, by=by, content=row.fingerprint, note=note)
    told: dict[str, JsonValue] = {"approvals": f"{outcome.given}/{outcome.needed}"}
    if outcome.decision.for_whom is not None:
        told["for"] = str(outcome.decision.for_whom)
    audit.record("hardship.approve", file, by=by, unit=member.unit, reason=note.strip(), changes=told)
    if outcome.approved:
        move(row, ProposalState.APPROVED, rules.NEXT_PROPOSAL, decided_at=timezone.now())
        _put_in_force(file, row, by)
    return row


def _put_in_force(file: HardshipFile, row: HardshipAssessment, by: User) -> None:
    if row.level != HardshipLevel.NONE:
        held = {"level": row.level, "since": row.starts_on, "review_on": row.review_on}
        if file.state == FileState.SUBMITTED:
            move(file, FileState.IN_FORCE, rules.NEXT, **held)
        else:
            update_unmoved(file, FileState.IN_FORCE, **held, above_since=None, leaves_on=None)
        _mark(file, row, by)
        _tell(file, gettext_lazy("Your application in hardship is decided."))
    elif file.state == FileState.SUBMITTED:
        move(file, FileState.REFUSED, rules.NEXT)
        _tell(file, gettext_lazy("Your application in hardship is decided."))
    else:
        since = file.above_since or row.starts_on
        leaves = rules.leaves_on(since, row.rule.leave_months)
        update_unmoved(file, FileState.IN_FORCE, above_since=since, leaves_on=leaves, review_on=row.review_on)
    audit.record("hardship.decide", file, by=by, unit=file.member.unit, changes={"hardship_level": row.level})


def _mark(file: HardshipFile, row: HardshipAssessment, by: User) -> None:
    """Set the mark of hardship in the register: the approved assessment is the only way to it."""
    with override("zh-hans"):
        basis = _("Hardship file %(file)s, assessment %(assessment)s") % {"file": file.pk, "assessment": row.pk}
        reason = _("By approved assessment; the file says why.")
    mark = HardshipMark(
        member=file.member,
        kind=MARKS[HardshipLevel(row.level)],
        starts_on=row.starts_on,
        basis=basis,
        reason=reason,
        review_on=row.review_on,
    )
    set_hardship(mark, by=by)


@transaction.atomic
def return_assessment(assessment: HardshipAssessment, *, by: User, reason: str) -> HardshipAssessment:
    """Return an assessment to whoever made it, for a reason. Raises NotAllowed as `rounds.send_back` does."""
    row = _locked_assessment(assessment)
    rounds.send_back(HARDSHIP_KIND, row, by=by, reason=reason)
    move(row, ProposalState.RETURNED, rules.NEXT_PROPOSAL, decided_at=timezone.now())
    audit.record("hardship.return", row.file, by=by, unit=row.file.member.unit, reason=reason.strip())
    return row


@transaction.atomic
def withdraw_assessment(assessment: HardshipAssessment, *, by: User, reason: str = "") -> HardshipAssessment:
    """Take back an assessment that waits. Raises NotAllowed unless `by` submitted it, and when it is decided."""
    row = _locked_assessment(assessment)
    rounds.withdraw(HARDSHIP_KIND, row, by=by)
    move(row, ProposalState.WITHDRAWN, rules.NEXT_PROPOSAL, decided_at=timezone.now())
    audit.record("hardship.withdraw_assessment", row.file, by=by, unit=row.file.member.unit, reason=reason.strip())
    return row


@transaction.atomic
def note_aid(aid: HardshipAid, *, cost: Decimal | None, by: User) -> HardshipAid:
    """Note aid that was given outside of runs. `cost` is what a share is counted of: own share of a bill, loss.

    Raises NotAllowed for one's own, for a file not in force, and for more than the nearest limit allows.
    """
    file = _locked(aid.file)
    forbid_own(by, file.member)
    require_state(file, FileState.IN_FORCE)
    unit = file.member.unit
    rule = lookup.aid_rule_for(unit, aid.given_on, kind=aid.kind, stage=aid.stage, level=file.level)
    minimum = lookup.figure_for(unit, Figure.MINIMUM, aid.given_on)
    if rule is not None:
        if rule.share is not None and cost is None:
            raise NotAllowed(_("Say the cost of which a share is given."), field="cost")
        most = rules.most_aid(rule.limit, minimum=minimum.amount if minimum else rules.ZERO, cost=cost)
        if most is not None and aid.amount > most:
            told = _("At most %(most)s yuan: %(document)s.") % {"most": most, "document": rule.source}
            raise NotAllowed(told, code="above_limit", field="amount")
        aid.limited_by = rule.source
    aid.file, aid.noted_by = file, by
    aid.save()
    audit.record("hardship.aid", file, by=by, unit=unit, changes={"aid": aid.kind, "amount": str(aid.amount)})
    return aid


@transaction.atomic
def end_file(file: HardshipFile, *, on: date, why: Leaving, words: str, by: User) -> HardshipFile:
    """End a file in force, and lift the mark in the register. Only member and officers read the words.

    Raises NotAllowed for one's own, while an assessment waits, and as above the line before the months have passed.
    """
    file = _locked(file)
    forbid_own(by, file.member)
    require_state(file, FileState.IN_FORCE)
    _require_no_proposal(file)
    if why == Leaving.ABOVE_LINE and (file.leaves_on is None or on < file.leaves_on):
        raise NotAllowed(_("The family has not been above the line for long enough."), code="too_early", field="on")
    if file.since and on < file.since:
        raise NotAllowed(_("The file began later."), field="on")
    move(file, FileState.LEFT, rules.NEXT, ended_on=on, end_reason=why, answer=words.strip())
    if file.member.hardship_marks.in_force().exists():
        lift_hardship(file.member, on, by=by, reason=str(why.label), of_file=True)
    audit.record("hardship.end", file, by=by, unit=file.member.unit, changes={"end_reason": why})
    _tell(file, gettext_lazy("Your hardship file has ended."))
    return file


@transaction.atomic
def reveal_file(file: HardshipFile, *, by: User, reason: str) -> Content:
    """Return what a file says, for a reason that the audit log keeps.

    Raises NotAllowed without a reason, and for one's own.
    """
    why = _reason_to_read(file, by, reason)
    audit.record("hardship.reveal", file, by=by, unit=file.member.unit, reason=why)
    return file.read()


@transaction.atomic
def print_file(file: HardshipFile, *, by: User, reason: str) -> Content:
    """Return what a file says, to be printed. Raises NotAllowed as `reveal_file` does."""
    why = _reason_to_read(file, by, reason)
    audit.record("hardship.print", file, by=by, unit=file.member.unit, reason=why)
    return file.read()


@transaction.atomic
def open_paper(file: HardshipFile, paper: Attachment, *, by: User, reason: str) -> None:
    """Record that `by` opens a paper of a file, and why. Raises NotAllowed as `reveal_file` does."""
    why = _reason_to_read(file, by, reason)
    told: dict[str, JsonValue] = {"file": paper.pk}
    audit.record("hardship.open_paper", file, by=by, unit=file.member.unit, reason=why, changes=told)


def _reason_to_read(file: HardshipFile, by: User, reason: str) -> str:
    """Return the reason without spaces around it. Raises NotAllowed when there is none, and for one's own file."""
    if not reason.strip():
        raise NotAllowed(_("Say why you need to read it."), field="reason")
    forbid_own(by, file.member)
    return reason.strip()


def _tell(file: HardshipFile, text: Message) -> None:
    notify(file.member.user, text, reverse("welfare:my_hardship"))

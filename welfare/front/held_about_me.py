"""What welfare holds about a member, for the member: their grants of issued runs, never of runs not yet issued, the
revoked ones and those taken off the list among them, why issued runs give them nothing, and what the bank was asked to
pay for them.
"""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.register.models.member import Member
from members.register.rules.identity import NOBODY
from office.exports import Column
from office.held_about_me import HeldSheet, RetentionReason
from office.types import AnnotatedRow, Message
from office.uploads.actions import delete_files_on_commit
from office.uploads.models import Attachment
from office.uploads.serving import within
from welfare.choices import SHOWN_TO_MEMBERS, RunState, Taker
from welfare.goods.models.offers import ArticleRating, Choice
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.handing_out.models import HandOut, SampleCall
from welfare.hardship.choices import FileState as HardshipState
from welfare.hardship.models.files import HardshipAid, HardshipAssessment, HardshipFile
from welfare.hardship.page import told
from welfare.objections.models import Objection
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import LineState
from welfare.standards.models import MemberFact
from welfare.visits.choices import RELATIONS, VisitState
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit


def hardship_lines(member: Member) -> Iterator[tuple[HardshipFile, Message, object]]:
    """Yield what each hardship file of a member says, line by line."""
    for file in HardshipFile.objects.filter(member=member).order_by("pk"):
        said = told(file.read())
        for label, value in [*said.particulars, *said.sums, *chain(*said.household), *chain(*said.outlays)]:
            yield file, label, value
        if file.answer:
            yield file, _("what you were told"), file.answer.reveal()


def empty_hardship_files(member: Member) -> None:
    """Empty the hardship files of a member who is erased: what they say, their reckonings and their papers."""
    files = HardshipFile.objects.filter(member=member)
    papers = Attachment.objects.filter(within(files))
    delete_files_on_commit(papers)
    papers.delete()
    HardshipAssessment.objects.filter(file__in=files).update(reckoning="")
    files.update(content="", answer="")


def empty_objections(member: Member) -> None:
    """Take the words of the objections by a member who is erased, or about them; write "***" in their place."""
    rows = Objection.objects.filter(Q(by__member=member) | Q(about=member))
    rows.exclude(decision="").update(decision=NOBODY)
    rows.update(text=NOBODY)


def visit_lines(member: Member) -> Iterator[tuple[Visit, Message, object]]:
    """Yield what each visit to a member says, line by line."""
    for visit in Visit.objects.filter(member=member).order_by("pk"):
        said = visit.read()
        lines: list[tuple[Message, object]] = [
            (_("illness"), said.illness),
            (_("with an operation"), _("yes") if said.operation else ""),
            (_("relation of the one who died"), dict(RELATIONS).get(said.relation, "")),
            (_("name of the one who died"), said.relative),
            (pgettext_lazy("visit", "what happened"), said.words),
            (_("words of the visitors"), visit.report.reveal()),
            (_("received by"), visit.received.name),
            (_("why nobody signed"), visit.received.why),
            (_("what you were told"), visit.answer.reveal()),
        ]
        told = [(label, value) for label, value in lines if value]
        for label, value in told or [("", "")]:
            yield visit, label, value


def empty_visits(member: Member) -> None:
    """Empty the visits to a member who is erased: what they say, what was answered, and the files of their papers."""
    visits = Visit.objects.filter(member=member)
    papers = Attachment.objects.filter(within(VisitPaper.objects.filter(visit__in=visits)))
    delete_files_on_commit(papers)
    papers.delete()
    visits.update(content="", report="", receipt="", answer="")


HELD_SHEETS: dict[str, HeldSheet[AnnotatedRow]] = {
    "grants": HeldSheet(
        _("Benefits"),
        [
            Column(_("Occasion"), 24, lambda grant: grant.occasion),
            Column(_("Goods"), 24, lambda grant: grant.run.goods),
            Column(_("Amount"), 12, lambda grant: grant.amount),
            Column(_("Unit"), 24, lambda grant: grant.unit),
            Column(pgettext_lazy("time", "received"), 20, lambda grant: grant.received_at),
            Column(_("Signed by"), 16, lambda grant: grant.signer),
            Column(pgettext_lazy("time", "revoked"), 20, lambda grant: grant.revoked_at),
        ],
        lambda member: (
            Grant.with_revoked.filter(member=member)
            .issued()
            .select_related("occasion", "unit", "run", "received_by", "payment")
            .order_by("pk")
        ),
    ),
    "withdrawn_grants": HeldSheet(
        _("grants taken off lists"),
        [
            Column(_("Occasion"), 24, lambda row: row.occasion),
            Column(_("Unit"), 24, lambda row: row.unit),
            Column(_("Amount"), 12, lambda row: row.amount),
            Column(_("due instead"), 12, lambda row: row.due),
            Column(_("Time"), 20, lambda row: row.at),
        ],
        lambda member: (
            WithdrawnGrant.objects.filter(member=member, run__state__in=SHOWN_TO_MEMBERS)
            .select_related("occasion", "unit")
            .order_by("pk")
        ),
    ),
    "exclusions": HeldSheet(
        _("Benefits not received"),
        [
            Column(_("Occasion"), 24, lambda row: row.run.occasion),
            Column(_("Unit"), 24, lambda row: row.unit),
            Column(_("Post category"), 12, lambda row: row.get_post_category_display()),
            Column(_("Reason"), 30, lambda row: row.get_verdict_display()),
        ],
        lambda member: (
            Exclusion.objects.filter(member=member).issued().select_related("run__occasion", "unit").order_by("pk")
        ),
    ),
    "benefit_facts": HeldSheet(
        _("Facts for benefits"),
        [
            Column(_("Fact"), 30, lambda row: row.get_fact_display()),
            Column(_("From"), 12, lambda row: row.since),
            Column(_("Until"), 12, lambda row: row.until),
            Column(_("Source"), 30, lambda row: row.source),
        ],
        lambda member: MemberFact.objects.filter(member=member).order_by("pk"),
    ),
    "payments": HeldSheet(
        _("Bank payments"),
        [
            Column(_("Number"), 18, lambda line: line.number),
            Column(_("Occasion"), 24, lambda line: line.grant.occasion if line.grant else line.visit),
            Column(_("Name"), 12, lambda line: line.name),
            Column(_("Account"), 12, lambda line: line.masked_account),
            Column(_("Amount"), 12, lambda line: line.amount),
            Column(_("State"), 14, lambda line: line.get_state_display()),
            Column(_("Paid by the bank on"), 12, lambda line: line.paid_on),
            Column(_("Reason"), 30, lambda line: line.reason),
        ],
        lambda member: (
            PaymentLine.objects.filter(Q(grant__member=member) | Q(visit__member=member))
            .select_related("grant__occasion", "visit")
            .order_by("pk")
        ),
    ),
    "hardship_files": HeldSheet(
        _("Hardship files"),
        [
            Column(_("Number"), 10, lambda line: line[0].pk),
            Column(_("State"), 14, lambda line: line[0].get_state_display()),
            Column(_("Level of hardship"), 18, lambda line: line[0].get_level_display()),
            Column(_("What"), 30, lambda line: line[1]),
            Column(_("Value"), 50, lambda line: line[2]),
        ],
        hardship_lines,
    ),
    "visits": HeldSheet(
        _("Visits"),
        [
            Column(_("Number"), 10, lambda line: line[0].pk),
            Column(_("Event"), 18, lambda line: line[0].get_kind_display()),
            Column(_("Day of the event"), 12, lambda line: line[0].event_on),
            Column(_("Amount"), 12, lambda line: line[0].amount),
            Column(_("State"), 14, lambda line: line[0].get_state_display()),
            Column(_("Visited on"), 12, lambda line: line[0].visited_on),
            Column(pgettext_lazy("visit", "Paid on"), 12, lambda line: line[0].paid_on),
            Column(_("What"), 24, lambda line: line[1]),
            Column(_("Value"), 50, lambda line: line[2]),
        ],
        visit_lines,
    ),
    "hardship_aid": HeldSheet(
        _("Aid in hardship"),
        [
            Column(_("Given on"), 12, lambda aid: aid.given_on),
            Column(_("Aid"), 16, lambda aid: aid.get_kind_display()),
            Column(_("Amount"), 12, lambda aid: aid.amount),
            Column(pgettext_lazy("of the committee", "Decision"), 40, lambda aid: aid.basis),
        ],
        lambda member: HardshipAid.objects.filter(file__member=member).order_by("pk"),
    ),
}


def _objections(member: Member) -> QuerySet[Objection]:
    rows = Objection.objects.filter(by__member=member)
    return rows.select_related("run__plan", "run__occasion").order_by("pk")


def empty_hand_outs(member: Member) -> None:
    """Take the names of those who collected for a member who is erased; write "***" in their place."""
    rows = HandOut.objects.filter(grant__member=member, taker=Taker.DEPUTY)
    rows.update(deputy=NOBODY, relation=NOBODY, why=NOBODY)
    SampleCall.objects.filter(grant__member=member).exclude(words="").update(words=NOBODY)


HELD_SHEETS["hand_outs"] = HeldSheet(
    _("Hand-outs"),
    [
        Column(_("Occasion"), 24, lambda one: one.grant.occasion),
        Column(_("Time"), 20, lambda one: one.at),
        Column(_("Quantity"), 10, lambda one: one.quantity),
        Column(_("Taken by"), 20, lambda one: one.taken_by),
        Column(_("Handed out by"), 16, lambda one: one.by),
        Column(_("State"), 16, lambda one: one.get_state_display()),
    ],
    lambda member: (
        HandOut.objects.filter(grant__member=member).select_related("grant__occasion", "by", "leader").order_by("pk")
    ),
)

HELD_SHEETS["sample_calls"] = HeldSheet(
    _("Calls about benefits"),
    [
        Column(_("Occasion"), 24, lambda one: one.grant.occasion),
        Column(_("Drawn"), 20, lambda one: one.drawn_at),
        Column(_("Result"), 20, lambda one: one.get_result_display()),
        Column(_("What was said"), 40, lambda one: one.words),
    ],
    lambda member: SampleCall.objects.filter(grant__member=member).select_related("grant__occasion").order_by("pk"),
)

HELD_SHEETS["objections"] = HeldSheet(
    _("Objections"),
    [
        Column(_("Run"), 32, lambda one: one.run),
        Column(_("Kind"), 24, lambda one: one.get_kind_display()),
        Column(_("What is wrong"), 40, lambda one: one.text),
        Column(_("Made"), 20, lambda one: one.made_at),
        Column(_("State"), 14, lambda one: one.get_state_display()),
        Column(_("Reason of the decision"), 40, lambda one: one.decision),
    ],
    _objections,
)

HELD_SHEETS["goods_choices"] = HeldSheet(
    _("Choices of goods"),
    [
        Column(_("What for"), 32, lambda row: row.offer),
        Column(_("Article"), 24, lambda row: row.article.article),
        Column(pgettext_lazy("goods", "Size"), 8, lambda row: row.size),
        Column(_("Pickup point"), 24, lambda row: row.store),
        Column(_("Time"), 20, lambda row: row.at),
    ],
    lambda member: (
        Choice.objects.filter(member=member).select_related("offer", "article__article", "store").order_by("pk")
    ),
)
HELD_SHEETS["satisfaction"] = HeldSheet(
    _("Satisfaction with the articles"),
    [
        Column(_("Occasion"), 24, lambda row: row.grant.occasion),
        Column(_("Article"), 24, lambda row: row.article),
        Column(_("Satisfaction"), 14, lambda row: row.get_grade_display()),
        Column(_("Time"), 20, lambda row: row.at),
    ],
    lambda member: (
        ArticleRating.objects.filter(grant__member=member).select_related("grant__occasion", "article").order_by("pk")
    ),
)

RETENTION_REASONS: dict[str, RetentionReason] = {
    "grant": RetentionReason(
        _("A benefit is on its way."),
        lambda ids: (
            Grant.objects.filter(member__in=ids, received_at=None)
            .exclude(run__state__in=[RunState.CLOSED, RunState.CANCELLING, RunState.CANCELLED])
            .values_list("member", flat=True)
        ),
    ),
    "payment": RetentionReason(
        _("A payment to this person is with the bank."),
        lambda ids: PaymentLine.objects.filter(
            grant__member__in=ids, state__in=[LineState.MADE, LineState.SENT]
        ).values_list("grant__member", flat=True),
    ),
    "visit": RetentionReason(
        _("A visit to this person is not closed."),
        lambda ids: (
            Visit.objects.live()
            .filter(member__in=ids)
            .exclude(state__in=[VisitState.PROPOSED, VisitState.CLOSED])
            .values_list("member", flat=True)
        ),
    ),
    "hardship_file": RetentionReason(
        _("A hardship file is open."),
        lambda ids: HardshipFile.objects.filter(
            member__in=ids, state__in=[HardshipState.SUBMITTED, HardshipState.IN_FORCE]
        ).values_list("member", flat=True),
    ),
}

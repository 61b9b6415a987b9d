"""Documents by kind, size and SHA-256, approvals, and what was issued.

Of papers that may tell of health, family or income neither name nor content is in a pack: they are opened one by one,
for a reason, in the portal.
"""

from collections.abc import Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.approvals.models import ApprovalRound
from members.approvals.rules import RoundState
from office.types import AnnotatedRow, Message
from welfare.auditing.models import AuditPack
from welfare.auditing.scope import documents_of, issued_documents_of, rounds_of
from welfare.auditing.sections.table import CHUNK, Range, Row, Table, Tally, between, by_the_moment
from welfare.grants.models.signings import Signing
from welfare.hardship.choices import HARDSHIP_KIND
from welfare.hardship.models.files import HardshipFile
from welfare.visits.choices import VISIT_KIND, PaperKind
from welfare.visits.models.papers import VisitPaper

# Notes of these may tell of health or family.
WITHOUT_NOTES = (VISIT_KIND, HARDSHIP_KIND)


def _documents(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    signing, paper, file = (
        ContentType.objects.get_for_model(model).pk for model in (Signing, VisitPaper, HardshipFile)
    )
    papers = VisitPaper.objects.filter(pk=OuterRef("object_id"))
    rows = documents_of(pack).annotate(
        paper_kind=Subquery(papers.values("kind")), visit=Subquery(papers.values("visit"))
    )
    shown: Iterator[AnnotatedRow] = between(rows, part).iterator(CHUNK)
    for one in shown:
        tally.rows += 1
        belongs: Message = _("sheet signed together")
        number, name = one.object_id, one.name
        what: Message = _("scan of a signed sheet")
        if one.object_type_id == paper:
            belongs, number, name, what = _("visit"), one.visit, "", PaperKind(one.paper_kind).label
        elif one.object_type_id == file:
            belongs, name, what = _("hardship file"), "", _("paper of a hardship file")
        health = one.object_type_id != signing
        yield [
            one.pk,
            belongs,
            number,
            what,
            name,
            one.size,
            one.sha256,
            one.added_at,
            _("one by one, for a reason, on the page of this pack") if health else _("on the page of the signing"),
        ]


def _approvals(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    rows = rounds_of(pack).select_related("unit", "submitted_by")
    rows = rows.prefetch_related("decisions__by", "decisions__for_whom")
    for round_ in between(rows, part).iterator(CHUNK):
        closed = by_the_moment(pack, round_.closed_at)
        about = [
            round_.kind_label,
            round_.object_id,
            round_.number,
            round_.unit,
            round_.amount,
            round_.submitted_by,
            round_.submitted_at,
            round_.get_state_display() if closed else RoundState.OPEN.label,
            closed,
        ]
        yield from _decisions(pack, round_, about, tally)


def _decisions(pack: AuditPack, round_: ApprovalRound, about: Sequence[object], tally: Tally) -> Iterator[Row]:
    """Yield a row for each decision of a round, one without a decision where there is none."""
    given = [one for one in round_.decisions.all() if by_the_moment(pack, one.at)]
    for one in sorted(given, key=lambda decision: decision.pk):
        tally.rows += 1
        note = "" if round_.kind in WITHOUT_NOTES else one.note
        yield [*about, one.stage, one.by, one.for_whom, one.get_verdict_display(), one.at, note]
    if not given:
        tally.rows += 1
        yield [*about, *[None] * 6]


def _issued(pack: AuditPack, part: Range, tally: Tally) -> Iterator[Row]:
    rows = issued_documents_of(pack).select_related("unit", "issued_by").defer("snapshot")
    for one in between(rows, part).iterator(CHUNK):
        tally.rows += 1
        voided = by_the_moment(pack, one.voided_at)
        yield [
            one.kind_label,
            one.full_number,
            one.unit,
            one.about_id,
            one.file_hash,
            one.issued_by,
            one.issued_at,
            voided,
        ]


DOCUMENTS = Table(
    (
        _("Document No."),
        _("Belongs to"),
        _("Number"),
        _("What it is"),
        _("File name"),
        _("Bytes"),
        _("SHA-256"),
        pgettext_lazy("time", "Added"),
        _("Where it is opened"),
    ),
    documents_of,
    _documents,
)
APPROVALS = Table(
    (
        _("What was approved"),
        _("Number"),
        _("Round"),
        _("Unit"),
        _("Amount"),
        _("Submitted by"),
        pgettext_lazy("time", "Submitted"),
        _("State"),
        pgettext_lazy("time", "Closed"),
        _("Stage"),
        _("Decided by"),
        _("In place of"),
        pgettext_lazy("approval", "Decision"),
        _("Time"),
        _("Note"),
    ),
    rounds_of,
    _approvals,
)
ISSUED = Table(
    (
        _("Kind"),
        _("Number"),
        _("Unit"),
        _("Run or grant No."),
        _("SHA-256"),
        _("Issued by"),
        pgettext_lazy("time", "Issued"),
        _("Void since"),
    ),
    issued_documents_of,
    _issued,
)

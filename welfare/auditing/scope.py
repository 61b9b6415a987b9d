"""Which rows belong to a pack: those of its units and year, as they were at its moment.

A row with a time of its own belongs if that is not after the moment. Every transaction that had begun by then has ended
before anything is read (`actions.beginning`), so that nothing comes in between two files.
"""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from members.approvals.models import ApprovalRound
from members.approvals.querysets import ApprovalRounds
from office.documents.querysets import IssuedDocuments
from office.models import Attachment, IssuedDocument
from office.uploads.querysets import Attachments
from office.uploads.serving import within
from welfare.auditing.models import AuditPack
from welfare.budgets.models import BudgetChange, BudgetEntry, BudgetLine, YearEnd
from welfare.budgets.querysets import BudgetEntries, BudgetLines
from welfare.choices import BUDGET_KIND, RUN_KIND, YEAR_END_KIND
from welfare.goods.models.stock import StockEntry
from welfare.goods.querysets import StockEntries
from welfare.grants.models.grants import Grant
from welfare.grants.models.signings import Signing
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.grants.querysets import Grants, WithdrawnGrants
from welfare.handing_out.documents import RECEIPT
from welfare.hardship.choices import HARDSHIP_KIND
from welfare.hardship.models.files import HardshipAid, HardshipAssessment, HardshipFile
from welfare.hardship.querysets import HardshipAids, HardshipFiles
from welfare.objections.models import Objection, PublicNotice
from welfare.objections.querysets import Objections, PublicNotices
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.files import PaymentFile
from welfare.payment.querysets import Files
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit
from welfare.runs.querysets import Runs
from welfare.visits.choices import VISIT_KIND, VisitState
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit
from welfare.visits.querysets import Visits


def moment_of(pack: AuditPack) -> datetime:
    """Return the moment of a pack that has begun."""
    assert pack.as_of is not None
    return pack.as_of


def runs_of(pack: AuditPack) -> Runs:
    """Return the runs of the year in these units, and those from above that give to members in them."""
    here = RunUnit.objects.filter(run=OuterRef("pk"), unit__in=pack.units, heads__gt=0)
    year = Q(line__year=pack.year) | Q(line=None, occasion__on__year=pack.year)
    return Run.objects.filter(year, Q(unit__in=pack.units) | Exists(here), opened_at__lte=moment_of(pack))


def issued_runs_of(pack: AuditPack) -> Runs:
    """Return the runs of the pack that were issued at its moment; their lists never change again."""
    return runs_of(pack).filter(issued_at__lte=moment_of(pack))


def grants_of(pack: AuditPack) -> Grants:
    """Return what was given by the moment, revoked grants included."""
    return Grant.with_revoked.filter(run__in=issued_runs_of(pack).values("pk"), unit__in=pack.units)


def withdrawn_of(pack: AuditPack) -> WithdrawnGrants:
    return WithdrawnGrant.objects.filter(run__in=runs_of(pack).values("pk"), unit__in=pack.units, at__lte=pack.as_of)


def notices_of(pack: AuditPack) -> PublicNotices:
    return PublicNotice.objects.filter(run__in=runs_of(pack).values("pk"), unit__in=pack.units, at__lte=pack.as_of)


def objections_of(pack: AuditPack) -> Objections:
    return Objection.objects.filter(run__in=runs_of(pack).values("pk"), unit__in=pack.units, made_at__lte=pack.as_of)


def payments_of(pack: AuditPack) -> Files:
    """Return the files for banks of batches in these units that pay runs or visits of the year."""
    of_runs = PaymentBatch.runs.through.objects.filter(run__in=runs_of(pack).values("pk"))
    of_visits = PaymentBatch.visits.through.objects.filter(visit__in=visits_of(pack).values("pk"))
    batches = Q(batch__in=of_runs.values("paymentbatch")) | Q(batch__in=of_visits.values("paymentbatch"))
    return PaymentFile.objects.filter(batches, batch__unit__in=pack.units, made_at__lte=pack.as_of)


def visits_of(pack: AuditPack) -> Visits:
    """Return the visits of the year that somebody asked for."""
    year = Q(line__year=pack.year) | Q(line=None, event_on__year=pack.year)
    found = Visit.objects.filter(year, unit__in=pack.units, asked_at__lte=pack.as_of)
    return found.exclude(state=VisitState.PROPOSED)


def aids_of(pack: AuditPack) -> HardshipAids:
    return HardshipAid.objects.filter(
        file__member__unit__in=pack.units, given_on__year=pack.year, noted_at__lte=pack.as_of
    )


def files_of(pack: AuditPack) -> HardshipFiles:
    """Return the hardship files that were assessed in the year, or to which aid was given in it."""
    assessed = HardshipAssessment.objects.filter(file=OuterRef("pk"), made_at__year=pack.year, made_at__lte=pack.as_of)
    aided = aids_of(pack).filter(file=OuterRef("pk"))
    return HardshipFile.objects.filter(Exists(assessed) | Exists(aided), member__unit__in=pack.units)


def lines_of(pack: AuditPack) -> BudgetLines:
    return BudgetLine.objects.filter(unit__in=pack.units, year=pack.year)


def up_to_the_moment(pack: AuditPack, entries: BudgetEntries) -> BudgetEntries:
    """Return the entries up to the last one that was written by the moment, line by line.

    By the number, which is given under the lock of the line: the time of an entry may be that of one behind it.
    """
    last = BudgetEntry.objects.filter(line=OuterRef("line"), at__lte=pack.as_of).order_by("-number")
    return entries.filter(number__lte=Subquery(last.values("number")[:1]))


def ledger_of(pack: AuditPack) -> BudgetEntries:
    """Return the entries of the year's budget lines."""
    return up_to_the_moment(pack, BudgetEntry.objects.filter(line__in=lines_of(pack).values("pk")))


def stock_of(pack: AuditPack) -> StockEntries:
    """Return the stock entries of the year at pickup points of these units."""
    zone = timezone.get_default_timezone()
    first = datetime(pack.year, 1, 1, tzinfo=zone)
    until = datetime(pack.year + 1, 1, 1, tzinfo=zone)
    found = StockEntry.objects.filter(batch__store__unit__in=pack.units, at__gte=first, at__lt=until)
    return found.filter(at__lte=pack.as_of)


def rounds_of(pack: AuditPack) -> ApprovalRounds:
    """Return the approvals of what is in the pack: runs, visits, adjustments and year ends of budgets, hardship."""
    changes = BudgetChange.objects.filter(line__in=lines_of(pack).values("pk"))
    year_ends = YearEnd.objects.filter(unit__in=pack.units, year=pack.year)
    about = (
        Q(kind=RUN_KIND, object_id__in=runs_of(pack).values("pk"))
        | Q(kind=VISIT_KIND, object_id__in=visits_of(pack).values("pk"))
        | Q(kind=BUDGET_KIND, object_id__in=changes.values("pk"))
        | Q(kind=YEAR_END_KIND, object_id__in=year_ends.values("pk"))
        | Q(kind=HARDSHIP_KIND, submitted_at__year=pack.year)
    )
    return ApprovalRound.objects.filter(about, unit__in=pack.units, submitted_at__lte=pack.as_of)


def signings_of(pack: AuditPack) -> Q:
    """Return the condition on attachments that they are sheets signed for grants of the pack."""
    return within(Signing.objects.filter(run__in=issued_runs_of(pack).values("pk"), unit__in=pack.units))


def papers_of_visits(pack: AuditPack) -> Q:
    """Return the condition on attachments that they are papers of visits."""
    return within(VisitPaper.objects.filter(visit__in=visits_of(pack).values("pk")))


def papers_of_files(pack: AuditPack) -> Q:
    """Return the condition on attachments that they are papers of hardship files."""
    return within(files_of(pack))


def documents_of(pack: AuditPack) -> Attachments:
    about = signings_of(pack) | papers_of_visits(pack) | papers_of_files(pack)
    return Attachment.objects.filter(about, added_at__lte=pack.as_of)


def health_papers_of(pack: AuditPack) -> Attachments:
    """Return the papers that may tell of health, family or income; each is opened for a reason."""
    return Attachment.objects.filter(papers_of_visits(pack) | papers_of_files(pack), added_at__lte=pack.as_of)


def issued_documents_of(pack: AuditPack) -> IssuedDocuments:
    """Return the receipts that were issued about grants of the pack, in whichever year."""
    return IssuedDocument.objects.filter(
        kind=RECEIPT,
        about_type=ContentType.objects.get_for_model(Grant),
        about_id__in=grants_of(pack).values("pk"),
        issued_at__lte=pack.as_of,
    )

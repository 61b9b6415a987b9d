"""Payroll files: sent by an officer, read and compared by a worker, confirmed by an officer, taken by a worker.

The engine of office/chunked_files reads it chunk by chunk; comparing and paying are a few statements for all rows.
"""

from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from members.authority.models import User
from members.dues.actions.charges import compute_charges, lock_bulk_changes
from members.dues.actions.payments import write_payments
from members.dues.models.charges import DuesCharge
from members.dues.models.payments import DuesPayment
from members.dues.models.payroll import DIFFERING, Outcome, PayrollFile, PayrollRow
from members.dues.payroll_reading import find_payroll, read_payroll_row
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.chunked_files import processing
from office.chunked_files.actions import cancel_file, claim_file, confirm_file, finish_file
from office.chunked_files.rules import FileState
from office.encrypted_files.storage import delete_on_commit
from office.errors import NotAllowed
from office.sheets import reading
from office.sheets.containers import check_container
from office.sheets.layouts import Layout
from office.sheets.reading import SheetRow
from office.sql import load_sql, run_sql
from office.types import Upload

UNKNOWN = gettext_noop("nobody of this unit has the number %(number)s")
OTHER_NAME = gettext_noop("in the register this number has another name")
TWICE = gettext_noop("the same person and month as sheet row %(row)s")
NOT_OPEN = gettext_noop("this month is not open for this member")
PAID = gettext_noop("the dues of this month are paid already")
OWN = gettext_noop("nobody sets their own wage; ask another officer")
CHANGED = gettext_noop("the dues of this month have changed since the file was compared")

COMPARE = load_sql("members.dues", "payroll_compare")
REFUSE_UNKNOWN = load_sql("members.dues", "payroll_refuse_unknown")
LOCK_CHARGES = load_sql("members.dues", "payroll_lock_charges")
REFUSE_CHANGED = load_sql("members.dues", "payroll_refuse_changed")
REFUSE_OWN_WAGES = load_sql("members.dues", "payroll_refuse_own_wages")
SET_WAGES = load_sql("members.dues", "payroll_set_wages")
PAYMENTS = load_sql("members.dues", "payroll_payments")


@transaction.atomic
def start_payroll(
    file: Upload,
    unit: Unit,
    *,
    month: date | None,
    paid_on: date,
    by: User,
    sheets: Collection[str] = (),
    with_hidden_rows: bool = False,
) -> PayrollFile:
    """Store a payroll file, for a worker to compare with what is due in the unit and below.

    `month`: the only month that its rows may be for, if given; `sheets`: the titles of those that are read, without it
    all visible ones with the headings of a payroll file. Raises UnreadableWorkbook; then nothing is stored.
    """
    check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = find_payroll(file, sheets=sheets, with_hidden_rows=with_hidden_rows)
    file.seek(0)
    digest = sha256()
    for part in file.chunks():
        digest.update(part)
    return PayrollFile.objects.create(
        unit=unit,
        by=by,
        file=file,
        file_name=(file.name or "")[-200:],
        digest=digest.hexdigest(),
        month=month,
        paid_on=paid_on,
        total_rows=layout.rows,
        layout=layout.as_json(),
        unknown_heads=layout.unknown_heads,
    )


@transaction.atomic
def confirm_payroll(file: PayrollFile, *, take_differing: bool, by: User) -> None:
    """Have the compared rows taken as payments; those that differ from what is due only with `take_differing`.

    A row that would set the wage of `by`, who answers for the file from here on, is refused. Raises NotAllowed when the
    file has moved on, or no row of it can be taken.
    """
    if not any(file.counts.get(outcome) for outcome in _accepted(take_differing)):
        raise NotAllowed(_("No row of this file can be taken as it is."))
    confirm_file(file, take_differing=take_differing, by=by)


@transaction.atomic
def cancel_payroll(file: PayrollFile, *, by: User) -> None:
    """Cancel a file before any of its rows count as paid. Raises NotAllowed in any other state."""
    # Taking is one transaction, which is not stopped halfway.
    cancel_file(file, FileState.CHECKING, FileState.CHECKED)
    audit.record("dues.file_cancel", file, by=by, unit=file.unit)


def _accepted(take_differing: bool) -> list[str]:
    taken = [Outcome.EXACT, Outcome.WAGE, *(DIFFERING if take_differing else ())]
    return [str(outcome) for outcome in taken]


def delete_read_uploads() -> int:
    """Delete the uploads that are still stored though they have been read, and return how many."""
    read = PayrollFile.objects.exclude(state__in=PayrollFile.upload_needed_in).exclude(file="").order_by("pk")
    return sum(_delete_upload(file) for file in read)


@transaction.atomic
def _delete_upload(file: PayrollFile) -> int:
    name = str(file.file.name)
    delete_on_commit(name)
    return PayrollFile.objects.filter(pk=file.pk, file=name).update(file="")


def process_payroll(file: PayrollFile) -> None:
    """Read and compare, or take, what is left of the file, unless another worker is at it."""
    processing.process_file(PayrollProcessor(file))


class PayrollProcessor(processing.FileProcessor[PayrollFile, SheetRow, list[PayrollRow]]):
    """Rows are stored chunk by chunk, then compared, and later taken, all at once."""

    def read(self, opened: IO[bytes]) -> Iterator[SheetRow]:
        # A file that was sent before its layout was kept is looked through again.
        layout = Layout.from_json(self.file.layout) if self.file.layout else find_payroll(opened)
        return reading.read_rows(opened, layout, after=self.file.last_row)

    def check(self, rows: list[SheetRow]) -> list[PayrollRow]:
        return [read_payroll_row(self.file.pk, row, self.file.month) for row in rows]

    def store(self, checked: list[PayrollRow]) -> dict[str, object]:
        PayrollRow.objects.bulk_create(checked)
        return {}

    def complete_check(self, claimed: PayrollFile) -> dict[str, object]:
        faults = {
            "unknown": UNKNOWN,
            "other_name": OTHER_NAME,
            "twice": TWICE,
            "own": OWN,
            "not_open": NOT_OPEN,
            "paid": PAID,
        }
        file = {"file": claimed.pk, "path": claimed.unit.path, "digest": claimed.digest, "by": claimed.by_id}
        run_sql(COMPARE, {**file, **faults})
        run_sql(REFUSE_UNKNOWN, {"file": claimed.pk, "fault": UNKNOWN})
        layout = Layout.from_json(claimed.layout).ended_at(claimed.last_row).as_json() if claimed.layout else {}
        return {"counts": _counts(claimed), "layout": layout}

    @transaction.atomic
    def apply(self) -> None:
        claimed = claim_file(self.file)
        if claimed is not None:
            _take(claimed)


def _counts(file: PayrollFile) -> dict[str, int]:
    return dict(file.rows.order_by().values_list("outcome").annotate(rows=Count("pk")))


def _take(claimed: PayrollFile) -> None:
    """Set the wages, compute the dues that follow from them, then write a payment for every accepted row."""
    accepted = _accepted(claimed.take_differing)
    rows = {"file": claimed.pk, "accepted": accepted}
    lock_bulk_changes()
    run_sql(LOCK_CHARGES, rows)
    run_sql(REFUSE_CHANGED, {**rows, "fault": CHANGED})
    run_sql(REFUSE_OWN_WAGES, {**rows, "fault": OWN, "by": claimed.by_id})
    wages = run_sql(SET_WAGES, rows)
    if wages:
        _recompute(claimed, accepted)
    paid = write_payments(PAYMENTS, {**rows, "paid_on": claimed.paid_on, "digest": claimed.digest, "by": claimed.by_id})
    taken = DuesPayment.objects.filter(file=claimed).aggregate(amount=Sum("amount"))
    finish_file(claimed, payments=len(paid), amount=taken["amount"] or 0, counts=_counts(claimed))
    changes = {"payments": claimed.payments, "amount": str(claimed.amount), "wages": wages, **claimed.counts}
    audit.record("dues.file", claimed, by=claimed.by, unit=claimed.unit, changes=changes)


def _recompute(file: PayrollFile, accepted: list[str]) -> None:
    """Compute again what the file's wages change: its first month and those after it, of its members alone."""
    rows = file.rows.filter(outcome__in=accepted, wage__isnull=False)
    first = rows.aggregate(first=Min("month"))["first"]
    people = Member.objects.filter(Q(pk__in=rows.values("member")) | Q(merged_into__in=rows.values("member")))
    charges = DuesCharge.objects.filter(member__in=people.values("pk"), month__gte=first)
    months = set(charges.order_by().values_list("month", flat=True).distinct())
    compute_charges(sorted(months), members=people)

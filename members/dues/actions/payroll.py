"""Payroll files on their way to payments: an officer sends one, a worker reads and compares it, an officer takes it.

Reading goes chunk by chunk, each in a transaction that also moves `last_row`; comparing and paying are a few statements
for all rows at once. So a killed worker loses a chunk and nothing else, and two workers never do the same one.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
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
from members.importing.reading import files as reading
from members.importing.reading.files import SheetRow
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.chunked_files import work
from office.chunked_files.actions import cancel_file, claim_file, confirm_file, finish_file
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.sql import load_sql, run_sql

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
def start_payroll(file: UploadedFile, unit: Unit, *, month: date | None, paid_on: date, by: User) -> PayrollFile:
    """Keep a payroll file and have it compared with what is due in the unit and below.

    `month` is the only one it may speak of, if given. Raises UnreadableWorkbook; then nothing is kept.
    """
    reading.check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = find_payroll(file)
    total = reading.estimate_rows(file, layout)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return PayrollFile.objects.create(
        unit=unit,
        by=by,
        file=file,
        file_name=(file.name or "")[-200:],
        digest=digest,
        month=month,
        paid_on=paid_on,
        total_rows=total,
        unknown_heads=layout.unknown_heads,
    )


@transaction.atomic
def confirm_payroll(file: PayrollFile, *, take_differing: bool, by: User) -> None:
    """Let what was compared count as paid; what differs from the due only if the officer takes it as stated.

    A row that would set the wage of `by`, who answers for the file from here on, is set aside.
    Raises NotAllowed when the file has moved on, or nothing in it can be taken.
    """
    if not any(file.counts.get(outcome) for outcome in _accepted(take_differing)):
        raise NotAllowed(_("No row of this file can be taken as it is."))
    confirm_file(file, take_differing=take_differing, by=by)


@transaction.atomic
def cancel_payroll(file: PayrollFile, *, by: User) -> None:
    """Set a file aside before anything of it counts as paid. Raises NotAllowed when it has moved on."""
    # Taking is one transaction: there is nothing in it to be stopped.
    cancel_file(file, FileState.CHECKING, FileState.CHECKED)
    audit.record("dues.file_cancel", file, by=by, unit=file.unit)


def _accepted(take_differing: bool) -> list[str]:
    taken = [Outcome.EXACT, Outcome.WAGE, *(DIFFERING if take_differing else ())]
    return [str(outcome) for outcome in taken]


def carry_on(file: PayrollFile) -> None:
    """Read and compare, or take, what is left of the file, as far as no other worker is at it."""
    work.carry_on(PayrollWork(file))


class PayrollWork(work.FileWork[PayrollFile, SheetRow, list[PayrollRow]]):
    """A payroll file is compared as a whole once all its rows are kept, and taken as a whole."""

    def read(self, opened: IO[bytes]) -> Iterator[SheetRow]:
        return reading.read_rows(opened, find_payroll(opened), after=self.file.last_row)

    def check(self, rows: list[SheetRow]) -> list[PayrollRow]:
        return [read_payroll_row(self.file.pk, row, self.file.month) for row in rows]

    def keep(self, checked: list[PayrollRow]) -> dict[str, object]:
        PayrollRow.objects.bulk_create(checked)
        return {}

    def compare(self, claimed: PayrollFile) -> dict[str, object]:
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
        return {"counts": _counts(claimed)}

    @transaction.atomic
    def take_over(self) -> None:
        claimed = claim_file(self.file)
        if claimed is not None:
            _take(claimed)


def _counts(file: PayrollFile) -> dict[str, int]:
    return dict(file.rows.order_by().values_list("outcome").annotate(rows=Count("pk")))


def _take(claimed: PayrollFile) -> None:
    """Wages first, the dues that follow from them, then one payment for every row that was accepted."""
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
    """Work out again what the file's wages change: its months and those after them, of these members alone."""
    rows = file.rows.filter(outcome__in=accepted, wage__isnull=False)
    first = rows.aggregate(first=Min("month"))["first"]
    people = Member.objects.filter(Q(pk__in=rows.values("member")) | Q(merged_into__in=rows.values("member")))
    charges = DuesCharge.objects.filter(member__in=people.values("pk"), month__gte=first)
    months = set(charges.order_by().values_list("month", flat=True).distinct())
    compute_charges(sorted(months), members=people)

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
from django.db import connection, transaction
from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from members.authority.models import User
from members.dues.actions.charges import compute_charges, take_turn
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

UNKNOWN = gettext_noop("nobody of this unit has the number %(number)s")
OTHER_NAME = gettext_noop("in the register this number has another name")
TWICE = gettext_noop("the same person and month as sheet row %(row)s")
NOT_OPEN = gettext_noop("this month is not open for this member")
PAID = gettext_noop("the dues of this month are paid already")
OWN = gettext_noop("nobody sets their own wage; ask another officer")
CHANGED = gettext_noop("the dues of this month have changed since the file was compared")

# The number of a record that was merged still means the person, who pays what is asked on any of their records.
# A wage in the file decides what is due, as the rule of that month says; exempt and waived members owe nothing anyway.
COMPARE = """
    WITH asked_elsewhere AS (
        SELECT DISTINCT ON (double.merged_into_id, charge.month)
            double.merged_into_id AS member_id, charge.month, charge.id
        FROM members_member AS double JOIN members_duescharge AS charge ON charge.member_id = double.id
        WHERE double.merged_into_id IS NOT NULL AND charge.state <> 'exempt'
        ORDER BY double.merged_into_id, charge.month, charge.paid DESC, charge.id
    ),
    found AS (
        SELECT
            line.id, line.row, line.amount, member.id AS member_id, charge.id AS charge_id, charge.state,
            replace(line.name, ' ', '') IN (replace(bearer.name, ' ', ''), replace(member.name, ' ', '')) AS same_name,
            min(line.row) OVER (PARTITION BY member.id, line.month, line.amount IS NULL) AS first_row,
            member.user_id = %(by)s AND line.wage IS NOT NULL AND line.wage IS DISTINCT FROM charge.basis AS own_wage,
            EXISTS (
                SELECT 1 FROM members_duespayment WHERE digest = %(digest)s AND row = line.row
            ) AS known,
            CASE
                WHEN charge.state IN ('due', 'unknown') AND line.wage IS NOT NULL
                THEN round(div(line.wage, charge.step) * charge.step * charge.rate, 2)
                ELSE charge.amount
            END - charge.paid AS expected
        FROM members_payrollrow AS line
        LEFT JOIN (
            members_member AS bearer
            JOIN members_member AS member ON member.id = coalesce(bearer.merged_into_id, bearer.id)
            JOIN members_unit AS home ON home.id = member.unit_id
        ) ON bearer.employee_number = line.employee_number
        LEFT JOIN members_duescharge AS own ON own.member_id = member.id AND own.month = line.month
        LEFT JOIN asked_elsewhere AS other ON other.member_id = member.id AND other.month = line.month
        LEFT JOIN (
            members_duescharge AS charge
            JOIN members_unit AS place ON place.id = charge.unit_id
        ) ON charge.id = CASE WHEN own.state <> 'exempt' THEN own.id ELSE coalesce(other.id, own.id) END
        WHERE line.file_id = %(file)s AND line.outcome = 'waiting'
          AND (member.id IS NULL OR starts_with(coalesce(place.path, home.path), %(path)s))
    ),
    judged AS (
        SELECT *, CASE
            WHEN member_id IS NULL THEN %(unknown)s
            WHEN NOT same_name THEN %(other_name)s
            WHEN row > first_row THEN %(twice)s
            WHEN own_wage THEN %(own)s
            WHEN amount IS NULL OR known THEN ''
            WHEN charge_id IS NULL THEN %(not_open)s
            WHEN state = 'paid' THEN %(paid)s
            ELSE ''
        END AS fault
        FROM found
    )
    UPDATE members_payrollrow AS line
    SET member_id = judged.member_id, charge_id = judged.charge_id, expected = judged.expected, fault = judged.fault,
        params = CASE judged.fault
            WHEN %(twice)s THEN jsonb_build_object('row', first_row)
            WHEN %(unknown)s THEN jsonb_build_object('number', line.employee_number)
            ELSE '{}'
        END,
        outcome = CASE
            WHEN judged.fault <> '' THEN 'faulty'
            WHEN judged.amount IS NULL THEN 'wage'
            WHEN judged.known THEN 'known'
            WHEN judged.amount = judged.expected THEN 'exact'
            WHEN judged.amount < judged.expected THEN 'under'
            ELSE 'over'
        END
    FROM judged WHERE line.id = judged.id
"""
# Whoever belongs elsewhere is to this unit's officer like somebody who doesn't exist.
ELSEWHERE = """
    UPDATE members_payrollrow
    SET outcome = 'faulty', fault = %s, params = jsonb_build_object('number', employee_number)
    WHERE file_id = %s AND outcome = 'waiting'
"""
LOCK = """
    SELECT id FROM members_duescharge
    WHERE id IN (SELECT charge_id FROM members_payrollrow WHERE file_id = %s AND outcome = ANY (%s))
    ORDER BY id FOR NO KEY UPDATE
"""
# The officer who takes the file may be another than the one who brought it.
SET_OWN_ASIDE = """
    UPDATE members_payrollrow AS line SET outcome = 'faulty', fault = %s, params = '{}'
    FROM members_member AS member
    WHERE line.file_id = %s AND line.outcome = ANY (%s) AND member.id = line.member_id AND member.user_id = %s
      AND line.wage IS NOT NULL
      AND line.wage IS DISTINCT FROM (SELECT basis FROM members_duescharge WHERE id = line.charge_id)
"""
# Somebody has paid, or the wage changed, between the comparison and now: what was agreed to is not so any more.
SET_ASIDE = """
    UPDATE members_payrollrow AS line SET outcome = 'faulty', fault = %s, params = '{}'
    FROM members_duescharge AS charge
    WHERE line.file_id = %s AND line.outcome = ANY (%s) AND charge.id = line.charge_id
      AND (
        charge.state = 'paid'
        OR line.expected <> CASE
            WHEN charge.state IN ('due', 'unknown') AND line.wage IS NOT NULL
            THEN round(div(line.wage, charge.step) * charge.step * charge.rate, 2)
            ELSE charge.amount
        END - charge.paid
      )
"""
WAGES = """
    INSERT INTO members_duesbasis AS basis (member_id, starts_on, wage)
    SELECT DISTINCT ON (line.member_id, line.month) line.member_id, line.month, line.wage
    FROM members_payrollrow AS line LEFT JOIN members_duescharge AS charge ON charge.id = line.charge_id
    WHERE line.file_id = %s AND line.outcome = ANY (%s) AND line.wage IS NOT NULL
      AND line.wage IS DISTINCT FROM charge.basis
    ORDER BY line.member_id, line.month, line.row
    ON CONFLICT (member_id, starts_on) DO UPDATE SET wage = excluded.wage WHERE basis.wage <> excluded.wage
"""
DEDUCTED = """
    SELECT
        charge.id AS charge_id, charge.unit_id, line.amount, %s::date AS paid_on, 'payroll' AS paid_by,
        line.file_id, %s AS digest, line.row, '' AS note, %s::bigint AS by_id
    FROM members_payrollrow AS line JOIN members_duescharge AS charge ON charge.id = line.charge_id
    WHERE line.file_id = %s AND line.outcome = ANY (%s) AND line.amount IS NOT NULL
"""


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
        unit=unit, by=by, file=file, file_name=(file.name or "")[-200:], digest=digest, month=month, paid_on=paid_on,
        total_rows=total, unknown_heads=layout.unknown_heads,
    )  # fmt: skip


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
        with connection.cursor() as cursor:
            cursor.execute(
                COMPARE,
                {
                    "file": claimed.pk,
                    "path": claimed.unit.path,
                    "digest": claimed.digest,
                    "unknown": UNKNOWN,
                    "other_name": OTHER_NAME,
                    "twice": TWICE,
                    "own": OWN,
                    "not_open": NOT_OPEN,
                    "paid": PAID,
                    "by": claimed.by_id,
                },
            )
            cursor.execute(ELSEWHERE, [UNKNOWN, claimed.pk])
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
    take_turn()
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [claimed.pk, accepted])
        cursor.execute(SET_ASIDE, [CHANGED, claimed.pk, accepted])
        cursor.execute(SET_OWN_ASIDE, [OWN, claimed.pk, accepted, claimed.by_id])
        cursor.execute(WAGES, [claimed.pk, accepted])
        wages = cursor.rowcount
    if wages:
        _follow(claimed, accepted)
    paid = write_payments(DEDUCTED, [claimed.paid_on, claimed.digest, claimed.by_id, claimed.pk, accepted])
    taken = DuesPayment.objects.filter(file=claimed).aggregate(amount=Sum("amount"))
    finish_file(claimed, payments=len(paid), amount=taken["amount"] or 0, counts=_counts(claimed))
    changes = {"payments": claimed.payments, "amount": str(claimed.amount), "wages": wages, **claimed.counts}
    audit.record("dues.file", claimed, by=claimed.by, unit=claimed.unit, changes=changes)


def _follow(file: PayrollFile, accepted: list[str]) -> None:
    """Work out again what the file's wages change: its months and those after them, of these members alone."""
    rows = file.rows.filter(outcome__in=accepted, wage__isnull=False)
    first = rows.aggregate(first=Min("month"))["first"]
    people = Member.objects.filter(Q(pk__in=rows.values("member")) | Q(merged_into__in=rows.values("member")))
    charges = DuesCharge.objects.filter(member__in=people.values("pk"), month__gte=first)
    months = set(charges.order_by().values_list("month", flat=True).distinct())
    compute_charges(sorted(months), members=people)

"""A year of dues of the demonstration union: months, payroll files that pay most charges, arrears and a waiver."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.register import ROOT
from members.authority.models import User
from members.dues.actions import months, payroll, wages
from members.dues.models.charges import DuesBasis, DuesCharge
from members.dues.payroll_reading import COLUMNS
from members.dues.rules import first_of_month, months_between
from members.register.models.member import Member
from members.units.models.units import Unit
from office.sql import analyze

PAYDAY = 14
BEHIND = timedelta(days=100)


def last_twelve_months(today: date) -> list[date]:
    """Return the first days of the last twelve months, this one included."""
    first = first_of_month(today.replace(day=1) - timedelta(days=334))
    return months_between(first, first_of_month(today))


def enter_wages(since: date) -> None:
    """Enter a wage for nearly all members; some have none."""
    DuesBasis.objects.bulk_create(
        DuesBasis(member_id=pk, starts_on=since, wage=Decimal(4200 + number * 137 % 5600))
        for number, pk in enumerate(Member.objects.order_by("pk").values_list("pk", flat=True))
        if number % 97 != 11
    )


def open_month(month: date) -> None:
    """Open a month: the first one as an officer, later ones as beat does."""
    union, finance = Unit.objects.get(code=ROOT), User.objects.get(username="finance")
    if not union.dues_months.exists():
        months.open_months(union, month, month, by=finance, opens_itself=True)
    months.open_due_months(month)
    months.compute_waiting()
    # The whole year is one transaction, so that autovacuum does not analyse the tables for the planner.
    analyze(DuesBasis, DuesCharge)


def pay_month(month: date, today: date) -> None:
    """Take in the payroll file of a month, without members in arrears, and with too small a sum for some others."""
    union, finance = Unit.objects.get(code=ROOT), User.objects.get(username="finance")
    charges = DuesCharge.objects.owed().filter(month=month).select_related("member").order_by("member")
    rows = []
    for number, charge in enumerate(charges):
        late = number % 60 == 59 and today - month < BEHIND
        if not late and number % 400 != 399:
            part = 5 if number % 300 == 299 else 0
            rows.append([charge.member.employee_number, charge.member.name, f"{month:%Y-%m}", charge.open - part])
    name = f"{month:%Y-%m}会费扣缴.csv"
    file = payroll.start_payroll(
        SimpleUploadedFile(name, _sheet(rows)), union, month=month, paid_on=month + timedelta(days=PAYDAY), by=finance
    )
    payroll.process_payroll(file)
    file.refresh_from_db()
    payroll.confirm_payroll(file, take_differing=True, by=finance)
    payroll.process_payroll(file)


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    """Return the file as a payroll department sends it: CSV in GB18030."""
    kept = io.StringIO()
    csv.writer(kept).writerows([[head for key, head in COLUMNS.items() if key != "wage"], *rows])
    return kept.getvalue().encode("gb18030")


def waive_dues(today: date) -> None:
    """Waive the dues of one member, as the chair."""
    chair = User.objects.get(username="chair")
    member = Member.objects.active().filter(user=None).order_by("-pk")[5]
    wages.waive_dues(member, first_of_month(today), None, reason="配偶重病，家庭困难，经工会委员会研究同意", by=chair)

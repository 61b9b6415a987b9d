"""Payroll files made in code, for the tests of dues."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from members.authority.models import User
from members.dues.actions.payroll import process_payroll, start_payroll
from members.dues.models.charges import DuesCharge
from members.dues.models.payroll import PayrollFile
from members.dues.payroll_reading import COLUMNS
from members.units.models.units import Unit

PAID_ON = date(2026, 9, 15)


def row(charge: DuesCharge, **cells: object) -> dict[str, object]:
    """Return the row that pays a charge as due, by column key; a cell of None is left out."""
    given = {
        "employee_number": charge.member.employee_number,
        "name": charge.member.name,
        "month": f"{charge.month:%Y-%m}",
        "amount": charge.open,
    }
    return {key: value for key, value in {**given, **cells}.items() if value is not None}


def book(rows: Sequence[Mapping[str, object]], heads: list[str] | None = None) -> bytes:
    """Return a workbook with these rows below a title and the column headings."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["2026年9月工资扣缴"])
    heads = heads or list(COLUMNS.values())
    keys = {head: key for key, head in COLUMNS.items()}
    sheet.append(heads)
    for cells in rows:
        sheet.append([cells.get(keys.get(head, "")) for head in heads])
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def upload(rows: Sequence[Mapping[str, object]], name: str = "工资.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, book(rows))


def compared_file(rows: Sequence[Mapping[str, object]], unit: Unit, by: User, month: date | None = None) -> PayrollFile:
    """Upload a payroll file and let a worker compare it."""
    return process(start_payroll(upload(rows), unit, month=month, paid_on=PAID_ON, by=by))


def start(content: bytes, unit: Unit, by: User, *, sheets: Sequence[str] = ()) -> PayrollFile:
    """Upload a payroll file with this content."""
    return start_payroll(
        SimpleUploadedFile("工资.xlsx", content), unit, month=None, paid_on=PAID_ON, by=by, sheets=sheets
    )


def process(file: PayrollFile) -> PayrollFile:
    """Let a worker process the file as far as it can; return it reloaded."""
    process_payroll(file)
    file.refresh_from_db()
    return file

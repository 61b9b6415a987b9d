"""Imports of the demonstration union: one that waits to be confirmed, and one by which two members are missing."""

import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from demo.register import ROOT
from members.authority.models import User
from members.importing.actions.imports import confirm_import, start_import
from members.importing.actions.processing import process_import
from members.importing.models.imports import ImportJob
from members.importing.rules import ImportKey, ImportMode
from members.register.models.member import Member
from members.units.models.units import Unit

CHANGES, MISSING = 8, 2
HEADINGS = ["工号", "姓名", "移动电话", "学历", "工作单位"]


def import_rosters() -> None:
    """Check a sheet of changes by employee number for a plant, and reconcile the roster of a group."""
    by = User.objects.get(username="welfare")
    plant, group = (Unit.objects.get(code=f"{ROOT}{code}") for code in ("01", "0602"))
    staff = Member.objects.active().filter(unit__path__startswith=plant.path).order_by("pk")[:CHANGES]
    rows = [[m.employee_number, m.name, f"1361546{number:04d}", "本科", ""] for number, m in enumerate(staff)]
    rows[1][2], rows[2][4] = "1361546", "采油一厂综合组"
    _start("采油一厂十一月变动.xlsx", [*rows, ["D9999", "新来的", "13615469999", "大专", ""]], plant, by)
    people = Member.objects.active().filter(unit=group).order_by("pk")
    roster = [[m.employee_number, m.name, m.phone, "", ""] for m in people[: max(1, len(people) - MISSING)]]
    job = _start("机关二班花名册.xlsx", roster, group, by, mode=ImportMode.RECONCILE)
    confirm_import(job, by=by, create_units=False)
    process_import(job)


def _start(
    name: str, rows: Sequence[Sequence[object]], unit: Unit, by: User, mode: ImportMode = ImportMode.UPDATE
) -> ImportJob:
    """Upload a workbook with these rows and check it."""
    book = Workbook()
    sheet = book.active
    for row in [HEADINGS, *rows]:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile(name, content.getvalue())
    job = start_import(file, unit, by=by, key=ImportKey.EMPLOYEE, mode=mode)
    process_import(job)
    job.refresh_from_db()
    return job

"""Workbooks around an import: the empty template, and the sent one with the outcome beside every row."""

from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from members.importing.columns import ACCEPTED_HEAD, COLUMNS, GUIDE_SHEET, REASON_HEAD, REQUIRED
from members.importing.reading import MAX_COLUMNS, MAX_ROWS, find_roster
from members.models import ImportJob, ImportState
from union_portal.office.workbooks import download

TEXT_FORMAT = "@"
EMPTY_ROWS = 500
GUIDE = [
    "带 * 的列必填；列的顺序可以调整，标题行上方可以有其他文字。",
    "证件号码、移动电话、工号请设为文本格式，否则表格软件会丢失证件号码的末几位。",
    "日期写作 2021-07-01、2021/7/1、2021年7月1日 或 20210701 均可。",
    "居民身份证按 GB 11643-1999 校验；性别、出生日期可以不填，由证件号码得出，填写时须与证件号码一致。",
    "会籍变化类型：入会、转入、保留、转出、除名、退会；填写类型时须填写会籍变化日期。",
    "工作单位填写所选工会下属单位的名称；未知单位会在预览中列出，可一并新建。",
    "再次导入时空白的单元格不改动原有资料。",
]


def result_rows(job: ImportJob, file: IO[bytes]) -> Iterator[list[Any]]:
    """The rows of the sheet that was sent, at their own row numbers, with outcome and reasons behind the last."""
    layout = find_roster(file)
    faults = groupby(job.faults.order_by("row", "id").iterator(), key=lambda fault: fault.row)
    faulty, reasons = _next(faults)
    width = max(layout.columns) + 1
    file.seek(0)
    sheet = load_workbook(file, read_only=True)[layout.sheet]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=layout.head_row + MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    taken = _("yes") if job.state == ImportState.DONE else _("can be imported")
    for number, values in enumerate(rows, start=1):
        row = [getattr(value, "text", value) for value in values]
        width = max(width, len(row)) if number <= layout.head_row else width
        row = (row + [None] * width)[:width]
        if number == layout.head_row:
            row += [ACCEPTED_HEAD, REASON_HEAD]
        elif number == faulty:
            row += [_("no"), reasons]
            faulty, reasons = _next(faults)
        elif (
            number > layout.head_row
            and number <= job.last_row
            and any(values[at] is not None for at in range(len(values)))
        ):
            row += [taken, None]
        yield row


def _next(faults: Iterator) -> tuple[int, str]:
    row, found = next(faults, (0, ()))
    return row, "；".join(f"{fault.column}: {fault.text}" for fault in found)


def template_response() -> FileResponse:
    """The empty roster: columns in their official order as text, and the guide sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("会员信息")
    for at in range(len(COLUMNS)):
        sheet.column_dimensions[get_column_letter(at + 1)].width = 16
    sheet.append([f"{head}*" if key in REQUIRED else head for key, head in COLUMNS.items()])
    for _row in range(EMPTY_ROWS):
        sheet.append([_text_cell(sheet) for _column in COLUMNS])
    guide = book.create_sheet(GUIDE_SHEET)
    guide.column_dimensions["A"].width = 100
    for line in GUIDE:
        guide.append([line])
    return download(book, "会员信息采集表")


def _text_cell(sheet: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.number_format = TEXT_FORMAT
    return cell

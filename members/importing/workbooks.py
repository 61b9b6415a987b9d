"""Workbooks to download: the empty template, and the sheet that was sent with the outcome of every row."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO

from django.http import FileResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from members.importing.models.imports import ImportFault, ImportJob
from members.importing.reading.columns import ACCEPTED_HEAD, COLUMNS, REASON_HEAD, REQUIRED
from members.importing.rules import RowOutcome
from office.chunked_files.rules import FileState
from office.sheets.finding import GUIDE_SHEET
from office.sheets.layouts import Layout, Table
from office.sheets.reading import raw_rows
from office.sheets.worksheets import MAX_COLUMNS
from office.workbooks import download

TEXT_FORMAT = "@"
EMPTY_ROWS = 500
LEFT_OUT = "left out"
# The most blank rows that the result workbook repeats at one place.
BLANK_ROWS = 1000
GUIDE = [
    "带 * 的列必填；列的顺序可以调整，标题行上方可以有其他文字。",
    "证件号码、移动电话、工号请设为文本格式，否则表格软件会丢失证件号码的末几位。",
    "日期写作 2021-07-01、2021/7/1、2021年7月1日 或 20210701 均可。",
    "居民身份证按 GB 11643-1999 校验；性别、出生日期可以不填，由证件号码得出，填写时须与证件号码一致。",
    "会籍变化类型：入会、转入、保留、转出、除名、退会；填写类型时须填写会籍变化日期。",
    "工作单位填写所选工会下属单位的名称；未知单位会在预览中列出，可一并新建。已登记会员填写新的单位即转移，生效日为转入日期。",
    "也可导入 CSV 文件（UTF-8 或 GB18030 编码，逗号、分号或制表符分隔）；按工号更新时只需工号和要改的列。",
    "再次导入时空白的单元格不改动原有资料。",
]


def result_rows(job: ImportJob, file: IO[bytes]) -> Iterator[list[object]]:
    """Yield the rows of the sheet that was sent in `file`, each followed by its outcome and its reasons.

    Rows and outcomes are read side by side, in the order of their numbers, so that memory stays constant.
    """
    for _table, _number, row in _rows_with_outcome(job, file):
        yield row


def _rows_with_outcome(job: ImportJob, file: IO[bytes]) -> Iterator[tuple[Table, int, list[object]]]:
    faults = groupby(job.faults.refusing().order_by("row", "id").iterator(), key=lambda fault: fault.row)
    faulty, reasons = _next_fault(faults)
    outcomes = job.staged.order_by("number").values_list("number", "outcome", "left_out").iterator()
    staged, outcome = _next_outcome(outcomes)
    for table, number, row in _sent_rows(Layout.from_json(job.layout), file):
        if not staged and number > table.offset + table.head_row:
            return
        if number == table.offset + table.head_row:
            row += [ACCEPTED_HEAD, REASON_HEAD]
        elif number == faulty:
            row += [_("no"), reasons]
        elif number == staged:
            row += _outcome_cells(outcome, done=job.state == FileState.DONE)
        if number == faulty:
            faulty, reasons = _next_fault(faults)
        if number == staged:
            staged, outcome = _next_outcome(outcomes)
        yield table, number, row


def refused_rows(job: ImportJob, file: IO[bytes]) -> Iterator[list[object]]:
    """Yield the headings and the refused rows of the sheet that was sent in `file`, each followed by its reasons.

    Without 是否导入成功, so that the sheet can be mended and uploaded again: 错误原因 is a column that no roster reads.
    """
    refused = set(job.faults.refusing().order_by().values_list("row", flat=True).distinct())
    for table, number, row in _rows_with_outcome(job, file):
        if number == table.offset + table.head_row or number in refused:
            yield [*row[:-2], row[-1]]


def _sent_rows(layout: Layout, file: IO[bytes]) -> Iterator[tuple[Table, int, list[object]]]:
    """Yield the rows of all tables as they are shown, blank ones between them too, as wide as the headings."""
    for table in layout.tables:
        width, before = table.width, 0
        for number, _hidden, cells in raw_rows(file, table, width=MAX_COLUMNS):
            for blank in range(max(before, number - BLANK_ROWS) + 1, number):
                yield table, table.offset + blank, [None] * width
            row: list[object] = [cell if cell is None else str(cell) for cell in cells]
            width = max(width, _filled_width(row)) if number <= table.head_row else width
            yield table, table.offset + number, (row + [None] * width)[:width]
            before = number


def _filled_width(row: list[object]) -> int:
    return max((at for at, value in enumerate(row, start=1) if value is not None), default=0)


def _next_fault(faults: Iterator[tuple[int, Iterable[ImportFault]]]) -> tuple[int, str]:
    """Return the number of the next refused row, and its reasons; 0 after the last."""
    row, found = next(faults, (0, ()))
    return row, "；".join(f"{fault.column}: {fault.text}" for fault in found)


def _next_outcome(outcomes: Iterator[tuple[int, str, bool]]) -> tuple[int, str]:
    """Return the number of the next staged row, and its outcome or LEFT_OUT; 0 after the last."""
    number, outcome, left_out = next(outcomes, (0, "", False))
    return number, LEFT_OUT if left_out else outcome


def _outcome_cells(outcome: str, *, done: bool) -> list[str | None]:
    refused = {
        RowOutcome.CONFLICT: _("the register changed in the meantime"),
        RowOutcome.KNOWN: _("registered already, left alone"),
        LEFT_OUT: _("left out by the officer"),
    }
    if outcome in refused:
        return [_("no"), refused[outcome]]
    return [_("yes") if done else _("can be imported"), None]


def template_response() -> FileResponse:
    """Return the empty roster as a download: the columns in their official order, as text, and the guide sheet."""
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


def _text_cell(sheet: WriteOnlyWorksheet) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.number_format = TEXT_FORMAT
    return cell

"""Rosters made in code, for tests of the import."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from members.importing.reading.columns import COLUMNS
from tests import factories as make

HEADS = list(COLUMNS.values())


def row(**cells: object) -> dict[str, object]:
    """Return the cells of a person whom the import accepts, by column key; a cell of None is left out."""
    person = {
        "name": "孟静",
        "id_number": make.identity_number(born=date(1990, 3, 7), sex="2"),
        "phone": "13812345678",
        "change": "入会",
        "changed_on": "2015-03-07",
    }
    return {key: value for key, value in {**person, **cells}.items() if value is not None}


def book(
    rows: Sequence[Mapping[str, object]], *, above: int = 0, heads: list[str] | None = None, guide: bool = False
) -> bytes:
    """Return a workbook of `rows` below the official headings, or `heads`, with `above` title rows above them."""
    workbook = Workbook()
    sheet = workbook.active
    if guide:
        sheet.title = "填表说明"
        sheet.append(["姓名", "证件号码", "移动电话"])
        sheet = workbook.create_sheet()
    sheet.title = "会员信息"
    for number in range(above):
        sheet.append([f"标题 {number}"])
    heads = heads or HEADS
    sheet.append(heads)
    keys = {head: key for key, head in COLUMNS.items()}
    for cells in rows:
        sheet.append([cells.get(keys.get(head.strip("* "), head)) for head in heads])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def upload(content: bytes, name: str = "roster.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)

"""Writes documents as Word files from the same blocks as the layout draws. No template is run, so none can run code."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from office.types import JsonValue

FONT, SMALL = "Noto Sans SC", Pt(8.5)
# Any: a block as JSON.
Parts = Mapping[str, Any]


def render_word(content: Mapping[str, JsonValue], *, at: datetime) -> bytes:
    """Return the document as .docx, without QR code: what can be edited doesn't say of itself that it is genuine."""
    plain: Parts = json.loads(json.dumps(content))
    word = docx.Document()
    _prepare(word, plain, at)
    for number, section in enumerate(plain["sections"]):
        if number:
            word.add_page_break()
        for block in section:
            draw = _DRAWN.get(block["type"])
            if draw:
                draw(word, block)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _prepare(word: Document, content: Parts, at: datetime) -> None:
    """Set font, A4 and margins, and the properties that Word shows."""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    page = word.sections[0]
    width, height = Mm(210), Mm(297)
    page.page_width, page.page_height = (height, width) if content["flipped"] else (width, height)
    page.orientation = WD_ORIENT.LANDSCAPE if content["flipped"] else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    page.footer.paragraphs[0].text = clean(content["foot"])
    properties = word.core_properties
    properties.title, properties.author = clean(content["title"])[:255], ""
    properties.created = properties.modified = at


def clean(text: object) -> str:
    """Return a text without the characters that XML can't hold."""
    return "".join(char for char in str(text) if char in "\t\n" or (ord(char) >= 32 and char not in "\ufffe\uffff"))


def _heading(word: Document, block: Parts) -> None:
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(clean(block["text"]))
    run.bold, run.font.size = True, Pt(17)
    for line in filter(None, block["lines"]):
        word.add_paragraph(clean(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _text(word: Document, block: Parts) -> None:
    for line in block["text"].split("\n"):
        paragraph = word.add_paragraph(clean(line))
        if block["indent"]:
            paragraph.paragraph_format.first_line_indent = Pt(21)


def _note(word: Document, block: Parts) -> None:
    word.add_paragraph().add_run(clean(block["text"])).font.size = SMALL


def _facts(word: Document, block: Parts) -> None:
    table = word.add_table(rows=0, cols=4, style="Table Grid")
    for row in block["rows"]:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[1].merge(cells[3])
        for place, (label, value) in enumerate(row):
            cells[2 * place].text, cells[2 * place + 1].text = clean(label), clean(value)
    word.add_paragraph()


def _table(word: Document, block: Parts) -> None:
    columns: Sequence[Parts] = block["columns"]
    table = word.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.text = clean(column["head"])
    for row in block["rows"]:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(value)
    for line in block["sums"]:
        cells = table.add_row().cells
        cells[0].text, cells[line["at"]].text = clean(line["label"]), clean(line["number"])
        if line["at"] + 1 < len(columns):
            cells[line["at"] + 1].merge(cells[-1]).text = clean(line["text"])
    _signatures(word, {"labels": block["signatures"]})


def _signatures(word: Document, block: Parts) -> None:
    if block["labels"]:
        word.add_paragraph("    ".join(f"{clean(label)} ____________" for label in block["labels"]))


_DRAWN: Mapping[str, Callable[[Document, Parts], None]] = {
    "heading": _heading,
    "text": _text,
    "note": _note,
    "facts": _facts,
    "table": _table,
    "signatures": _signatures,
}

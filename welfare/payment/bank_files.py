"""What a bank's file holds: lines as its profile states them, as bytes; and what of them a page may show."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from office.xlsx import Sheet, stream_workbook
from welfare.payment.models.profiles import ProfileVersion
from welfare.payment.rules import (
    PLACEHOLDER,
    AmountFormat,
    Encoding,
    FileFormat,
    TotalsPlace,
    line_number,
    written_amount,
)

LINE_END = "\r\n"
# With these a spreadsheet begins a formula when it opens a text file.
FORMULA = ("=", "+", "-", "@")


class Payee(NamedTuple):
    """Who is paid in one line of a file; `amount` in yuan."""

    key: int
    """The key of the line, from which its number is made."""
    account: str
    name: str
    amount: Decimal
    employee_number: str


class BankFile(NamedTuple):
    """What a file says besides its lines."""

    purpose: str
    day: date
    rows: int
    total: Decimal


def is_writable(text: str, version: ProfileVersion) -> bool:
    """Return whether a bank's file can hold a name, a purpose or an employee number as one cell, without changing it.

    It can't hold characters that its encoding has not, line breaks, in text the delimiter, nor what a spreadsheet would
    take for a formula.
    """
    if not text.isprintable() or "\ufffd" in text:
        return False
    if version.file_format == FileFormat.XLSX:
        return True
    if text.startswith(FORMULA) or (version.file_format == FileFormat.TXT and version.delimiter in text):
        return False
    if version.encoding == Encoding.GBK:
        return text.encode("gbk", "replace").decode("gbk") == text
    return True


def write_bytes(version: ProfileVersion, payees: Sequence[Payee], about: BankFile) -> Iterator[bytes]:
    """Yield the content of a file. Raises UnicodeEncodeError for text that its encoding has not."""
    if version.file_format == FileFormat.XLSX:
        yield from stream_workbook([Sheet("Sheet1", _sheet(version, payees, about))])
        return
    text = _csv_text(version, payees, about) if version.file_format == FileFormat.CSV else _text(version, payees, about)
    yield text.encode(version.encoding)


def _text(version: ProfileVersion, payees: Sequence[Payee], about: BankFile) -> str:
    delimiter = version.delimiter
    fill = _filler(delimiter.join(column.value for column in version.file_columns), version.amount_format, about)
    lines = [delimiter.join(cells) for cells in _above(version, about)]
    lines += [fill(row, payee) for row, payee in enumerate(payees, start=1)]
    lines += [delimiter.join(cells) for cells in _below(version, about)]
    return LINE_END.join([*lines, ""])


def _csv_text(version: ProfileVersion, payees: Sequence[Payee], about: BankFile) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=version.delimiter, lineterminator=LINE_END)
    writer.writerows(_above(version, about))
    fills = _fillers(version, about)
    writer.writerows([fill(row, payee) for fill in fills] for row, payee in enumerate(payees, start=1))
    writer.writerows(_below(version, about))
    return out.getvalue()


def _sheet(version: ProfileVersion, payees: Sequence[Payee], about: BankFile) -> Iterator[Sequence[object]]:
    """Yield the rows of a workbook; amounts in yuan are numbers, everything else is text, so that no digit is lost."""
    above = _above(version, about)
    yield above[0] if above else []
    yield from above[1:]
    fills = [
        (column.is_amount and version.amount_format == AmountFormat.YUAN, fill)
        for column, fill in zip(version.file_columns, _fillers(version, about), strict=True)
    ]
    for row, payee in enumerate(payees, start=1):
        yield [payee.amount if number else fill(row, payee) for number, fill in fills]
    yield from _below(version, about)


def _fillers(version: ProfileVersion, about: BankFile) -> list[Callable[[int, Payee], str]]:
    """Return for each column the function that writes its cell."""
    return [_filler(column.value, version.amount_format, about) for column in version.file_columns]


def _above(version: ProfileVersion, about: BankFile) -> list[list[str]]:
    """Return the lines before the payments: totals, headings."""
    lines = [_totals(version, about)] if version.totals_place == TotalsPlace.FIRST else []
    if version.with_heading:
        lines.append([column.head for column in version.file_columns])
    return lines


def _below(version: ProfileVersion, about: BankFile) -> list[list[str]]:
    return [_totals(version, about)] if version.totals_place == TotalsPlace.LAST else []


def _totals(version: ProfileVersion, about: BankFile) -> list[str]:
    values = {
        "rows": about.rows,
        "sum": written_amount(about.total, version.amount_format),
        "purpose": about.purpose,
        "day": f"{about.day:%Y%m%d}",
    }
    return [PLACEHOLDER.sub(lambda found: str(values[found[1]]), cell) for cell in version.totals_cells]


def _filler(template: str, amount_format: str, about: BankFile) -> Callable[[int, Payee], str]:
    """Return the function that puts a payee into `template`."""
    parts = PLACEHOLDER.split(template)
    literal = "".join(
        part.replace("{", "{{").replace("}", "}}") if at % 2 == 0 else "{" + part + "}" for at, part in enumerate(parts)
    )
    fill, day, purpose = literal.format, f"{about.day:%Y%m%d}", about.purpose
    cents = amount_format == AmountFormat.CENTS

    def filled(row: int, payee: Payee) -> str:
        key, account, name, amount, employee_number = payee
        return fill(
            row=row,
            number=line_number(key),
            account=account,
            name=name,
            amount=written_amount(amount, AmountFormat.CENTS) if cents else f"{amount:.2f}",
            employee_number=employee_number,
            purpose=purpose,
            day=day,
        )

    return filled


def sample(version: ProfileVersion, day: date) -> list[list[str]]:
    """Return what the first lines of a file would be, for the trial of a profile: as cells, accounts masked.

    Its three people are invented. The lines of totals and headings are those of the file.
    """
    amounts = (Decimal("300.00"), Decimal("1200.50"), Decimal("88.80"))
    payees = [
        Payee(at, f"**** {at}{at}{at}{at}", name, amount, f"GH{at:05d}")
        for at, (name, amount) in enumerate(zip(("张三", "李四", "欧阳小明"), amounts, strict=True), start=1)
    ]
    about = BankFile("慰问金", day, len(payees), sum(amounts, Decimal(0)))
    fills = _fillers(version, about)
    rows = [[fill(at, payee) for fill in fills] for at, payee in enumerate(payees, start=1)]
    return [*_above(version, about), *rows, *_below(version, about)]

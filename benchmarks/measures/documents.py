"""one document, 1,000 in one file and a sheet of 2,000 lines, typeset without a database"""

import resource
import time
from statistics import median
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from benchmarks.types import Figures, Options
from office.documents.batches import AT_ONCE
from office.documents.blocks import Column, Content, Heading, Mark, Sum, Table, qr_svg
from office.documents.kinds import KINDS, compose
from office.documents.typesetting import join_pdfs, render_pdf


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--documents", type=int, default=1_000, help="receipts in one file")
    parser.add_argument("--lines", type=int, default=2_000, help="lines of the sign-off sheet")


def measure(options: Options) -> Figures:
    """Return seconds and sizes: of the first document of a process, of later ones, of many in one file, of a sheet."""
    receipts = [_receipt(number) for number in range(1, options["documents"] + 1)]
    cold, size = _seconds(receipts[0])
    warm = [_seconds(receipt)[0] for receipt in receipts[1:51]]
    begun = time.perf_counter()
    parts = [receipts[at : at + AT_ONCE] for at in range(0, len(receipts), AT_ONCE)]
    together = join_pdfs(_rendered(_in_one(part)) for part in parts)
    many, many_size = time.perf_counter() - begun, len(together)
    sheet, sheet_size = _seconds(_sheet(options["lines"]))
    figures: dict[str, Any] = {
        "documents": options["documents"],
        "lines": options["lines"],
        "first document, s": round(cold, 3),
        "one document, s": round(median(warm), 3),
        "slowest of 50, s": round(max(warm), 3),
        "one document, bytes": size,
        "documents in one file, s": round(many, 2),
        "documents in one file, bytes": many_size,
        "sheet, s": round(sheet, 2),
        "sheet, bytes": sheet_size,
        "memory, MB": _most_memory(resource.RUSAGE_SELF),
        "memory of the processes that typeset long documents, MB": _most_memory(resource.RUSAGE_CHILDREN),
    }
    return figures


def _seconds(content: Content) -> tuple[float, int]:
    begun = time.perf_counter()
    pdf = _rendered(content)
    return time.perf_counter() - begun, len(pdf)


def _rendered(content: Content) -> bytes:
    return render_pdf(content.as_json(), at=timezone.now())


def _in_one(receipts: list[Content]) -> Content:
    return Content(receipts[0].title, [section for receipt in receipts for section in receipt.sections])


def _most_memory(who: int) -> int:
    """Return the most megabytes that this process, or one of its children, has held at once."""
    return resource.getrusage(who).ru_maxrss // 1024


def _receipt(number: int) -> Content:
    kind = KINDS["dues_receipt"]
    values = kind.samples() | {"number": f"DH0101-2026-{number:05d}", "member.name": f"张三{number}"}
    content = compose(kind, str(kind.text), values)
    mark = Mark(qr_svg(f"https://portal.example/genuine/{number:022d}~{'A' * 43}/"), "真")
    return Content(content.title, [[*section, mark] for section in content.sections])


def _sheet(lines: int) -> Content:
    columns = [Column("序号", 11, right=True), Column("姓名", 27), Column("金额", 23, right=True), Column("签名")]
    rows = [[number, f"张三{number}", "¥300.00", ""] for number in range(1, lines + 1)]
    table = Table(columns, rows, [Sum("合计", 2, f"¥{300 * lines:,.2f}")])
    return Content("签领表", [[Heading("签领表"), table]])

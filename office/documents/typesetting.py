"""Typesets documents as PDF and pictures, without files of the system and without the network.

Long ones in a process of their own: typst takes some 1.7 MB for each page, and gives nothing back.
"""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import pypdfium2
import typst
from django.conf import settings

from office.types import JsonValue

LAYOUTS = Path(__file__).parent / "layouts"
LAYOUT = LAYOUTS / "document.typ"
# Packages are looked for here and nowhere else: the folder doesn't exist, and a layout of ours imports none.
NO_PACKAGES = LAYOUTS / "no-packages"
DOTS_PER_INCH = 96
WEIGHTS = 2
# Of the JSON of a document that is typeset here: some ten pages. Starting a process takes half a second.
LARGEST_HERE = 60_000
SECONDS = 300
# A compiler isn't shared between threads that run at the same moment.
_local = threading.local()


class NoFonts(Exception):
    """The fonts are missing: `make setup` brings them, or FONTS_ROOT names their folder."""


@cache
def _fonts() -> typst.Fonts:
    folders = [folder for folder in map(str, settings.FONTS) if Path(folder).is_dir()]
    # Only the first that has any: the same font read twice would make other files than read once.
    for count in (1, len(folders)):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders[:count]))
        if sum(font.family == "Noto Sans SC" for font in fonts.fonts()) >= WEIGHTS:
            return fonts
    raise NoFonts(f"No Noto Sans SC, regular and bold, in {settings.FONTS[0]}: run `make setup`, or set FONTS_ROOT.")


def _compiler() -> typst.Compiler:
    """Return this thread's compiler, which keeps the fonts and the layout that it has read."""
    compiler: typst.Compiler | None = getattr(_local, "compiler", None)
    if compiler is None:
        compiler = _local.compiler = typst.Compiler(
            input=str(LAYOUT),
            root=str(LAYOUTS),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=str(NO_PACKAGES),
            package_cache_path=str(NO_PACKAGES),
        )
    return compiler


def render_pdf(content: Mapping[str, JsonValue], *, at: datetime) -> bytes:
    """Return the document as PDF. The same content and time give the same bytes, with the same fonts and typst."""
    written = _written(content)
    return compiled(written, at=at) if len(written) <= LARGEST_HERE else _compiled_elsewhere(written, at=at)


def compiled(written: str, *, at: datetime) -> bytes:
    """Return the document that is described by this JSON as PDF, typeset in this process."""
    pdf = _compiler().compile(format="pdf", sys_inputs={"content": written}, timestamp=int(at.timestamp()))
    assert isinstance(pdf, bytes)
    return pdf


def _compiled_elsewhere(written: str, *, at: datetime) -> bytes:
    """Return the same, typeset by another process, which gets none of the portal's keys."""
    _fonts()
    asked = {"content": written, "at": at.isoformat(), "fonts": [str(folder) for folder in settings.FONTS]}
    done = subprocess.run(
        [sys.executable, "-m", "office.documents.typesetting_process"],
        input=json.dumps(asked, ensure_ascii=False).encode(),
        stdout=subprocess.PIPE,
        timeout=SECONDS,
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"},
        check=True,
    )
    return done.stdout


def join_pdfs(parts: Iterable[bytes]) -> bytes:
    """Return one PDF with the pages of all parts, in their order."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        document = pypdfium2.PdfDocument(part)
        whole.import_pages(document)
        document.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def render_pictures(content: Mapping[str, JsonValue]) -> list[bytes]:
    """Return each page of the document as PNG."""
    pages = _compiler().compile(format="png", sys_inputs={"content": _written(content)}, ppi=DOTS_PER_INCH)
    assert pages is not None
    return [pages] if isinstance(pages, bytes) else pages


def _written(content: Mapping[str, JsonValue]) -> str:
    return json.dumps(content, ensure_ascii=False)

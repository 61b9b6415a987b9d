"""Typesets documents as PDF and pictures: in this process, without files of the system and without the network."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from office.types import JsonValue

LAYOUTS = Path(__file__).parent / "layouts"
LAYOUT = LAYOUTS / "document.typ"
# Packages are looked for here and nowhere else: the folder doesn't exist, and a layout of ours imports none.
NO_PACKAGES = LAYOUTS / "no-packages"
DOTS_PER_INCH = 96
WEIGHTS = 2
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
    pdf = _compiler().compile(format="pdf", sys_inputs=_inputs(content), timestamp=int(at.timestamp()))
    assert isinstance(pdf, bytes)
    return pdf


def render_pictures(content: Mapping[str, JsonValue]) -> list[bytes]:
    """Return each page of the document as PNG."""
    pages = _compiler().compile(format="png", sys_inputs=_inputs(content), ppi=DOTS_PER_INCH)
    assert pages is not None
    return [pages] if isinstance(pages, bytes) else pages


def _inputs(content: Mapping[str, JsonValue]) -> dict[str, str]:
    return {"content": json.dumps(content, ensure_ascii=False)}

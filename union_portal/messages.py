"""Translations: messages are extracted from the source, kept in a .po file and compiled to .mo, without gettext."""

import io
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from babel.messages.extract import _ExtractionResult, _FileObj, _Keyword

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
CATALOGUE = ROOT / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
PACKAGES = ("union_portal", "demo", "office", "members", "welfare", "consultation")
KEYWORDS: dict[str, "_Keyword"] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Babel's own header has dates and versions that change with every run.
HEADER = f"""msgid ""
msgstr ""
"Language: {LOCALE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def extract_template(
    file: "IO[bytes] | _FileObj",
    keywords: Mapping[str, "_Keyword"],
    tags: Collection[str],
    options: Mapping[str, object],
) -> Iterator["_ExtractionResult"]:
    """Yield the messages of a Django template, as Babel's extraction method: from its tags turned to Python calls."""
    calls = templatize(file.read().decode(), origin=getattr(file, "name", None))
    # In parentheses the indentation of the template has no meaning to Python.
    yield from extract_python(io.BytesIO(f"(\n{calls}\n)".encode()), keywords, tags, {})


def source_files() -> Iterator[Path]:
    """Yield the project's Python files and templates, without migrations."""
    for package in PACKAGES:
        yield from (path for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts)
        yield from sorted((ROOT / package).glob("**/templates/**/*.*"))
    yield from (path for path in sorted((ROOT / "templates").rglob("*.*")) if path.is_file())


def source_messages() -> Catalog:
    """Return the messages of all source files."""
    found = Catalog(locale=LOCALE)
    for path in source_files():
        method = "python" if path.suffix == ".py" else extract_template
        with path.open("rb") as file:
            for line, message, comments, context in extract(method, file, KEYWORDS, ("Translators:",)):
                found.add(message, None, [(str(path.relative_to(ROOT)), line)], auto_comments=comments, context=context)
    return found


def translated_messages() -> Catalog:
    """Return the catalogue that is kept; an empty one where there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale=LOCALE)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=LOCALE)


def update() -> Catalog:
    """Add new messages of the source to the catalogue and drop those that are gone, without fuzzy matches."""
    catalogue = translated_messages()
    catalogue.update(source_messages(), no_fuzzy_matching=True)
    save(catalogue)
    return catalogue


def save(catalogue: Catalog) -> None:
    """Write the catalogue sorted by message, without dates and line numbers."""
    body = io.BytesIO()
    write_po(body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(HEADER.encode() + body.getvalue().lstrip(b"\n"))


def compile_catalogue() -> None:
    """Compile the .mo file that Django reads, unless it is newer than the .po file."""
    target = CATALOGUE.with_suffix(".mo")
    if not CATALOGUE.exists() or (target.exists() and target.stat().st_mtime_ns > CATALOGUE.stat().st_mtime_ns):
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, translated_messages())
    draft.replace(target)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            compile_catalogue()
        case _:
            sys.exit("usage: python -m union_portal.messages update|compile")

"""Word layouts that officers upload: what is taken of them, and how docxtpl fills their placeholders.

docxtpl runs Jinja, and a template that officers write can run code (python-docx-template 632, Ghostwriter 266). Here
the tokens are checked before Jinja parses them: only names in double braces pass. The sandbox is there in case another
gets through.
"""

import io
import logging
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

from office.documents.word import clean
from office.errors import NotAllowed
from office.sheets.packages import DAMAGE_ERRORS, place_of
from office.types import Message

logger = logging.getLogger(__name__)

# In bytes: of the file, of all its parts unpacked, and of a part that has placeholders.
LARGEST, LARGEST_UNPACKED, LARGEST_TEXT_PART = 2 * 1024**2, 20 * 1024**2, 512 * 1024
MOST_PARTS = 200
# docxtpl searches on from each brace for the end of a placeholder: so many in the largest part take a second or two.
MOST_BRACES = 400
# The parts in which docxtpl fills placeholders.
TEXT_PARTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|docProps/core\.xml", re.I
)
# By their relationships Word and docxtpl find these parts, whatever they are called.
TEXT_RELATIONS = re.compile(r"officeDocument|header|footer|footnotes|endnotes|comments|core-properties", re.I)
MACROS = re.compile(r"vba|macro|activex|embeddings/", re.I)
# Fields by which Word fetches or starts something when it opens the file. HYPERLINK waits for a click.
FETCHING = re.compile(r"DDE|INCLUDE|IMPORT|DATABASE|MACROBUTTON|(?<!HYPER)LINK", re.I)
# A block or a comment of Jinja.
NO_PLACEHOLDER = re.compile(r"\{[%#]")
TEXT = "text"
"""The placeholder of the whole text that the unit has for this kind of documents."""
# What is raised for a damaged file, by zipfile and the parser here, then by python-docx, docxtpl and lxml, which expect
# every part to be as Word writes it. The log says where: a fault of ours would look the same to who sent the file.
UNREADABLE = (*DAMAGE_ERRORS, OpcError, LxmlError)


class UnknownPlaceholder(TemplateSyntaxError):
    """Raised where something other than the name of a placeholder is between the braces."""

    def __init__(self, found: str, line: int) -> None:
        super().__init__(found, line)
        self.found = found


class OnlyPlaceholders(Extension):
    """Lets through text and {{names}}, which may have dots: no blocks, filters, calls, operators or literals.

    A dotted name becomes one name of Jinja's (`as_variable`), so that no attribute of anything is looked up.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        # Jinja's lexer drops comments and {% raw %} before `filter_stream` could see them.
        if found := NO_PLACEHOLDER.search(source):
            raise UnknownPlaceholder(found[0], source.count("\n", 0, found.start()) + 1)
        return source

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        inside: list[Token] | None = None
        for token in stream:
            if token.type == "data" and inside is None:
                yield token
            elif token.type == "variable_begin" and inside is None:
                inside = []
                yield token
            elif token.type == "variable_end" and inside is not None:
                yield Token(token.lineno, "name", as_variable(self._name(inside, token.lineno)))
                yield token
                inside = None
            elif token.type in ("name", "dot") and inside is not None:
                inside.append(token)
            else:
                raise UnknownPlaceholder(str(token.value), token.lineno)

    def _name(self, tokens: list[Token], line: int) -> str:
        name = "".join(token.value for token in tokens)
        known: Collection[str] = getattr(self.environment, "known", ())
        if name not in known:
            raise UnknownPlaceholder(name, line)
        return name


class Placeholders(ImmutableSandboxedEnvironment):
    """Jinja that knows these placeholders and nothing else, and escapes what it writes for XML."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__(extensions=[OnlyPlaceholders], autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.known = known


def as_variable(name: str) -> str:
    """Return the name of a placeholder for Jinja, without dots and unique: `unit.code` and `unit_code` stay two."""
    return "p_" + name.replace("_", "_u").replace(".", "_d")


def fill_layout(layout: bytes, values: Mapping[str, str]) -> bytes:
    """Return the layout with its placeholders filled, as .docx. Raises UnknownPlaceholder for one without a value."""
    template = DocxTemplate(io.BytesIO(layout))
    given = {as_variable(name): clean(value) for name, value in values.items()}
    template.render(given, Placeholders(values.keys()), autoescape=True)
    filled = io.BytesIO()
    template.save(filled)
    return filled.getvalue()


def require_layout(layout: bytes, samples: Mapping[str, str]) -> None:
    """Raise NotAllowed for a file that is no Word document, or that has unsafe parts or unknown placeholders.

    `samples` has a value for every placeholder that it may have.
    """
    if len(layout) > LARGEST:
        raise _refused(_("The file is larger than %(limit)d MB.") % {"limit": LARGEST // 1024**2})
    try:
        with zipfile.ZipFile(io.BytesIO(layout)) as archive:
            _check_parts(archive)
        fill_layout(layout, samples)
    except UnknownPlaceholder as why:
        raise _refused(_unknown(why.found, samples)) from why
    except TemplateError as why:
        raise _refused(_("Between double braces stands the name of a placeholder and nothing else.")) from why
    except DefusedXmlException as why:
        raise _refused(
            _("The document contains entities (a DTD), so it is not taken. Save it as .docx in Word or WPS.")
        ) from why
    except UNREADABLE as why:
        logger.warning("A Word layout can't be read: %s", place_of(why))
        told = _("This is no Word document, or it is damaged. Open it in Word or WPS and save it as .docx.")
        raise _refused(told) from why


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refused(_("The document is too large when unpacked, so it is not taken. Make its pictures smaller."))
    if "word/document.xml" not in {part.filename.lower() for part in parts}:
        raise KeyError("word/document.xml")
    for part in parts:
        if MACROS.search(part.filename):
            raise _refused(_("The document has macros or embedded files. Save it as .docx without them."))
        if part.filename.lower().endswith((".xml", ".rels")):
            content = archive.read(part)
            tree = fromstring(content, forbid_dtd=True)
            _check_targets(tree)
            _check_names(tree, part.filename)
            _check_fields(tree)
            if TEXT_PARTS.fullmatch(part.filename) and (
                part.file_size > LARGEST_TEXT_PART or content.count(b"{") > MOST_BRACES
            ):
                raise _refused(_("The document is too long for a layout."))


def _check_targets(tree: Element) -> None:
    """Refuse what Word would fetch from elsewhere when it opens the file; a link waits for a click."""
    for one in tree.iter():
        if one.get("TargetMode", "").lower() == "external" and not one.get("Type", "").endswith("/hyperlink"):
            raise _refused(_("The document refers to files elsewhere, such as linked pictures. Insert them instead."))
        if "macro" in one.get("ContentType", "").lower():
            raise _refused(_("The document has macros or embedded files. Save it as .docx without them."))


def _check_names(tree: Element, filename: str) -> None:
    """Refuse parts whose names would let them pass unread: texts under other names, XML that is not called so.

    Raises KeyError for a text part that is not one of TEXT_PARTS. `filename` is the part that `tree` was read from.
    """
    # The relations of word/document.xml lie in word/_rels/document.xml.rels, those of the package in _rels/.rels.
    folder = posixpath.dirname(posixpath.dirname(filename))
    for one in tree.iter():
        if "Target" in one.attrib and TEXT_RELATIONS.fullmatch(one.get("Type", "").rpartition("/")[2]):
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            if not TEXT_PARTS.fullmatch(target):
                raise KeyError(target)
        if one.get("ContentType", "").lower().endswith("xml"):
            called = (one.get("PartName") or f".{one.get('Extension', '')}").lower()
            if not called.endswith((".xml", ".rels")):
                raise KeyError(called)


def _check_fields(tree: Element) -> None:
    """Refuse fields that fetch or start something, also where Word has split them, and placeholders inside fields."""
    pieces = "".join(one.text or "" for one in tree.iter() if one.tag.endswith("}instrText"))
    simple = [value for one in tree.iter() for key, value in one.attrib.items() if key.endswith("}instr")]
    for instructions in (pieces, *simple):
        if FETCHING.search(instructions) or "{" in instructions:
            raise _refused(_("The document has fields that fetch something from elsewhere. Remove them."))


def _unknown(found: str, samples: Mapping[str, str]) -> Message:
    if not found.strip():
        return _("Between double braces stands the name of a placeholder and nothing else.")
    meant = get_close_matches(found, samples, n=1)
    if meant:
        told = _("There is no placeholder “%(found)s”. Do you mean “%(meant)s”?")
        return told % {"found": found[:40], "meant": meant[0]}
    told = _("There is no placeholder “%(found)s”. Choose one of the list; nothing else may stand between the braces.")
    return told % {"found": found[:40]}


def _refused(told: Message) -> NotAllowed:
    return NotAllowed(told, code="unusable_layout", field="file")

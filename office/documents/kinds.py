"""The kinds of documents. Each is code of the room whose rows it is about, which registers it when the app starts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from office.documents import rules
from office.documents.blocks import Content
from office.errors import NotAllowed
from office.types import Message

Values = Mapping[str, str]


@dataclass(frozen=True)
class Placeholder:
    """A value that a text of this kind may name, in words, and what it is in the preview."""

    name: str
    label: Message
    sample: Message

    @property
    def as_typed(self) -> str:
        return f"{rules.OPEN}{self.name}{rules.CLOSE}"


@dataclass(frozen=True)
class DocumentKind:
    """A kind of documents: its placeholders, the text it is shipped with, and the permissions it asks for."""

    label: Message
    text: Message
    """The text that holds where no unit has one of its own; it names placeholders as officers do."""
    placeholders: Sequence[Placeholder]
    permission: str
    """The permission to issue one, and to read those that are issued, in the document's unit."""
    compose: Callable[[str, Values], Content]
    """Returns the document from its text, with all placeholders filled, and its values."""
    numbered: bool = True
    """Whether it is issued with a number and kept; others are only printed."""
    help_text: Message = ""
    """Where the text stands in the document."""
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(one.name for one in self.placeholders))

    def in_words(self, text: str) -> str:
        """Return a text with each placeholder by its label in brackets, as people are shown it."""
        labels = {one.name: f"〔{one.label}〕" for one in self.placeholders}
        # An earlier version may name one that there no longer is.
        return "".join(labels.get(part.text, part.text) if part.is_name else part.text for part in rules.parts(text))

    @property
    def text_in_words(self) -> str:
        """The text that it is shipped with, as people are shown it."""
        return self.in_words(str(self.text))

    def samples(self) -> dict[str, str]:
        """Return a value for each placeholder, for the preview."""
        return {one.name: str(one.sample) for one in self.placeholders}


# Filled by the apps in AppConfig.ready, by the name that rows and addresses use; names never change.
KINDS: dict[str, DocumentKind] = {}


def require_known_placeholders(kind: DocumentKind, text: str) -> None:
    """Raise NotAllowed, naming line and column, where the text has a placeholder that this kind doesn't know."""
    found = rules.faults(text, kind.names)
    if not found:
        return
    sentences = []
    for fault in found[:3]:
        place = {"line": fault.line, "column": fault.column, "found": fault.found, "meant": fault.meant}
        if not fault.found:
            told = _("Line %(line)d, character %(column)d: after {{ comes the name of a placeholder, then }}.")
        elif fault.meant:
            told = _(
                "Line %(line)d, character %(column)d: there is no placeholder “%(found)s”. Do you mean “%(meant)s”?"
            )
        else:
            told = _(
                "Line %(line)d, character %(column)d: there is no placeholder “%(found)s”. Choose one of the list."
            )
        sentences.append(told % place)
    raise NotAllowed(" ".join(sentences), code="unknown_placeholder", field="body")


def compose(kind: DocumentKind, text: str, values: Values) -> Content:
    """Return the document of this kind with this text and these values. Raises NotAllowed for unknown placeholders."""
    require_known_placeholders(kind, text)
    return kind.compose(rules.fill(text, values), values)

"""Parts of a list's page: the active filters as chips, the columns that may be chosen, the addresses of both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from office.types import Message

ALL = "all"
# Parameters that name a page of a list, not the list.
OF_ONE_PAGE = ("cursor", "after", "format")


@dataclass(frozen=True)
class Chip:
    """An active filter: its label, its value in words ("" for a box that is ticked), the list's address without it.

    The address is "" where the list can't do without the filter.
    """

    name: str
    label: str
    text: str
    without: str


@dataclass(frozen=True)
class Head:
    """The heading of a column; `index` is its position among the cells of a row, from 1; 0 if it is not in the page."""

    key: str
    label: Message
    index: int
    shown: bool


@dataclass
class Heads:
    """The headings of a list, in the order in which its template writes them."""

    asked: tuple[str, ...]
    """The keys of the columns that `?columns=` names; empty where the standard columns are shown."""
    before: int = 0
    """How many cells each row has before the first heading."""
    found: list[Head] = field(default_factory=list)

    def add(self, key: str, label: Message, *, optional: bool) -> Head:
        """Add the next heading; an `optional` one is in the page only where it is asked for, the first one always."""
        first = not self.found
        shown = first or not key or (key in self.asked if self.asked else not optional)
        written = shown or not optional
        index = self.before + sum(1 for head in self.found if head.index) + 1 if written else 0
        head = Head(key, label, index, shown)
        self.found.append(head)
        return head

    @property
    def choices(self) -> list[Head]:
        """The headings that may be shown or not."""
        return [head for head in self.found[1:] if head.key]

    @property
    def shown_count(self) -> int:
        return sum(1 for head in self.choices if head.shown)

    @property
    def hidden(self) -> str:
        """The CSS classes that hide the columns that were not chosen."""
        return "".join(f" hide-{head.index}" for head in self.found if head.index and not head.shown)


def asked_columns(params: QueryDict) -> tuple[str, ...]:
    """Return the keys that `?columns=` names, several of them with points between or given several times."""
    return tuple(key for given in params.getlist("columns") for key in given.split(".") if key)


def with_params(address: str, params: QueryDict, **changes: str | None) -> str:
    """Return the address with these parameters and `changes` (None removes one), without empty ones and without a page.

    Parameters that stand alone, as in `?all`, stay.
    """
    given = params.copy()
    for name in OF_ONE_PAGE:
        given.pop(name, None)
    for name, value in changes.items():
        if value is None:
            given.pop(name, None)
        else:
            given[name] = value
    written = given.urlencode()
    return f"{address}?{written}" if written else address


def without_empty(params: QueryDict, names: Iterable[str]) -> QueryDict:
    """Return the parameters without those of `names` that are empty."""
    given = params.copy()
    for name in names:
        if not given.get(name, "").strip():
            given.pop(name, None)
    return given


def chips(form: forms.Form, params: QueryDict, address: str, named: Mapping[str, object]) -> Iterator[Chip]:
    """Yield a chip for each filter that narrows the list; `named` has the values in words of hidden fields.

    A choice with the value "all" has a default that narrows, its initial value or else its first one; without a value,
    its chip is that default. So is that of a choice named in the form's `implied`, which has no value for all rows.
    """
    for bound in form:
        value = params.get(bound.name, "").strip()
        if value and value != ALL:
            text = _in_words(form, bound, value, named)
            yield Chip(bound.name, _label(bound), text, with_params(address, params, **{bound.name: None}))
        elif not value and not getattr(form, "looks_everywhere", False):
            labels = _labels(bound.field) if isinstance(bound.field, forms.ChoiceField) else {}
            if ALL in labels or bound.name in getattr(form, "implied", ()):
                wider = with_params(address, params, **{bound.name: ALL}) if ALL in labels else ""
                yield Chip(
                    bound.name,
                    _label(bound),
                    labels.get(str(bound.field.initial or ""), next(iter(labels.values()))),
                    wider,
                )


def _label(bound: BoundField) -> str:
    search = bound.field.widget.attrs.get("aria-label") if bound.name == "q" else ""
    return str(search or bound.label)


def _in_words(form: forms.Form, bound: BoundField, value: str, named: Mapping[str, object]) -> str:
    if bound.name in named:
        return str(named[bound.name])
    cleaned = getattr(form, "cleaned_data", {}).get(bound.name)
    if isinstance(bound.field, forms.BooleanField):
        return ""
    if isinstance(bound.field, forms.ChoiceField) and not isinstance(bound.field, forms.ModelChoiceField):
        return _labels(bound.field).get(value, value)
    return value if cleaned is None or isinstance(bound.field, forms.DateField) else str(cleaned)


def _labels(choice: forms.ChoiceField) -> dict[str, str]:
    """Return the labels of the values of a choice without groups."""
    return {str(value): str(label) for value, label in choice.widget.choices}

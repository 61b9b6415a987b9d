"""Lists of the staff: each described once, for the page that shows it and the file that it is exported to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from office import paging
from office.exports import Column, export_list
from office.refusals import answer
from office.types import Message

T = TypeVar("T")

SHOW_ALL = _("Show all")


def set_for_template(row: object, **values: object) -> None:
    """Set attributes on a row that only its template reads."""
    for name, value in values.items():
        setattr(row, name, value)


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[T]):
    """A list as one request asks for it; `render` shows a page of it, `export` hands all of it out as a file.

    Pages extend office/list.html. What they need besides the listing's own context, they are given by `render`.
    """

    request: HttpRequest
    name: Message
    """What the list is called, and its file."""
    rows: QuerySet[Model, T] | Sequence[T]
    """All rows that the filter lets through, in no order; a sequence is shown and exported as it stands."""
    columns: Sequence[Column[T]]
    """The columns of the file."""
    export_url: str
    """The address of the file; "" for whoever may not have it."""
    form: forms.Form | None = None
    """The filter, which reads the address."""
    sorts: Mapping[str, str] = field(default_factory=lambda: {"entered": "pk"})
    """What `?sort=` may name → the field that it stands for, whose order an index serves."""
    while_few: Mapping[str, str] = field(default_factory=dict)
    """The same for fields without an index: as long as the rows can be counted, sorting them costs little."""
    default: str = "-entered"
    """The order where none is asked for: a key of `sorts`, "-" for falling."""
    last: str = "pk"
    """The field that makes every order total."""
    sums: Sequence[str] = ()
    """The fields that are added up below the table, as long as the rows are counted exactly."""
    size: int = 50
    upto: int | None = None
    """How many rows are worth counting; paging.COUNTED where nothing is said."""
    gather: bool = False
    """Whether rows that were counted to the end are gathered and sorted, instead of looked for along an index."""
    on_page: QuerySet[Model, T] | None = None
    """The same rows with what the page shows of them only, where the file needs more."""
    ticks: bool = False
    """Whether rows can be ticked, for an act on several: then each row begins with its box, of the form `selection`."""
    reset: Message = SHOW_ALL
    """What the link is called that takes all filters away."""
    kept: Sequence[str] = ()
    """What else the address may name besides filter, order and page: it stays when they change."""
    address: str = ""
    """The address of the page; that of the request where nothing is said."""

    @cached_property
    def sortable(self) -> Mapping[str, str]:
        """What this list may be sorted by: `sorts`, and `while_few` as long as there are few rows."""
        return {**self.sorts, **self.while_few} if self.while_few and not self.tally.more else self.sorts

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The order asked for, as field names."""
        return paging.chosen_order(self.request.GET, self.sortable, default=self.default, last=self.last)

    @cached_property
    def tally(self) -> paging.Tally:
        """How many rows there are and what they come to; one query."""
        if isinstance(self.rows, QuerySet):
            return paging.tally(self.rows, *self.sums, upto=self.upto)
        return paging.Tally(len(self.rows), False, {})

    @cached_property
    def page(self) -> paging.Page[T]:
        """The page that the address names."""
        if not isinstance(self.rows, QuerySet):
            return paging.Page(list(self.rows), "", "")
        rows = self.rows if self.on_page is None else self.on_page
        gathered = self.gather or self.request.GET.get("sort", "").removeprefix("-") in self.while_few
        few = gathered and not self.tally.more
        return paging.keyset(rows, self.request.GET, order=self.order, size=self.size, few=few)

    @property
    def narrowed(self) -> bool:
        """Whether the address asks for less than the list shows by itself."""
        return self.form is not None and any(self.request.GET.get(name) for name in self.form.fields)

    def asked(self, name: str) -> Any:
        """What the filter asks for under `name`; None where that is empty, or something in the filter is wrong."""
        return (self.form.cleaned_data.get(name) or None) if self.form and self.form.is_valid() else None

    def render(self, template: str, **context: object) -> HttpResponse:
        """The page; `context` adds to what office/list.html reads and may give `page` and `tally` of its own.

        With status 422 when one of the forms in `context` was sent and refused, as in office.refusals.
        """
        address = self.address or self.request.path
        kept = {name: self.request.GET[name] for name in self.kept if name in self.request.GET}
        given: dict[str, object] = {
            **context,
            "filter": self.form,
            "export_url": self.export_url,
            "narrowed": self.narrowed,
            "sortable": self.sortable,
            "ticks": self.ticks,
            "reset": self.reset,
            "address": address,
            "kept": kept,
            "reset_address": f"{address}?{urlencode(kept)}" if kept else address,
        }
        for name in ("page", "tally"):
            if name not in given:
                given[name] = getattr(self, name)
        return answer(self.request, template, given, address=self.address)

    def export(
        self,
        verb: str,
        *,
        about: Model | None = None,
        unit: Model | None = None,
        reason: str = "",
        turned: Callable[[list[T]], Iterable[T]] | None = None,
        day: date | None = None,
    ) -> FileResponse:
        """All rows in their order as a workbook or CSV file, on record as `verb`; the rest as in export_list."""
        return export_list(
            verb,
            self.rows.order_by(*self.order) if isinstance(self.rows, QuerySet) else self.rows,
            self.columns,
            request=self.request,
            name=self.name,
            form=self.form,
            about=about,
            unit=unit,
            reason=reason,
            turned=turned,
            day=day,
        )

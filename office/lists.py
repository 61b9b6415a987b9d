"""Lists on the officers' pages: each is described once, for its page and for its export."""

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
    """Set attributes on a row for its template."""
    for name, value in values.items():
        setattr(row, name, value)


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[T]):
    """A list as one request asks for it; `render` returns a page of it, `export` all of it as a file.

    Templates extend office/list.html; what they need besides its context is passed to `render`.
    """

    request: HttpRequest
    name: Message
    """The name of the list and of its file."""
    rows: QuerySet[Model, T] | Sequence[T]
    """All rows that pass the filter, unordered; a sequence is shown and exported in its own order."""
    columns: Sequence[Column[T]]
    """The columns of the file."""
    export_url: str
    """The URL of the export; "" for users who may not export."""
    form: forms.Form | None = None
    """The filter, bound to the query string."""
    sorts: Mapping[str, str] = field(default_factory=lambda: {"entered": "pk"})
    """The keys that `?sort=` takes, and for each its field, which has an index."""
    sorts_if_few: Mapping[str, str] = field(default_factory=dict)
    """The same for fields without an index; offered only while no more than `upto` rows would have to be sorted."""
    default: str = "-entered"
    """The order where none is asked for: a key of `sorts`, with "-" descending."""
    last: str = "pk"
    """The field that makes every order total."""
    sums: Sequence[str] = ()
    """The fields whose sums are shown below the table, unless there are more than `upto` rows."""
    size: int = 50
    upto: int | None = None
    """How many rows are counted at most; None for paging.COUNTED."""
    gather: bool = False
    """Whether up to `upto` rows are all fetched and sorted, instead of found by scanning an index in order."""
    on_page: QuerySet[Model, T] | None = None
    """The rows as the page needs them, where the file needs more columns or joins than the page."""
    selectable: bool = False
    """Whether each row begins with a checkbox, which belongs to the form `selection`, for an act on several rows."""
    reset: Message = SHOW_ALL
    """The text of the link that removes all filters."""
    kept: Sequence[str] = ()
    """Further parameters of the query string, which stay when filter, order or page change."""
    address: str = ""
    """The path of the page; "" for that of the request."""

    @cached_property
    def sortable(self) -> Mapping[str, str]:
        """The keys that the list may be sorted by: `sorts`, and `sorts_if_few` unless more than `upto` rows pass."""
        return {**self.sorts, **self.sorts_if_few} if self.sorts_if_few and not self.tally.more else self.sorts

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The order asked for, as arguments of `order_by`."""
        return paging.chosen_order(self.request.GET, self.sortable, default=self.default, last=self.last)

    @cached_property
    def tally(self) -> paging.Tally:
        """The number of rows and the `sums`, in one query."""
        if isinstance(self.rows, QuerySet):
            return paging.tally(self.rows, *self.sums, upto=self.upto)
        return paging.Tally(len(self.rows), False, {})

    @cached_property
    def page(self) -> paging.Page[T]:
        """The page that `?cursor=` names."""
        if not isinstance(self.rows, QuerySet):
            return paging.Page(list(self.rows), "", "")
        rows = self.rows if self.on_page is None else self.on_page
        gathered = self.gather or self.request.GET.get("sort", "").removeprefix("-") in self.sorts_if_few
        few = gathered and not self.tally.more
        return paging.keyset(rows, self.request.GET, order=self.order, size=self.size, few=few)

    @property
    def is_filtered(self) -> bool:
        """Whether the query string sets a field of the filter."""
        return self.form is not None and any(self.request.GET.get(name) for name in self.form.fields)

    def asked(self, name: str) -> Any:
        """Return the value of a field of the filter, None where it is empty or the filter is invalid.

        Any: cleaned values have no types.
        """
        return (self.form.cleaned_data.get(name) or None) if self.form and self.form.is_valid() else None

    def render(self, template: str, **context: object) -> HttpResponse:
        """Return the page; `context` is added to that of office/list.html and may replace its `page` and `tally`.

        The status is 422 when one of the forms in `context` was sent and refused, as in office.refusals.
        """
        address = self.address or self.request.path
        kept = {name: self.request.GET[name] for name in self.kept if name in self.request.GET}
        given: dict[str, object] = {
            **context,
            "filter": self.form,
            "export_url": self.export_url,
            "is_filtered": self.is_filtered,
            "sortable": self.sortable,
            "selectable": self.selectable,
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
        transform: Callable[[list[T]], Iterable[T]] | None = None,
        day: date | None = None,
    ) -> FileResponse:
        """Return all rows in their order as a workbook or CSV file; the other arguments are those of export_list."""
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
            transform=transform,
            day=day,
        )

"""Lists on the officers' pages: each is described once, for its page and for its export."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from office import paging
from office.exports import Column, export_list, print_list
from office.forms import is_key
from office.list_parts import Chip, Heads, asked_columns, chips, with_params, without_empty
from office.refusals import answer
from office.saved_views.models import SavedView
from office.saved_views.rules import WHOLE_LIST
from office.types import Message

T = TypeVar("T")

SHOW_ALL = _("Show all")
# A page has fewer rows to tick.
MOST_TICKED = 500


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
    ticks: str = ""
    """The parameter in which keys of ticked rows come; with some, the file has only those. "" where it has all."""
    named: Mapping[str, object] = field(default_factory=dict)
    """The values in words of hidden fields of the filter, where they are not texts already."""

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

    @cached_property
    def params(self) -> QueryDict:
        """The parameters of the query string, without empty filters."""
        return without_empty(self.request.GET, [*(self.form.fields if self.form else ()), "sort", "cursor", "columns"])

    @cached_property
    def views(self) -> list[SavedView]:
        """The views of this list that the user has saved."""
        return list(SavedView.objects.own(self.request.user).filter(address=self._path))

    @property
    def _path(self) -> str:
        return self.address or self.request.path

    @property
    def _default_view(self) -> SavedView | None:
        """The view that the list opens with where nothing is asked for."""
        return next((view for view in self.views if view.is_default and view.query), None)

    def _whole(self, address: str) -> str:
        """Return an address of the list; without parameters it would open the default view, if there is one."""
        bare = address == self._path and self._default_view is not None
        return f"{address}?{WHOLE_LIST}" if bare else address

    @property
    def chips(self) -> list[Chip]:
        """The filters that narrow the list."""
        if self.form is None:
            return []
        self.form.is_valid()
        found = chips(self.form, self.params, self._path, self.named)
        return [replace(chip, without=self._whole(chip.without)) for chip in found]

    @property
    def start(self) -> int:
        """The position of the first row of the page; 0 where it is not known."""
        if self.page.next or self.page.start or self.tally.more:
            return self.page.start
        return max(self.tally.count - len(self.page) + 1, 0)

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

        The status is 422 when one of the forms in `context` was sent and refused, as in office.refusals. A list for
        which nothing is asked leads to its default view.
        """
        address = self._path
        if self.request.method == "GET" and not self.request.GET and (view := self._default_view):
            return redirect(view.url)
        kept = {name: self.request.GET[name] for name in self.kept if name in self.request.GET}
        only_kept = QueryDict(mutable=True)
        only_kept.update(kept)
        columns = asked_columns(self.request.GET)
        shown = self.chips
        given: dict[str, object] = {
            **context,
            "filter": self.form,
            "chips": shown,
            "drawer_count": sum(1 for chip in shown if chip.name != "q"),
            "drawer_open": self.form is not None and any(name != "q" for name in self.form.errors),
            "heads": Heads(columns, before=int(self.selectable)),
            "extra": frozenset(columns),
            "columns_asked": ".".join(columns),
            "params": self.params,
            "here": with_params(address, self.params),
            "views": self.views,
            "whole_list": self._whole(address) if self._default_view else "",
            "standard_columns": self._whole(with_params(address, self.params, columns=None)),
            "other_params": [
                (name, value)
                for name, values in self.params.lists()
                for value in values
                if name not in ("columns", "cursor")
            ],
            "export_url": self.export_url,
            "is_filtered": self.is_filtered,
            "sortable": self.sortable,
            "selectable": self.selectable,
            "reset": self.reset,
            "address": address,
            "kept": kept,
            "reset_address": self._whole(with_params(address, only_kept)),
        }
        for name in ("page", "tally"):
            if name not in given:
                given[name] = getattr(self, name)
        if "start" not in given and given["page"] is self.page and given["tally"] is self.tally:
            given["start"], given["end"] = self.start, self.start + len(self.page) - 1
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
        """Return all rows in their order as a workbook, CSV file or page to print; the arguments are of export_list."""
        rows = self.rows.order_by(*self.order) if isinstance(self.rows, QuerySet) else self.rows
        ticked = [int(key) for key in self.request.GET.getlist(self.ticks) if is_key(key)] if self.ticks else []
        if ticked and isinstance(rows, QuerySet):
            rows = rows.filter(pk__in=ticked[:MOST_TICKED])
        printed = self.request.GET.get("format") == "print"
        if printed:
            return print_list(
                verb,
                rows,
                self.columns,
                request=self.request,
                name=self.name,
                form=self.form,
                chips=self.chips,
                about=about,
                unit=unit,
                reason=reason,
                transform=transform,
                day=day,
            )
        return export_list(
            verb,
            rows,
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

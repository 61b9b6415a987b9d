"""Keyset paging: a page begins behind the key of the row before it, so that later pages cost no more than the first."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import BooleanField, Count, F, Field, Func, Model, Q, QuerySet, Sum, Value
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Coalesce
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

LONGEST_CURSOR = 2000
# A bigint as text.
KEY = re.compile(r"[0-9]{1,19}")
COUNTED = 10_000
# No list has a row beyond this position.
FARTHEST = 10**10
# The cursor of the last page.
LAST = "last"

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the cursors of the next and the previous page, "" where there is none."""

    items: list[Row]
    next: str
    previous: str
    start: int = 0
    """The position of the first row in the whole list, from 1; 0 where it is not known, as on the last page.

    It is counted from page to page, so it may be wrong by the rows that come or go meanwhile.
    """

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True)
class Tally:
    """How many rows a list has, and sums of columns; if there are more than were counted, `more`, and no sums."""

    count: int
    more: bool
    sums: dict[str, Decimal | int | None]


class KeysetPages(CursorPagination):
    """Keyset pages of the API, newest first, with at most 200 rows by `page_size`."""

    ordering = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 200

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Return the cursor of the query string. Raises NotFound for a position that is no key; DRF takes any text."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None and not KEY.fullmatch(str(cursor.position)):
            raise NotFound(self.invalid_cursor_message)
        return cursor


class _Row(Func):
    template = "ROW(%(expressions)s)"


class _RowComparison(Func):
    """Compares two row values, which PostgreSQL answers from an index on the same columns."""

    template = "%(expressions)s"
    output_field = BooleanField()


@dataclass(frozen=True)
class _Key:
    """One field of the order: its name, whether it is descending, its type, whether it may be NULL."""

    name: str
    descending: bool
    field: "Field[object, object]"
    nullable: bool


def chosen_order(
    params: Mapping[str, str], columns: Mapping[str, str], *, default: str, last: str = "pk"
) -> tuple[str, ...]:
    """Return the order that `?sort=` asks for: a key of `columns` (key → field), with "-" descending; else `default`.

    `last`, a unique field, makes the order total; it has the same direction, so that one index serves both directions.
    """
    asked = params.get("sort", "")
    chosen = asked if asked.removeprefix("-") in columns else default
    sign = "-" if chosen.startswith("-") else ""
    name = columns[chosen.removeprefix("-")]
    return tuple(dict.fromkeys((f"{sign}{name}", f"{sign}{last}")))


def keyset(
    queryset: QuerySet[M, Row], params: Mapping[str, str], *, order: Sequence[str], size: int = 50, few: bool = False
) -> Page[Row]:
    """Return the page of `queryset` that `?cursor=` names; the first one for a missing or malformed cursor.

    The cursor LAST names the last page, which is found by a scan from the end.
    `order` are field names, "-" for descending, the last one unique; NULLs sort last when ascending. The database scans
    an index in this order until the page is full. Where the queryset has `few` rows, which such a scan would have to
    look for among many others, it fetches all of them and sorts.
    """
    keys = [_key(queryset, name) for name in order]
    back, after, position = _read(params.get("cursor", ""), keys)
    items = (_sorted if few else _scanned)(queryset, keys, after, back, size + 1)
    more = len(items) > size
    items = items[:size]
    if back:
        items.reverse()
    if not items:
        return keyset(queryset, {}, order=order, size=size, few=few) if after is not None else Page([], "", "")
    has_next, has_previous = (after is not None, more) if back else (more, after is not None)
    start = max(position - len(items), 0) if back else position
    start = start if has_previous else 1
    return Page(
        items,
        _write("n", keys, items[-1], start + len(items) if start else 0) if has_next else "",
        _write("p", keys, items[0], start) if has_previous else "",
        start,
    )


def cursor_after(queryset: QuerySet[M, Row], item: Row, *, order: Sequence[str]) -> str:
    """Return the cursor of the page that begins behind `item`, a row of `queryset`."""
    return _write("n", [_key(queryset, name) for name in order], item)


def tally(queryset: QuerySet[Model, object], *summed: str, upto: int | None = None) -> Tally:
    """Count the rows of `queryset` and add up its fields `summed`, in one query that stops after `upto` rows.

    Without `upto` it stops after COUNTED rows.
    """
    most = COUNTED if upto is None else upto
    sums = {f"sum_{name}": Sum(name) for name in summed}
    found = queryset.order_by().values("pk", *summed)[: most + 1].aggregate(rows=Count("pk"), **sums)
    more = found["rows"] > most
    return Tally(min(found["rows"], most), more, {} if more else {name: found[f"sum_{name}"] for name in summed})


def _key(queryset: QuerySet[Model, object], name: str) -> _Key:
    bare = name.removeprefix("-")
    if bare in queryset.query.annotations:
        annotation = queryset.query.annotations[bare]
        return _Key(bare, name.startswith("-"), annotation.output_field, True)
    model, nullable, steps = queryset.model, False, bare.split("__")
    for step in steps[:-1]:
        relation = model._meta.get_field(step)
        if not relation.related_model:
            raise FieldError(f"{step} in {name} is no relation")
        nullable, model = nullable or relation.null, relation.related_model
    final = model._meta.pk if steps[-1] == "pk" else model._meta.get_field(steps[-1])
    if not isinstance(final, Field):
        raise FieldError(f"{name} is no column to sort by")
    return _Key(bare, name.startswith("-"), final, nullable or final.null)


def _scanned(
    queryset: QuerySet[M, Row], keys: list[_Key], after: list[object] | None, back: bool, wanted: int
) -> list[Row]:
    rows = queryset.order_by(*(_ordering(F(key.name), key, back) for key in keys))
    items: list[Row] = []
    for condition in _ranges(queryset, keys, after, back):
        items += rows.filter(condition)[: wanted - len(items)]
        if len(items) == wanted:
            break
    return items


def _sorted(
    queryset: QuerySet[M, Row], keys: list[_Key], after: list[object] | None, back: bool, wanted: int
) -> list[Row]:
    """Return rows sorted by expressions without an index, so that the planner does not scan one in order.

    They are compared with `after` by these expressions as well: the planner takes the index of a column for cheap that
    many rows of others share, such as a state. Only keys are sorted, which an index may hold; the rows are fetched
    afterwards.
    """
    hidden = queryset.alias(**{f"sorted_by_{at}": Coalesce(key.name, key.name) for at, key in enumerate(keys)})
    hidden_keys = [replace(key, name=f"sorted_by_{at}") for at, key in enumerate(keys)]
    # No index holds columns of two tables; there the first column's limits what is read.
    compared = keys if any("__" in key.name for key in keys) else hidden_keys
    rows = hidden if after is None else hidden.filter(_after(compared, after, back))
    expressions = (_ordering(F(key.name), key, back) for key in hidden_keys)
    chosen = queryset.filter(pk__in=rows.order_by(*expressions).values("pk")[:wanted])
    return list(chosen.order_by(*(_ordering(F(key.name), key, back) for key in keys)))


def _ordering(expression: F | Expression, key: _Key, back: bool) -> OrderBy:
    return expression.desc() if key.descending != back else expression.asc()


def _ranges(queryset: QuerySet[Model, object], keys: list[_Key], after: list[object] | None, back: bool) -> list[Q]:
    """Return the conditions for rows beyond `after`, in order, each of which one index scan answers.

    A leading column that may be NULL needs two scans: one over its values, one over its NULLs.
    """
    lead, rest = keys[0], keys[1:]
    if after is None:
        return [Q()]
    if not lead.nullable or lead.name in queryset.query.annotations or not _same_direction(keys) or _any_nullable(rest):
        return [_after(keys, after, back)]
    empty, filled = Q(**{f"{lead.name}__isnull": True}), Q(**{f"{lead.name}__isnull": False})
    empty_first = lead.descending != back
    if after[0] is None:
        here = empty & _beyond_row(rest, after[1:], back)
        return [here, filled] if empty_first else [here]
    here = _beyond_row(keys, after, back)
    return [here] if empty_first else [here, empty]


def _after(keys: list[_Key], values: list[object], back: bool) -> Q:
    """Return the condition for rows beyond `values`: one row comparison where all keys have the same direction."""
    if _same_direction(keys) and not _any_nullable(keys):
        return _beyond_row(keys, values, back)
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        step = _step(key, value, back)
        if step is not None:
            beyond |= same & step
        same &= Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
    return beyond


def _same_direction(keys: list[_Key]) -> bool:
    return len({key.descending for key in keys}) == 1


def _any_nullable(keys: list[_Key]) -> bool:
    return any(key.nullable for key in keys)


def _beyond_row(keys: list[_Key], values: list[object], back: bool) -> Q:
    given = [Value(value, output_field=key.field) for key, value in zip(keys, values, strict=True)]
    descending = keys[0].descending != back
    beyond = Q(
        _RowComparison(_Row(*(F(key.name) for key in keys)), _Row(*given), arg_joiner=" < " if descending else " > ")
    )
    if any("__" in key.name for key in keys):
        # No index holds columns of two tables; this lets a scan of the first column's index start at its value.
        beyond &= Q(**{f"{keys[0].name}__{'lte' if descending else 'gte'}": values[0]})
    return beyond


def _step(key: _Key, value: object, back: bool) -> Q | None:
    """Return the condition for rows beyond `value` in one key; None where there are none.

    PostgreSQL sorts NULLs last when ascending and first when descending.
    """
    descending = key.descending != back
    if value is None:
        return Q(**{f"{key.name}__isnull": False}) if descending else None
    past = Q(**{f"{key.name}__{'lt' if descending else 'gt'}": value})
    return past | Q(**{f"{key.name}__isnull": True}) if key.nullable and not descending else past


def _write(direction: str, keys: list[_Key], item: object, position: int = 0) -> str:
    """Return a cursor; `position` is that of the first row of the page to which one leads that goes on.

    Of one that goes back, it is that of the row behind the page; 0 where it is not known.
    """
    values = [_plain(_value(item, key.name)) for key in keys]
    return urlsafe_b64encode(json.dumps([direction, position, *values]).encode()).decode().rstrip("=")


def _read(cursor: str, keys: list[_Key]) -> tuple[bool, list[object] | None, int]:
    """Return whether the cursor leads backwards, its values, and its position.

    (False, None, 0) for one that was not written here; (True, None, 0), all rows backwards, for LAST.
    """
    nowhere = False, None, 0
    if cursor == LAST:
        return True, None, 0
    if len(cursor) > LONGEST_CURSOR:
        return nowhere
    try:
        direction, position, *raw = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        pairs = list(zip(keys, raw, strict=True))
        if direction not in ("n", "p") or any(not _fits(key, value) for key, value in pairs):
            return nowhere
        if not isinstance(position, int) or not 0 <= position < FARTHEST:
            return nowhere
        values = [None if value is None else key.field.to_python(value) for key, value in pairs]
        return direction == "p", values, position
    except (ValueError, TypeError, NotBase64, ValidationError):
        return nowhere


def _fits(key: _Key, value: object) -> bool:
    """Return whether PostgreSQL takes the value: neither NUL nor half of a surrogate pair, which JSON may hold."""
    if value is None:
        return key.nullable
    return isinstance(value, int | str) and not re.search(r"[\0\ud800-\udfff]", str(value))


def _value(item: object, name: str) -> object:
    if isinstance(item, dict):
        return item[name]
    for step in name.split("__"):
        item = getattr(item, step, None)
    return item


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) or not isinstance(value, int | str | None) else value

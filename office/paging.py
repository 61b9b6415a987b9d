"""Pages by key, not by number: the thousandth page costs what the first does."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import BooleanField, Count, F, Field, Func, Model, Q, QuerySet, Sum, Value
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Coalesce
from rest_framework.pagination import CursorPagination

LONGEST_CURSOR = 2000
COUNTED = 10_000

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows in order, and the cursors of the pages after and before them ("" where there is none)."""

    items: list[Row]
    next: str
    previous: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True)
class Tally:
    """How many rows a list has and what they come to; past COUNTED rows there are `more`, and no sums."""

    count: int
    more: bool
    sums: dict[str, Decimal | int | None]


class KeysetPages(CursorPagination):
    """API pages by key, newest first; `page_size` up to 200."""

    ordering = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 200


class _Row(Func):
    template = "ROW(%(expressions)s)"


class _Beyond(Func):
    """One row value compared with another: the database walks the index instead of counting rows."""

    template = "%(expressions)s"
    output_field = BooleanField()


@dataclass(frozen=True)
class _Key:
    """One field of the order: its name, its direction, its type, whether it may be empty."""

    name: str
    falling: bool
    field: "Field[Any, Any]"
    nullable: bool


def chosen_order(
    params: Mapping[str, str], columns: Mapping[str, str], *, default: str, last: str = "pk"
) -> tuple[str, ...]:
    """The order that `?sort=` asks for: a key of `columns` (to a field), "-" turning it round; else `default`.

    `last` makes the order total and follows its direction, so that one index serves both.
    """
    asked = params.get("sort", "")
    chosen = asked if asked.removeprefix("-") in columns else default
    sign = "-" if chosen.startswith("-") else ""
    name = columns[chosen.removeprefix("-")]
    return tuple(dict.fromkeys((f"{sign}{name}", f"{sign}{last}")))


def keyset(
    queryset: QuerySet[M, Row], params: Mapping[str, str], *, order: Sequence[str], size: int = 50, few: bool = False
) -> Page[Row]:
    """The page of `queryset` that `?cursor=` in `params` names; a missing or damaged cursor gives the first page.

    `order` are field names, "-" for falling, the last of them unique. Empty values sort last when rising. The database
    walks along an index in this order and stops where the page ends; of `few` rows, which may lie anywhere along it,
    it gathers all and sorts them.
    """
    keys = [_key(queryset, name) for name in order]
    back, after = _read(params.get("cursor", ""), keys)
    items = (_gathered if few else _walked)(queryset, keys, after, back, size + 1)
    more = len(items) > size
    items = items[:size]
    if back:
        items.reverse()
    if not items:
        return keyset(queryset, {}, order=order, size=size, few=few) if after is not None else Page([], "", "")
    has_next, has_previous = (True, more) if back else (more, after is not None)
    return Page(
        items,
        _write("n", keys, items[-1]) if has_next else "",
        _write("p", keys, items[0]) if has_previous else "",
    )


def cursor_after(queryset: QuerySet[M, Row], item: Row, *, order: Sequence[str]) -> str:
    """The cursor of the page that begins behind `item`, a row of `queryset` or one like it."""
    return _write("n", [_key(queryset, name) for name in order], item)


def tally(queryset: QuerySet[Model, object], *summed: str, upto: int | None = None) -> Tally:
    """The count of `queryset` and the sums of its fields `summed`, in one query that stops after `upto` rows.

    It stops after COUNTED rows where nothing is said.
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


def _walked(
    queryset: QuerySet[M, Row], keys: list[_Key], after: list[object] | None, back: bool, wanted: int
) -> list[Row]:
    rows = queryset.order_by(*(_ordering(F(key.name), key, back) for key in keys))
    items: list[Row] = []
    for stretch in _stretches(queryset, keys, after, back):
        items += rows.filter(stretch)[: wanted - len(items)]
        if len(items) == wanted:
            break
    return items


def _gathered(
    queryset: QuerySet[M, Row], keys: list[_Key], after: list[object] | None, back: bool, wanted: int
) -> list[Row]:
    """Sorted by what no index knows, lest the database walks, and by keys alone, so that a covering index will do."""
    rows = queryset if after is None else queryset.filter(_after(keys, after, back))
    unknown = (_ordering(Coalesce(key.name, key.name), key, back) for key in keys)
    chosen = queryset.filter(pk__in=rows.order_by(*unknown).values("pk")[:wanted])
    return list(chosen.order_by(*(_ordering(F(key.name), key, back) for key in keys)))


def _ordering(expression: F | Expression, key: _Key, back: bool) -> OrderBy:
    return expression.desc() if key.falling != back else expression.asc()


def _stretches(queryset: QuerySet[Model, object], keys: list[_Key], after: list[object] | None, back: bool) -> list[Q]:
    """What lies beyond `after`, cut where one walk along the index of a column that may be empty ends."""
    lead, rest = keys[0], keys[1:]
    if after is None:
        return [Q()]
    if not lead.nullable or lead.name in queryset.query.annotations or not _one_way(keys) or _any_empty(rest):
        return [_after(keys, after, back)]
    empty, filled = Q(**{f"{lead.name}__isnull": True}), Q(**{f"{lead.name}__isnull": False})
    empty_first = lead.falling != back
    if after[0] is None:
        here = empty & _row_beyond(rest, after[1:], back)
        return [here, filled] if empty_first else [here]
    here = _row_beyond(keys, after, back)
    return [here] if empty_first else [here, empty]


def _after(keys: list[_Key], values: list[object], back: bool) -> Q:
    """What lies beyond `values` in the order; in one row comparison where all keys run the same way."""
    if _one_way(keys) and not _any_empty(keys):
        return _row_beyond(keys, values, back)
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        step = _step(key, value, back)
        if step is not None:
            beyond |= same & step
        same &= Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
    return beyond


def _one_way(keys: list[_Key]) -> bool:
    return len({key.falling for key in keys}) == 1


def _any_empty(keys: list[_Key]) -> bool:
    return any(key.nullable for key in keys)


def _row_beyond(keys: list[_Key], values: list[object], back: bool) -> Q:
    given = [Value(value, output_field=key.field) for key, value in zip(keys, values, strict=True)]
    falling = keys[0].falling != back
    beyond = Q(_Beyond(_Row(*(F(key.name) for key in keys)), _Row(*given), arg_joiner=" < " if falling else " > "))
    if any("__" in key.name for key in keys):
        # No index holds columns of two tables; that of the first one can at least begin at the right place.
        beyond &= Q(**{f"{keys[0].name}__{'lte' if falling else 'gte'}": values[0]})
    return beyond


def _step(key: _Key, value: object, back: bool) -> Q | None:
    """Rows past `value` in one key. PostgreSQL puts empty values last when rising and first when falling."""
    falling = key.falling != back
    if value is None:
        return Q(**{f"{key.name}__isnull": False}) if falling else None
    past = Q(**{f"{key.name}__{'lt' if falling else 'gt'}": value})
    return past | Q(**{f"{key.name}__isnull": True}) if key.nullable and not falling else past


def _write(direction: str, keys: list[_Key], item: object) -> str:
    values = [_plain(_value(item, key.name)) for key in keys]
    return urlsafe_b64encode(json.dumps([direction, *values]).encode()).decode().rstrip("=")


def _read(cursor: str, keys: list[_Key]) -> tuple[bool, list[object] | None]:
    """Direction and values of a cursor; (False, None) for anything that this list never wrote."""
    if len(cursor) > LONGEST_CURSOR:
        return False, None
    try:
        direction, *raw = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        pairs = list(zip(keys, raw, strict=True))
        if direction not in ("n", "p") or any(not _fits(key, value) for key, value in pairs):
            return False, None
        return direction == "p", [None if value is None else key.field.to_python(value) for key, value in pairs]
    except (ValueError, TypeError, NotBase64, ValidationError):
        return False, None


def _fits(key: _Key, value: object) -> bool:
    if value is None:
        return key.nullable
    return isinstance(value, int | str) and "\0" not in str(value)


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

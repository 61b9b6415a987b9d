"""Pages of the tree of units, level by level, with search and export; and suggestions for unit fields."""

from collections.abc import Iterable
from typing import cast

from django.db.models import Count, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import needs
from members.organisation.forms import TreeFilter
from members.permissions import MembersPermission
from members.register.headcount import UnitWithHeadcount, with_headcounts
from members.units.forms import SUGGESTED
from members.units.models.units import Unit
from members.units.querysets.units import Units
from office import paging
from office.exports import Column
from office.forms import is_key
from office.lists import Listing, set_for_template

VIEW = MembersPermission.VIEW_UNIT
LEVEL_SHOWN = 100
DEEPEST = 12
COLUMNS: tuple[Column[UnitWithHeadcount], ...] = (
    Column(_("Unit"), 32, lambda unit: unit),
    Column(_("Code"), 14, lambda unit: unit.code),
    Column(_("Kind"), 14, lambda unit: unit.get_kind_display()),
    Column(_("Level"), 14, lambda unit: unit.get_level_display()),
    Column(_("Unified social credit code"), 22, lambda unit: unit.credit_code),
    Column(_("Address"), 32, lambda unit: unit.address),
    Column(_("Set up on"), 12, lambda unit: unit.set_up_on),
    Column(_("Closed on"), 12, lambda unit: unit.closed_on),
    Column(_("Own members"), 12, lambda unit: unit.headcount.own),
    Column(_("With all below"), 12, lambda unit: unit.headcount.all),
)


def _narrowed(request: HttpRequest) -> tuple[TreeFilter, Units]:
    """Return the filter, and the user's units that pass it; none while a field is wrong."""
    form = TreeFilter(request.GET)
    units = Unit.objects.visible_to(request.user, VIEW)
    return form, form.narrow(units) if form.is_valid() else units.none()


def _units(
    request: HttpRequest, form: TreeFilter, units: QuerySet[Unit, UnitWithHeadcount] | list[UnitWithHeadcount]
) -> Listing[UnitWithHeadcount]:
    # By path only, which is the order of the tree.
    return Listing(
        request=request,
        name=_("Organisation"),
        form=form,
        rows=units,
        sorts={"place": "path"},
        default="place",
        last="path",
        size=LEVEL_SHOWN,
        columns=COLUMNS,
        export_url=reverse("members:unit_export"),
    )


@needs(VIEW)
def unit_list(request: HttpRequest) -> HttpResponse:
    """List one level of the user's units: below `?under=`, by default below the highest. A search lists all found."""
    form, units = _narrowed(request)
    searched = form.is_valid() and bool(form.cleaned_data["q"])
    chain, page = ([], _page(units, request)) if searched else _level(request, units)
    rows = with_headcounts([*chain, *page])
    above = _above(request, rows) if searched else {}
    top = min((unit.depth for unit in rows), default=0)
    levels = {unit.pk: 1 if searched else min(unit.depth - top + 1, DEEPEST) for unit in rows}
    for unit in rows:
        set_for_template(
            unit, tree_level=levels[unit.pk], is_open=unit in chain, shown_ancestors=above.get(unit.pk, [])
        )
    # The page only counts these units: headcounts are read for the rows shown.
    counted = cast("QuerySet[Unit, UnitWithHeadcount]", units)
    return _units(request, form, counted).render(
        "members/organisation/unit_list.html",
        page=page,
        rows=rows,
        searched=searched,
        under=chain[-1] if chain else None,
        level=levels[rows[-1].pk] if rows else 1,
        headcount=rows[0].headcount.all if chain else None,
    )


@needs(VIEW)
def unit_below(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the rows of the units directly below one, for htmx to insert into the tree."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user, VIEW), pk=pk)
    _form, units = _narrowed(request)
    page = _page(units & Unit.objects.get_children(unit), request)
    asked = request.GET.get("level", "")
    level = min(int(asked), DEEPEST) if asked.isdecimal() and len(asked) < 3 else 2
    rows = with_headcounts(page)
    for row in rows:
        set_for_template(row, tree_level=level)
    context = {"rows": rows, "page": page, "under": unit, "level": level if rows else 1}
    return render(request, "members/organisation/_unit_rows.html", context)


@needs(VIEW)
def unit_export(request: HttpRequest) -> FileResponse:
    """Export all of the user's units, or those found, with headcounts, as a workbook; an audit event says so."""
    form, units = _narrowed(request)
    return _units(request, form, with_headcounts(units)).export("unit.export")


@needs(VIEW)
def unit_options(request: HttpRequest) -> HttpResponse:
    """Return suggestions for a unit field: open units by what was typed, with the code where names repeat."""
    text = str(next(iter(request.GET.values()), "")).replace("\0", "").strip()
    units = Unit.objects.visible_to(request.user, VIEW).open()
    found = list(units.named(text).order_by("depth", "path")[:SUGGESTED])
    twice = dict(
        units.filter(name__in=[u.name for u in found]).order_by().values_list("name").annotate(times=Count("pk"))
    )
    options = [(u.code if twice[u.name] > 1 else u.name, u) for u in found]
    return render(request, "members/units/_unit_options.html", {"options": options})


def _page(units: Units, request: HttpRequest) -> paging.Page[Unit]:
    return paging.keyset(units, request.GET, order=("path",), size=LEVEL_SHOWN)


def _level(request: HttpRequest, units: Units) -> tuple[list[Unit], paging.Page[Unit]]:
    """Return the units above the level asked for, from the top, and a page of that level.

    Without `?under=` it is the level below the user's highest unit, or of their highest units if there are several.
    """
    reach = Unit.objects.visible_to(request.user, VIEW)
    asked = request.GET.get("under", "")
    if is_key(asked):
        under = get_object_or_404(reach, pk=int(asked))
    else:
        tops = access.top_units(request.user, VIEW)
        first = list(tops[:2])
        if len(first) != 1:
            return [], _page(tops & units, request)
        under = first[0]
    above = [unit for unit in Unit.objects.get_ancestors(under) if access.can(request.user, VIEW, unit)]
    return [*above, under], _page(units & Unit.objects.get_children(under), request)


def _above(request: HttpRequest, rows: Iterable[Unit]) -> dict[int, list[Unit]]:
    """Return the ancestors of each unit that the user may see, from the top, by key of the unit. One query."""
    above = {unit.pk: Unit.paths_down_to(unit.path)[:-1] for unit in rows}
    steps = {path for paths in above.values() for path in paths}
    known = {unit.path: unit for unit in Unit.objects.visible_to(request.user, VIEW).filter(path__in=steps)}
    return {pk: [known[path] for path in paths if path in known] for pk, paths in above.items()}

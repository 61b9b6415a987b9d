"""Units for the staff: the tree with its heads, one unit with who holds which post, and unit suggestions."""

from typing import Any

from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.codes import LEFT_STATES
from members.doors import needs
from members.models import Appointment, Member, Unit
from union_portal.office.exports import Column, export_list

SHOWN_WHOLE = 300
SUGGESTED = 20
SHEET = (
    Column(_("Unit"), 32, lambda unit: unit),
    Column(_("Code"), 14, lambda unit: unit.code),
    Column(_("Kind"), 14, lambda unit: unit.get_kind_display()),
    Column(_("Own members"), 12, lambda unit: unit.own_heads),
    Column(_("With all below"), 12, lambda unit: unit.all_heads),
)


def _heads(units: Any) -> dict[str, tuple[int, int]]:
    """Path → heads of the unit itself, and with everything below it; those who left are not counted. One query."""
    present = Count("members", filter=~Q(members__state__in=LEFT_STATES))
    own = dict(units.annotate(heads=present).values_list("path", "heads"))
    total = dict(own)
    for path, heads in own.items():
        for end in range(Unit.steplen, len(path), Unit.steplen):
            if path[:end] in total:
                total[path[:end]] += heads
    return {path: (own[path], total[path]) for path in own}


def _with_heads(units: Any, heads: dict[str, tuple[int, int]]) -> list[Unit]:
    shown = list(units)
    for unit in shown:
        unit.own_heads, unit.all_heads = heads[unit.path]
    return shown


@needs("members.view_unit")
def unit_list(request: HttpRequest) -> HttpResponse:
    """The tree in reach, with heads; a large one only in its upper levels, the rest is a click away."""
    units = Unit.objects.visible_to(request.user, "members.view_unit")
    heads = _heads(units)
    shown = units
    if len(heads) > SHOWN_WHOLE:
        shown = units.filter(depth__lte=min(len(path) for path in heads) // Unit.steplen + 1)
    rows = _with_heads(shown, heads)
    top = min((unit.depth for unit in rows), default=0)
    for unit in rows:
        unit.level = range(unit.depth - top)
    tops = [unit for unit in rows if not any(unit.path != u.path and unit.path.startswith(u.path) for u in rows[:1])]
    context = {
        "units": rows,
        "count": len(heads),
        "cut": len(rows) < len(heads),
        "heads": sum(own for own, _all in heads.values()),
        "tops": tops,
    }
    return render(request, "members/unit_list.html", context)


@needs("members.view_unit")
def unit_export(request: HttpRequest) -> FileResponse:
    """The tree in reach with its heads, as a workbook; of a large one the lower levels too."""
    units = Unit.objects.visible_to(request.user, "members.view_unit")
    rows = _with_heads(units, _heads(units))
    return export_list("unit.export", rows, SHEET, request=request, name=_("Organisation"))


@needs("members.view_unit")
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: its place, its heads, the units under it, and who holds which post."""
    units = Unit.objects.visible_to(request.user, "members.view_unit")
    unit = get_object_or_404(units, pk=pk)
    heads = _heads(units.below(unit))
    unit.own_heads, unit.all_heads = heads[unit.path]
    today = timezone.localdate()
    appointments = Appointment.objects.filter(unit=unit).select_related("holder", "post").order_by("-starts_on", "id")
    people = Member.objects.filter(unit__path__startswith=unit.path).exclude(state__in=LEFT_STATES)
    context = {
        "unit": unit,
        "ancestors": [u for u in Unit.objects.get_ancestors(unit) if access.can(request.user, "members.view_unit", u)],
        "children": _with_heads(Unit.objects.get_children(unit), heads),
        "holding": [a for a in appointments if a.starts_on <= today and (a.ends_on is None or a.ends_on >= today)],
        "others": [a for a in appointments if a.starts_on > today or (a.ends_on is not None and a.ends_on < today)],
        "categories": _by_category(people),
        "may_see_members": access.can(request.user, "members.view_member", unit),
    }
    return render(request, "members/unit_detail.html", context)


def _by_category(people: Any) -> list[tuple[str, int]]:
    counted = people.order_by().values_list("post_category").annotate(heads=Count("pk"))
    found = dict(counted)
    labels = Member(name="").__class__._meta.get_field("post_category").flatchoices
    return [(label, found.get(code, 0)) for code, label in labels if code or found.get(code)]


@needs("members.view_unit")
def unit_options(request: HttpRequest) -> HttpResponse:
    """Suggestions for a unit box: what in reach contains the text so far, by code where a name stands twice."""
    text = request.GET.get("unit", "").strip()
    units = Unit.objects.visible_to(request.user, "members.view_unit")
    found = list(
        units.filter(Q(name__icontains=text) | Q(code__istartswith=text)).order_by("depth", "path")[:SUGGESTED]
    )
    twice = dict(
        units.filter(name__in=[u.name for u in found]).order_by().values_list("name").annotate(times=Count("pk"))
    )
    options = [(u.code if twice[u.name] > 1 else u.name, u) for u in found]
    return render(request, "members/_unit_options.html", {"options": options})

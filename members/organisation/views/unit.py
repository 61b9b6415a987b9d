"""Pages of one unit: show it, create one, change it, print its poster."""

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import Appointment, Post
from members.committees.rules import missing_kinds
from members.joining.querysets import JOINABLE, open_units
from members.organisation import actions
from members.organisation.documents import joining_poster
from members.organisation.forms import ContactFormSet, UnitForm, contact_formset
from members.permissions import MembersPermission
from members.register.headcount import with_headcounts
from members.register.models.member import Member
from members.units.models.units import Unit
from members.units.rules import kind_below
from office import paging
from office.documents.responses import printed
from office.models import AuditEvent
from office.refusals import answer, refusals_into
from office.types import JsonValue

VIEW, ADD, CHANGE = MembersPermission.VIEW_UNIT, MembersPermission.ADD_UNIT, MembersPermission.CHANGE_UNIT
BELOW_SHOWN = 20
EVENTS_SHOWN = 50
# Labels of what audit events of a unit say besides its fields.
CHANGE_LABELS = {
    "above": _("unit above"),
    "into": _("merged into"),
    "from": _("taken over from"),
    "members": _("members"),
    "on": _("as of"),
    "contacts": _("contacts"),
}


@needs(VIEW)
def unit_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a unit: its place, headcount, posts, committees with those that are missing, and history."""
    units = Unit.objects.visible_to(request.user, VIEW).select_related("merged_into")
    unit = get_object_or_404(units, pk=pk)
    page = paging.keyset(Unit.objects.get_children(unit).open(), request.GET, order=("path",), size=BELOW_SHOWN)
    counted, *children = with_headcounts([unit, *page])
    headcount = counted.headcount
    committees = list(unit.committees.with_term(timezone.localdate()).order_by("kind"))
    existing = {one.kind for one in committees if one.dissolved_on is None}
    context = {
        "unit": unit,
        "ancestors": [u for u in Unit.objects.get_ancestors(unit) if access.can(request.user, VIEW, u)],
        "children": children,
        "page": page,
        "categories": _by_category(Member.objects.present().filter(unit__path__startswith=unit.path)),
        "committees": committees,
        "advice": [] if unit.closed_on else list(missing_kinds(unit.kind, headcount.all, headcount.women, existing)),
        "history": _history(unit),
        "takes_applications": unit.closed_on is None and unit.kind in JOINABLE,
        "may_see_members": access.can(request.user, MembersPermission.VIEW_MEMBER, unit),
        "may_change": access.can(request.user, CHANGE, unit),
        "may_add": access.can(request.user, ADD, unit),
        "may_reorganise": actions.may_reorganise(unit, request.user),
        "merged_into_is_seen": unit.merged_into is not None and access.can(request.user, VIEW, unit.merged_into),
        **_posts(unit),
    }
    return render(request, "members/organisation/unit_detail.html", context)


@needs(VIEW)
def unit_poster(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return a poster with the address and QR code by which workers of this unit apply for membership, as PDF."""
    unit = get_object_or_404(open_units() & Unit.objects.visible_to(request.user, VIEW), pk=pk)
    query = urlencode({"unit": unit.code})
    address = request.build_absolute_uri(f"{reverse('members:join')}?{query}")
    poster = joining_poster(unit, address)
    return printed(poster, f"{poster.title} {unit}")


@needs(ADD)
def unit_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Set up a unit directly below this one."""
    above = get_object_or_404(Unit.objects.visible_to(request.user, ADD).open(), pk=pk)
    kind = kind_below(above.kind)
    form, contacts = UnitForm(request.POST or None, initial={"kind": kind}), contact_formset(None, request.POST or None)
    if request.method == "POST" and form.is_valid() and contacts.is_valid():
        with refusals_into(form):
            unit = actions.set_up_unit(above, form.entered(), contacts.entered(), by=request.user)
            messages.success(request, _("The unit has been set up."))
            return redirect(unit)
    return _form_page(request, form, contacts, above=above)


@needs(CHANGE)
def unit_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Change the data and contacts of a unit."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user, CHANGE), pk=pk)
    form, contacts = UnitForm(request.POST or None, instance=unit), contact_formset(unit, request.POST or None)
    if request.method == "POST" and form.is_valid() and contacts.is_valid():
        with refusals_into(form):
            if actions.change_unit(unit, form.entered(), contacts.entered(), by=request.user):
                messages.success(request, _("The unit has been changed."))
            else:
                messages.info(request, _("Nothing changed."))
            return redirect("members:unit_detail", pk=pk)
    return _form_page(request, form, contacts, unit=Unit.objects.get(pk=pk))


def _form_page(
    request: AuthenticatedHttpRequest, form: UnitForm, contacts: ContactFormSet, **context: object
) -> HttpResponse:
    context |= {"form": form, "contacts": contacts}
    return answer(request, "members/organisation/unit_form.html", context)


def _posts(unit: Unit) -> dict[str, object]:
    """Return the unit's present appointments, the others, and the vacant posts with the last day they were held."""
    today = timezone.localdate()
    found = Appointment.objects.filter(unit=unit).select_related("holder", "post").order_by("-starts_on", "id")
    holding = [a for a in found if a.starts_on <= today and (a.ends_on is None or a.ends_on >= today)]
    others = [a for a in found if a not in holding]
    vacant: dict[Post, date] = {}
    for one in found:
        if one.ends_on is not None and one.ends_on < today:
            vacant[one.post] = max(one.ends_on, vacant.get(one.post, one.ends_on))
    held = {one.post for one in holding}
    empty = {} if unit.closed_on else {post: since for post, since in vacant.items() if post not in held}
    return {"holding": holding, "others": others, "vacant": empty}


def _by_category(members: QuerySet[Member]) -> list[tuple[str, int]]:
    """Return the label of each post category and how many of `members` have it; "not stated" only if there are any."""
    found = dict(members.order_by().values_list("post_category").annotate(headcount=Count("*")))
    labels = Member._meta.get_field("post_category").flatchoices
    return [(label, found.get(code, 0)) for code, label in labels if code or found.get(code)]


def _history(unit: Unit) -> list[dict[str, object]]:
    """Return the last EVENTS_SHOWN audit events about the unit, the latest first, each with its lines of changes."""
    events = AuditEvent.objects.about(unit).select_related("actor").order_by("-id")[:EVENTS_SHOWN]
    return [{"event": event, "lines": list(_lines(event.changes))} for event in events]


def _lines(changes: Mapping[str, JsonValue]) -> Iterator[str]:
    """Yield each change that has a label as "label: old → new"."""
    labels = {field.name: field.verbose_name for field in Unit._meta.fields}
    choices = {field.name: dict(field.flatchoices) for field in Unit._meta.fields}
    for name, value in changes.items():
        label = CHANGE_LABELS.get(name) or labels.get(name)
        if label is None:
            continue
        values = value if isinstance(value, list) else [value]
        if name == "contacts":
            said = ", ".join(str(contact) for contact in values)
        else:
            known = choices.get(name, {})
            said = " → ".join(str(known.get(one, one) or "—") for one in values)
        yield f"{label}: {said}"

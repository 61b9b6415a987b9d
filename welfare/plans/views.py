"""The officers' pages of plans: the list, its export, one plan, its form."""

from datetime import timedelta
from functools import cache

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import is_key
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import FieldValues, M
from welfare.choices import Verdict
from welfare.permissions import WelfarePermission
from welfare.plans import actions
from welfare.plans.forms import CollectionForm, PlanFilter, PlanForm
from welfare.plans.groups import Group
from welfare.plans.matching import count_matching
from welfare.plans.models import Plan
from welfare.plans.querysets import Plans
from welfare.plans.sentences import amount_lines, names_of_units, sentence_for, words_for

RUNS_SHOWN = 20
FEW = 5
SAID = ("unit", "place", "hours", "contact", "collect_until")


def _columns(plans: QuerySet[Plan]) -> tuple[Column[Plan], ...]:
    """Return the columns of the file of these plans; the names of all their units are asked for once."""

    @cache
    def names() -> dict[int, str]:
        return names_of_units(Group.from_json(conditions) for conditions in plans.values_list("conditions", flat=True))

    return (
        Column(_("Plan"), 24, lambda plan: plan),
        Column(_("Unit"), 24, lambda plan: plan.unit),
        Column(_("Occasion"), 12, lambda plan: plan.occasion_name),
        Column(_("For whom"), 24, lambda plan: sentence_for(plan.group, names())),
        Column(_("Form"), 12, lambda plan: plan.get_form_display()),
        Column(_("Standard"), 12, lambda plan: plan.amount),
        Column(pgettext_lazy("of the committee", "Decision"), 24, lambda plan: plan.decision),
        Column(_("Goods per member"), 24, lambda plan: plan.goods),
        Column(_("Place of collection"), 24, lambda plan: plan.place),
        Column(_("Opening time"), 18, lambda plan: plan.hours),
        Column(_("Contact"), 18, lambda plan: plan.contact),
        Column(_("Next date"), 14, lambda plan: plan.festival_on),
        Column(_("Run opens"), 14, lambda plan: plan.opens_on),
        Column(_("State"), 12, lambda plan: _("in use") if plan.active else _("not in use")),
    )


def _visible(request: AuthenticatedHttpRequest) -> Plans:
    return (
        Plan.objects.visible_to(request.user, WelfarePermission.VIEW_PLAN)
        .select_related("unit", "article", "store")
        .with_days()
    )


def _plans(request: AuthenticatedHttpRequest) -> Listing[Plan]:
    form = PlanFilter(request.GET, user=request.user)
    plans = form.narrow(_visible(request))
    return Listing(
        request=request,
        name=_("Benefit plans"),
        form=form,
        rows=plans,
        sorts={"state": "active"},
        default="-state",
        sorts_if_few={"plan": "name", "unit": "unit__path", "festival": "festival", "standard": "amount"},
        columns=_columns(plans),
        export_url=reverse("welfare:plan_export"),
    )


@needs(WelfarePermission.VIEW_PLAN)
def plan_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the plans of the units in reach, with the day of their next festival."""
    may_add = access.holds(request.user, WelfarePermission.CHANGE_PLAN)
    return _plans(request).render("welfare/plans/plan_list.html", may_add=may_add)


@needs(WelfarePermission.VIEW_PLAN)
def plan_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _plans(request).export("plan.export")


@needs(WelfarePermission.VIEW_PLAN)
def plan_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one plan and its latest runs."""
    return plan_page(request, pk)


def plan_page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    """Return the page of a plan; `forms` are those of its forms that were sent and refused."""
    plan = get_object_or_404(_visible(request), pk=pk)
    context = {
        "plan": plan,
        "runs": plan.runs.visible_to(request.user, WelfarePermission.VIEW_RUN)
        .select_related("occasion", "plan")
        .order_by("-pk")[:RUNS_SHOWN],
        "collections": plan.collections.select_related("unit"),
        "may_change": access.can(request.user, WelfarePermission.CHANGE_PLAN, plan.unit),
        "may_open": plan.active and access.can(request.user, WelfarePermission.OPEN_RUN, plan.unit),
        "words": words_for(plan.group),
        "amount_lines": amount_lines(plan.table, plan.amount),
        "opening": _opening(plan),
        **forms,
    }
    return answer(request, "welfare/plans/plan_detail.html", context, address=plan.get_absolute_url())


def _opening(plan: Plan) -> str:
    """Return whether the run of the plan's next event "opens" on a later day, is "due" to be opened, or is "open"."""
    day, today = plan.festival_on, timezone.localdate()
    if day is None or day - timedelta(days=plan.lead_days) > today:
        return "opens"
    return "open" if plan.runs.filter(on=day).exists() else "due"


@needs(WelfarePermission.CHANGE_PLAN)
def plan_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new plan, and create it."""
    return _form(request, Plan())


@needs(WelfarePermission.CHANGE_PLAN)
def plan_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of a plan, and change it; runs that have been opened stay as they are."""
    return _form(
        request, get_object_or_404(Plan.objects.visible_to(request.user, WelfarePermission.CHANGE_PLAN), pk=pk)
    )


def _form(request: AuthenticatedHttpRequest, plan: Plan) -> HttpResponse:
    form = PlanForm(request.POST or None, instance=plan, user=request.user)
    context: dict[str, object] = {"form": form, "plan": plan}
    if request.method == "POST" and form.is_valid() and "preview" in request.POST:
        context |= _preview(form.instance)
    elif request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.save_plan(form.instance, by=request.user)
            messages.success(request, _("The plan is kept."))
            return redirect(form.instance)
    return answer(request, "welfare/plans/plan_form.html", context)


def _preview(plan: Plan) -> dict[str, object]:
    """Return what the form would give: whom, how many match today and by which condition the others don't, and when.

    Numbers under FEW are not told, since conditions may be as narrow as a single person; the others are rounded to FEW,
    since else the difference of two previews, or to the size of the unit, would tell how many have a hardship.
    """
    counts = count_matching(plan.unit, plan.group)
    return {
        "previewed": True,
        "sentence": sentence_for(plan.group),
        "amount_lines": amount_lines(plan.table, plan.amount),
        "matching": _shown(counts.pop("", 0)),
        "others": [(Verdict(verdict).label, _shown(count)) for verdict, count in sorted(counts.items())],
        "dates": plan.next_dates,
    }


def _shown(count: int) -> str:
    if 0 < count < FEW:
        return gettext("fewer than %(few)s") % {"few": FEW}
    return f"{(count + FEW // 2) // FEW * FEW:,}"


@needs(WelfarePermission.CHANGE_PLAN)
def plan_collection(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask where members of one unit collect in runs of the plan; `?unit=` is the key of one that has its own place."""
    plans = Plan.objects.visible_to(request.user, WelfarePermission.CHANGE_PLAN).select_related("unit")
    plan = get_object_or_404(plans, pk=pk)
    form = CollectionForm(
        request.POST or None,
        user=request.user,
        perm=WelfarePermission.CHANGE_PLAN,
        top=plan.unit,
        said=said_for(plan.collections.all(), request.GET.get("unit", "")),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.set_plan_collection(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("The place of collection is kept."))
            return redirect(plan)
    context = {"form": form, "about": plan, "back": plan.get_absolute_url()}
    return answer(request, "welfare/plans/collection_form.html", context)


def said_for(collections: QuerySet[M], unit: str) -> FieldValues:
    """Return the values of the collection of the unit with this key; none where it has none."""
    row = collections.filter(unit=unit).select_related("unit").first() if is_key(unit) else None
    return {} if row is None else {name: getattr(row, name) for name in SAID if hasattr(row, name)}

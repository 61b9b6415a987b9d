"""The officers' pages of what plans and runs take from the stock: naming it, reserving it, what members said of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.refusals import answer, refusals_into
from welfare.choices import Form, Satisfaction
from welfare.goods import figures
from welfare.goods.actions.naming import name_goods, name_goods_of_plan
from welfare.goods.actions.reserving import reserve_for_run
from welfare.goods.forms import ReserveForm
from welfare.goods.models.offers import Offer
from welfare.goods.needs import RESERVABLE, needs_of
from welfare.goods.offer_forms import RunGoodsForm
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run
from welfare.runs.views.runs import hides_names, require_names

VIEW, EDIT = WelfarePermission.VIEW_ARTICLE, WelfarePermission.CHANGE_ARTICLE
ISSUE, KEEP = WelfarePermission.ISSUE_RUN, WelfarePermission.KEEP_STOCK
READ = ("plan", "occasion", "unit", "article", "store")


def _run(request: AuthenticatedHttpRequest, pk: int, perm: str) -> Run:
    runs = Run.objects.visible_to(request.user, perm).select_related(*READ).defer("counts")
    return get_object_or_404(runs, pk=pk)


@require_http_methods(["GET", "POST"])
@needs(ISSUE)
def run_goods(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show which article of the stock a run gives from which pickup point, and change it."""
    run = _run(request, pk, ISSUE)
    form = RunGoodsForm(request.POST or None, user=request.user, perm=ISSUE, article=run.article_id, store=run.store_id)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            name_goods(run, by=request.user, **form.cleaned_data)
            messages.success(request, _("The article and the pickup point are kept."))
            return redirect("welfare:run_goods", run.pk)
    context = {
        "form": form,
        "run": run,
        "collections": run.collections.exclude(store=None).select_related("unit", "store"),
        "offer": Offer.objects.filter(run=run).first(),
        "may_offer": access.can(request.user, EDIT, run.unit),
        "may_reserve": access.can(request.user, KEEP, run.unit) and not hides_names(request.user, run),
    }
    return answer(request, "welfare/goods/run_goods.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def run_reserve(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what a run needs where, what is reserved for it and what is missing; reserve and release.

    Small numbers of a run in hardship tell who that is: they are for who may see marks of hardship.
    """
    run = _run(request, pk, KEEP)
    require_names(request, run)
    rows = needs_of(run)
    mine = access.units(request.user, KEEP).filter(pk__in={one.store.unit_id for one in rows if one.store})
    reach = set(mine.values_list("pk", flat=True))
    form = ReserveForm(request.POST or None, needs=[one for one in rows if one.store and one.store.unit_id in reach])
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            changed = reserve_for_run(run, form.wanted, by=request.user)
            told = ngettext("It is kept: %(count)s piece moved.", "It is kept: %(count)s pieces moved.", changed)
            messages.success(request, told % {"count": changed})
            return redirect("welfare:run_reserve", run.pk)
    context = {
        "run": run,
        "form": form,
        "elsewhere": [one for one in rows if one.store and one.store.unit_id not in reach],
        "unplaced": sum(one.waiting or 0 for one in rows if one.store is None),
        "missing": sum(one.missing for one in rows if one.store),
        "may_reserve": run.state in RESERVABLE,
    }
    return answer(request, "welfare/goods/run_reserve.html", context)


@require_http_methods(["GET", "POST"])
@needs(WelfarePermission.CHANGE_PLAN)
def plan_goods(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show which article of the stock a plan gives from which pickup point, and change it for runs opened later."""
    perm = WelfarePermission.CHANGE_PLAN
    plans = Plan.objects.visible_to(request.user, perm).exclude(form=Form.MONEY).select_related("unit")
    plan = get_object_or_404(plans, pk=pk)
    form = RunGoodsForm(
        request.POST or None, user=request.user, perm=perm, article=plan.article_id, store=plan.store_id
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            name_goods_of_plan(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("The article and the pickup point are kept."))
            return redirect("welfare:plan_goods", plan.pk)
    context = {
        "form": form,
        "plan": plan,
        "collections": plan.collections.exclude(store=None).select_related("unit", "store"),
    }
    return answer(request, "welfare/goods/plan_goods.html", context)


@needs(WelfarePermission.VIEW_PLAN)
def plan_satisfaction(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how satisfied members were with each article of a plan, year by year, and what they were asked for it.

    A part of the page of the plan, or a page of its own.
    """
    plans = Plan.objects.visible_to(request.user, WelfarePermission.VIEW_PLAN).select_related("unit")
    plan = get_object_or_404(plans, pk=pk)
    context = {
        "plan": plan,
        "rows": figures.satisfaction_by_article(plan),
        "grades": Satisfaction.labels,
        "offers": Offer.objects.visible_to(request.user, VIEW).filter(plan=plan).order_by("-pk")[:10],
        "may_offer": access.can(request.user, EDIT, plan.unit),
    }
    part = "HX-Request" in request.headers
    template = "welfare/goods/_satisfaction.html" if part else "welfare/goods/plan_satisfaction.html"
    return answer(request, template, context)

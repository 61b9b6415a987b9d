"""The pages of heat sites: the list, those first that wait longest; a site, its periods and goods; rules of heat."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.types import AnnotatedRow
from welfare.permissions import WelfarePermission
from welfare.seasonal.actions import sites
from welfare.seasonal.forms import PeriodForm, RationForm, RuleFilter, SiteFilter, SiteForm
from welfare.seasonal.models.heat_rules import HeatRule
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite
from welfare.seasonal.supply import heat_rules_of, outlooks

VIEW, CHANGE = WelfarePermission.VIEW_HEATSITE, WelfarePermission.CHANGE_HEATSITE
DELIVER = WelfarePermission.DELIVER_HEATSITE
SHOWN = 20


def _left(site: AnnotatedRow) -> str:
    return "、".join(f"{one.article} {one.outlook.left}{one.article.measure}" for one in site.outlook.supplies)


def _to_bring(site: AnnotatedRow) -> str:
    return "、".join(f"{one.article} {one.outlook.to_bring}{one.article.measure}" for one in site.outlook.low)


COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("Heat site"), 24, lambda site: site.name),
    Column(_("Unit"), 24, lambda site: site.unit),
    Column(pgettext_lazy("heat site", "Place"), 28, lambda site: site.place),
    Column(_("Where people work"), 10, lambda site: site.get_exposure_display()),
    Column(_("Contact on the site"), 20, lambda site: site.contact),
    Column(_("People exposed today"), 10, lambda site: site.outlook.heads),
    Column(_("Last delivery"), 12, lambda site: site.came_on),
    Column(_("Left on the site"), 30, _left),
    Column(_("To bring for the coming days"), 30, _to_bring),
)
RULE_COLUMNS: tuple[Column[HeatRule], ...] = (
    Column(_("Temperature"), 20, lambda rule: rule.degrees),
    Column(_("Where people work"), 10, lambda rule: rule.get_exposure_display()),
    Column(_("What it asks for"), 40, lambda rule: rule.told),
    Column(_("Where it holds"), 16, lambda rule: rule.place),
    Column(_("Document and article"), 36, lambda rule: rule.basis),
    Column(_("How well known"), 16, lambda rule: rule.get_certainty_display()),
    Column(_("In force from"), 12, lambda rule: rule.effective_from),
)


def _set_outlooks(rows: Sequence[HeatSite]) -> Sequence[HeatSite]:
    """Set on each site how it stands today: `outlook`, and for how many days it has had nothing: `waited`."""
    today = timezone.localdate()
    found = outlooks(rows, today)
    for site in rows:
        since = getattr(site, "waits_since", None)
        set_for_template(site, outlook=found[site.pk], waited=(today - since).days if since else None)
    return rows


def _sites(request: AuthenticatedHttpRequest) -> Listing[HeatSite]:
    today = timezone.localdate()
    form = SiteFilter(request.GET, user=request.user)
    reach = HeatSite.objects.visible_to(request.user, VIEW).with_waiting(today)
    return Listing(
        request=request,
        name=_("Heat sites"),
        form=form,
        rows=form.narrow(reach, today).select_related("unit"),
        sorts={"waits": "waits_since", "entered": "pk"},
        sorts_if_few={"name": "name", "unit": "unit__path"},
        default="waits",
        gather=True,
        columns=COLUMNS,
        export_url=reverse("welfare:heat_site_export"),
    )


@needs(VIEW)
def heat_site_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the heat sites in reach with heads today, those first that have had nothing for longest."""
    today, listing = timezone.localdate(), _sites(request)
    _set_outlooks(list(listing.page))
    form = listing.form
    assert isinstance(form, SiteFilter)
    reach = HeatSite.objects.visible_to(request.user, VIEW).with_waiting(today)
    return listing.render(
        "welfare/seasonal/heat_site_list.html",
        waited=form.waited,
        waiting_count=reach.waiting(today, form.waited).count(),
        may_change=access.holds(request.user, CHANGE),
        may_deliver=access.holds(request.user, DELIVER),
    )


@needs(VIEW)
def heat_site_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _sites(request).export("heat_site.export", transform=_set_outlooks)


def _site(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> HeatSite:
    rows = HeatSite.objects.visible_to(request.user, perm).select_related("unit", "store__unit")
    return get_object_or_404(rows, pk=pk)


@needs(VIEW)
def heat_site_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a site: what it needs, what came, what is left and how long it lasts, and the rules of heat beside it."""
    site, today = _site(request, pk), timezone.localdate()
    deliveries = site.deliveries.select_related("delivered_by").prefetch_related("lines__article")
    context = {
        "site": site,
        "outlook": outlooks([site], today)[site.pk],
        "periods": site.periods.all(),
        "rations": site.rations.select_related("article"),
        "deliveries": deliveries.order_by("-received_at", "-pk")[:SHOWN],
        "rules": heat_rules_of(site, today),
        "today": today,
        "may_change": access.can(request.user, CHANGE, site.unit),
        "may_deliver": site.active and access.can(request.user, DELIVER, site.unit),
    }
    return answer(request, "welfare/seasonal/heat_site_detail.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_site_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new site, and create it."""
    return _site_form(request, HeatSite())


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_site_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form of a site, and change it."""
    return _site_form(request, _site(request, pk, CHANGE))


def _site_form(request: AuthenticatedHttpRequest, site: HeatSite) -> HttpResponse:
    form = SiteForm(request.POST or None, instance=site, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            sites.save_site(form.instance, by=request.user)
            messages.success(request, _("The heat site is kept."))
            return redirect(form.instance)
    return answer(request, "welfare/seasonal/heat_site_form.html", {"form": form, "site": site})


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_period_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask how many people a site exposes to heat, and from when to when."""
    return _period_form(request, HeatPeriod(site=_site(request, pk, CHANGE)))


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_period_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Change the days or the number of people of a period."""
    rows = HeatPeriod.objects.visible_to(request.user, CHANGE).select_related("site__unit")
    return _period_form(request, get_object_or_404(rows, pk=pk))


def _period_form(request: AuthenticatedHttpRequest, period: HeatPeriod) -> HttpResponse:
    form = PeriodForm(request.POST or None, instance=period)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            sites.save_period(form.instance, by=request.user)
            messages.success(request, _("The period is kept."))
            return redirect(period.site)
    context = {"form": form, "site": period.site, "heading": _("People exposed to heat")}
    return answer(request, "welfare/seasonal/heat_part_form.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_ration_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask how many pieces of which article each head on a site gets a day."""
    return _ration_form(request, HeatRation(site=_site(request, pk, CHANGE)))


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def heat_ration_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Change the number of pieces, or the days, of what each head gets."""
    rows = HeatRation.objects.visible_to(request.user, CHANGE).select_related("site__unit", "article__unit")
    return _ration_form(request, get_object_or_404(rows, pk=pk))


def _ration_form(request: AuthenticatedHttpRequest, ration: HeatRation) -> HttpResponse:
    form = RationForm(request.POST or None, instance=ration)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            sites.save_ration(form.instance, by=request.user)
            messages.success(request, _("What each head gets is kept."))
            return redirect(ration.site)
    context = {"form": form, "site": ration.site, "heading": _("Goods per head and day")}
    return answer(request, "welfare/seasonal/heat_part_form.html", context)


def _rules(request: AuthenticatedHttpRequest) -> Listing[HeatRule]:
    form = RuleFilter(request.GET)
    today = timezone.localdate()
    return Listing(
        request=request,
        name=_("Rules of heat"),
        form=form,
        rows=form.narrow(HeatRule.objects.visible_to(request.user, VIEW).in_force(today)).select_related("unit"),
        sorts={"entered": "pk"},
        sorts_if_few={"degrees": "from_degrees", "region": "region"},
        default="entered",
        columns=RULE_COLUMNS,
        export_url=reverse("welfare:heat_rule_export"),
    )


@needs(VIEW)
def heat_rule_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what the law and the regions ask for at which temperature, with document and article."""
    return _rules(request).render("welfare/seasonal/heat_rule_list.html")


@needs(VIEW)
def heat_rule_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered rules; an audit event says so."""
    return _rules(request).export("heat_rule.export")

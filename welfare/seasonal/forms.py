"""Forms of summer: heat sites, their periods and goods, deliveries, and the filters of their lists."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Unpack

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.days import DayField, MomentField
from office.forms import SearchField
from office.stale_form import StaleCheckForm
from office.types import FormData, ModelFormOptions, Upload
from office.uploads.fields import FilesField
from welfare.goods.models.articles import Article, Store
from welfare.permissions import WelfarePermission
from welfare.seasonal.actions.deliveries import Receipt
from welfare.seasonal.choices import DeliveryState, Exposure, HeatMeasure
from welfare.seasonal.models.sites import MOST_DAYS, HeatPeriod, HeatRation, HeatSite
from welfare.seasonal.querysets import HeatDeliveries, HeatRules, HeatSites
from welfare.seasonal.rules import WAITED_DAYS
from welfare.seasonal.supply import Supply, outlooks
from welfare.visits.forms import SignatureField

ALL = ("", _("all"))
VIEW, CHANGE = WelfarePermission.VIEW_HEATSITE, WelfarePermission.CHANGE_HEATSITE
MOST_PIECES = 1_000_000


class SiteForm(StaleCheckForm[HeatSite]):
    """Asks for a heat site; its unit can be chosen only while it is new."""

    class Meta:
        model = HeatSite
        fields = ["name", "place", "exposure", "contact", "store", "days_ahead", "active"]

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[HeatSite]]) -> None:
        super().__init__(data, **options)
        # Only who sees the stock of a pickup point lets a site take from it; the present one stays.
        stores = Store.objects.visible_to(user, WelfarePermission.VIEW_ARTICLE).filter(active=True)
        stores |= Store.objects.filter(pk=self.instance.store_id)
        self.fields["store"] = forms.ModelChoiceField(
            stores.select_related("unit").order_by("name", "pk"),
            label=_("pickup point"),
            empty_label=_("Please choose"),
            help_text=_("Where the goods for the site lie."),
        )
        if self.instance.pk is None:
            self.fields["unit"] = UnitField(user=user, perm=CHANGE, initial=default_unit(user, CHANGE))
        self.order_fields(["unit", *self.Meta.fields])

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        self.instance.unit = unit
        return unit


class PeriodForm(StaleCheckForm[HeatPeriod]):
    """Asks how many people a site exposes to heat from a day to a day."""

    class Meta:
        model = HeatPeriod
        fields = ["begins_on", "ends_on", "heads"]
        field_classes = {"begins_on": DayField, "ends_on": DayField}

    def clean(self) -> None:
        super().clean()
        _require_order(self)
        first, last = self.cleaned_data.get("begins_on"), self.cleaned_data.get("ends_on")
        if first and last and first.year != last.year:
            self.add_error("ends_on", _("A period lies within one year."))


class RationForm(StaleCheckForm[HeatRation]):
    """Asks how many pieces of an article each head on a site gets a day; the article only while it is new."""

    class Meta:
        model = HeatRation
        fields = ["per_head", "begins_on", "ends_on"]
        field_classes = {"begins_on": DayField, "ends_on": DayField}

    def __init__(self, data: FormData = None, **options: Unpack[ModelFormOptions[HeatRation]]) -> None:
        super().__init__(data, **options)
        if self.instance.pk is None:
            articles = Article.objects.usable_in(self.instance.site.unit).filter(sizes=[])
            self.fields["article"] = forms.ModelChoiceField(
                articles.order_by("name", "pk"), label=pgettext_lazy("goods", "article"), empty_label=_("Please choose")
            )
            self.fields["begins_on"].initial = timezone.localdate
        self.order_fields(["article", *self.Meta.fields])

    def clean_article(self) -> Article:
        article: Article = self.cleaned_data["article"]
        self.instance.article = article
        return article

    def clean(self) -> None:
        super().clean()
        _require_order(self)


def _require_order(form: PeriodForm | RationForm) -> None:
    first, last = form.cleaned_data.get("begins_on"), form.cleaned_data.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", _("The last day lies before the first day."))


class DeliverForm(forms.Form):
    """Asks on the phone what was brought to a site, who took it and when, with a signature or a photo of the slip."""

    receiver = forms.CharField(
        label=pgettext_lazy("heat delivery", "received by"),
        max_length=64,
        help_text=_("Name of who signs for it on the site."),
    )
    signature = SignatureField(
        label=_("signature of the one who received"),
        help_text=_("Sign on the glass with a finger or a pen, or choose a photo of the signature."),
    )
    received_at = MomentField(label=_("received at"))
    photos = FilesField(label=_("photos of the signed slip"))

    def __init__(
        self,
        data: FormData = None,
        files: MultiValueDict[str, Upload] | None = None,
        *,
        supplies: Sequence[Supply],
    ) -> None:
        super().__init__(data, files)
        self.supplies = supplies
        self.fields["received_at"].initial = timezone.localtime().replace(second=0, microsecond=0)
        names = []
        for one in supplies:
            names.append(f"quantity_{one.article.pk}")
            self.fields[names[-1]] = forms.IntegerField(
                label=one.article.name,
                required=False,
                min_value=0,
                max_value=MOST_PIECES,
                initial=one.proposed or None,
            )
        self.order_fields([*names, "receiver", "signature", "received_at", "photos"])

    @property
    def rows(self) -> list[tuple[Supply, forms.BoundField]]:
        """How the site stands with each article, and its field."""
        return [(one, self[f"quantity_{one.article.pk}"]) for one in self.supplies]

    @property
    def quantities(self) -> dict[Article, int]:
        """What was brought; call it on a valid form."""
        said = self.cleaned_data
        return {one.article: said[f"quantity_{one.article.pk}"] or 0 for one in self.supplies}

    @property
    def receipt(self) -> Receipt:
        """Who took it and when; call it on a valid form."""
        said = self.cleaned_data
        return Receipt(said["receiver"], said["received_at"], [*said["signature"], *said["photos"]])


class SiteFilter(forms.Form):
    """The filter of the list of heat sites; its fields are kept in the URL."""

    q = SearchField(_("Site or place"))
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[
            ("", _("with heads exposed today")),
            ("waits", _("without a delivery for days")),
            ("low", _("too little for the coming days")),
            ("all", _("all")),
        ],
    )
    exposure = forms.ChoiceField(label=_("where people work"), required=False, choices=[ALL, *Exposure.choices])
    days = forms.IntegerField(
        label=_("days without a delivery"), required=False, min_value=1, max_value=366, help_text=_("3 if empty")
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=VIEW, required=False)
        self.order_fields(["q", "unit", "state", "days", "exposure"])

    @property
    def waited(self) -> int:
        """After how many days without a delivery a site counts as waiting."""
        return (self.cleaned_data.get("days") if self.is_valid() else None) or WAITED_DAYS

    def narrow(self, sites: HeatSites, today: date) -> HeatSites:
        """Return the sites that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return sites.none()
        asked = self.cleaned_data
        if asked["unit"]:
            sites = sites.filter(unit__path__startswith=asked["unit"].path)
        if asked["q"]:
            sites = sites.named(asked["q"])
        if asked["exposure"]:
            sites = sites.filter(exposure=asked["exposure"])
        match asked["state"]:
            case "all":
                return sites
            case "waits":
                return sites.waiting(today, self.waited)
            case "low":
                return low_sites(sites, today)
        return sites.exposing(today)


def low_sites(sites: HeatSites, today: date) -> HeatSites:
    """Return the sites on which something is too little for the coming days. Six queries, whatever their number.

    Only sites with heat today or in the days that any looks ahead are read: the others need nothing.
    """
    near = sites.exposing_between(today, today + timedelta(days=MOST_DAYS))
    found = outlooks(list(near.select_related("unit")), today)
    return sites.filter(pk__in=[pk for pk, one in found.items() if one.is_low])


class DeliveryFilter(forms.Form):
    """The filter of the list of deliveries; its fields are kept in the URL."""

    q = SearchField(_("Site or receiver"))
    state = forms.ChoiceField(label=_("state"), required=False, choices=[ALL, *DeliveryState.choices])
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)
    site = forms.IntegerField(label=_("heat site"), required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=VIEW, required=False)
        self.order_fields(["q", "unit", "state", "since", "until"])

    def narrow(self, rows: HeatDeliveries) -> HeatDeliveries:
        """Return the deliveries that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["unit"]:
            rows = rows.filter(site__unit__path__startswith=asked["unit"].path)
        if asked["q"]:
            rows = rows.filter(Q(site__name__icontains=asked["q"]) | Q(receiver__startswith=asked["q"]))
        lookups = {
            "since": "received_at__date__gte",
            "until": "received_at__date__lte",
            "state": "state",
            "site": "site",
        }
        return rows.filter(**{lookup: asked[name] for name, lookup in lookups.items() if asked[name]})


class RuleFilter(forms.Form):
    """The filter of the rules of heat: what holds at a temperature, in a region."""

    degrees = forms.DecimalField(
        label=_("temperature in °C"), required=False, min_value=-50, max_value=60, max_digits=3, decimal_places=1
    )
    exposure = forms.ChoiceField(label=_("where people work"), required=False, choices=[ALL, *Exposure.choices])
    measure = forms.ChoiceField(label=_("what it asks for"), required=False, choices=[ALL, *HeatMeasure.choices])

    def narrow(self, rows: HeatRules) -> HeatRules:
        """Return the rules that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["degrees"] is not None:
            rows = rows.filter(
                Q(below_degrees=None) | Q(below_degrees__gt=asked["degrees"]), from_degrees__lte=asked["degrees"]
            )
        return rows.filter(**{name: asked[name] for name in ("exposure", "measure") if asked[name]})

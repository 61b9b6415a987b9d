from collections.abc import Sequence
from datetime import timedelta
from typing import Unpack

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access
from members.authority.models import User
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.days import DayField
from office.forms import ReasonField, ReasonForm, SearchField, SheetNamesField, YuanField
from office.stale_form import StaleCheckForm
from office.types import FormData, ModelFormOptions
from welfare.choices import StockKind
from welfare.goods.actions.keeping import Counted
from welfare.goods.actions.reserving import Wanted
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.stock import Batch
from welfare.goods.needs import Need
from welfare.goods.querysets import Articles, StockBatches, StockEntries, Stores
from welfare.goods.rules import SOON_DAYS
from welfare.permissions import WelfarePermission

MOST_PIECES = 10_000_000
MOST_SIZES = 20


def usable_articles(user: User, perm: str) -> Articles:
    """Return the articles in use of the units where `user` has `perm`, and of those above them."""
    above = {path for unit in access.top_units(user, perm) for path in Unit.paths_down_to(unit.path)}
    reach = access.within(user, perm) | Q(unit__path__in=above)
    return Article.objects.filter(reach, active=True).order_by("name", "pk")


def usable_stores(user: User, perm: str) -> Stores:
    """Return the pickup points in use of the units where `user` has `perm`."""
    return Store.objects.visible_to(user, perm).filter(active=True).order_by("name", "pk")


class ArticleForm(StaleCheckForm[Article]):
    """Asks for an article; its unit can be chosen only while it is new."""

    sizes = SheetNamesField(label=_("sizes"), help_text=_("In their order, such as S、M、L; empty for one size."))

    class Meta:
        model = Article
        fields = ["name", "measure", "price", "active"]
        field_classes = {"price": YuanField}

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Article]]) -> None:
        super().__init__(data, **options)
        self.initial["sizes"] = "、".join(self.instance.sizes)
        _ask_unit(self, user)

    def clean_sizes(self) -> list[str]:
        sizes: list[str] = list(dict.fromkeys(self.cleaned_data["sizes"]))
        if len(sizes) > MOST_SIZES or any(len(size) > 16 for size in sizes):
            raise forms.ValidationError(_("At most 20 sizes of at most 16 characters."))
        self.instance.sizes = sizes
        return sizes

    def clean_unit(self) -> Unit:
        return _clean_unit(self)


class StoreForm(StaleCheckForm[Store]):
    """Asks for a pickup point; its unit can be chosen only while it is new."""

    class Meta:
        model = Store
        fields = ["name", "address", "active"]

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Store]]) -> None:
        super().__init__(data, **options)
        _ask_unit(self, user)

    def clean_unit(self) -> Unit:
        return _clean_unit(self)


def _ask_unit(form: ArticleForm | StoreForm, user: User) -> None:
    if form.instance.pk is None:
        perm = WelfarePermission.CHANGE_ARTICLE
        form.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        form.order_fields(["unit"])


def _clean_unit(form: ArticleForm | StoreForm) -> Unit:
    unit: Unit = form.cleaned_data["unit"]
    form.instance.unit = unit
    return unit


class TakeInForm(forms.Form):
    """Asks what has come to which pickup point."""

    size = forms.CharField(label=_("size"), required=False, max_length=16, help_text=_("Only of articles with sizes."))
    quantity = forms.IntegerField(label=_("quantity"), min_value=1, max_value=MOST_PIECES)
    expires_on = DayField(
        label=_("to be used until"), required=False, help_text=_("The last day on the package; empty where none is.")
    )
    number = forms.CharField(label=_("batch number"), required=False, max_length=40)
    reason = forms.CharField(
        label=_("from whom"), required=False, max_length=300, help_text=_("Such as the supplier and the delivery note.")
    )

    def __init__(self, data: FormData = None, *, user: User) -> None:
        super().__init__(data)
        perm = WelfarePermission.KEEP_STOCK
        self.fields["store"] = forms.ModelChoiceField(
            usable_stores(user, perm), label=_("pickup point"), empty_label=_("Please choose")
        )
        self.fields["article"] = forms.ModelChoiceField(
            usable_articles(user, perm), label=pgettext_lazy("goods", "article"), empty_label=_("Please choose")
        )
        self.order_fields(["store", "article"])


class CountForm(forms.Form):
    """Asks for each batch of a pickup point how many pieces were counted, and why that differs.

    `seen_…` is what the entries said when the page was opened.
    """

    def __init__(self, data: FormData = None, *, batches: Sequence[Batch]) -> None:
        super().__init__(data)
        self.batches = batches
        for one in batches:
            # Empty at first: what was not counted must not be entered as if it had been.
            number = forms.IntegerField(label=str(one), required=False, min_value=0, max_value=MOST_PIECES)
            self.fields[f"number_{one.pk}"] = number
            self.fields[f"reason_{one.pk}"] = forms.CharField(label=_("reason"), required=False, max_length=300)
            seen = forms.IntegerField(widget=forms.HiddenInput(), initial=one.in_stock, required=False, min_value=0)
            self.fields[f"seen_{one.pk}"] = seen

    @property
    def rows(self) -> list[tuple[Batch, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The batches, each with its fields."""
        return [
            (one, self[f"number_{one.pk}"], self[f"reason_{one.pk}"], self[f"seen_{one.pk}"]) for one in self.batches
        ]

    @property
    def counted(self) -> list[Counted]:
        """What was counted of which batches; call it on a valid form. One whose field is empty was not counted."""
        said = self.cleaned_data
        found = []
        for one in self.batches:
            number, seen = said[f"number_{one.pk}"], said[f"seen_{one.pk}"]
            if number is not None:
                found.append(Counted(one, one.in_stock if seen is None else seen, number, said[f"reason_{one.pk}"]))
        return found


class ReserveForm(forms.Form):
    """Asks for each article, size and pickup point of a run how many pieces are to be reserved for it.

    `seen_…` is what was reserved when the page was opened.
    """

    def __init__(self, data: FormData = None, *, needs: Sequence[Need]) -> None:
        super().__init__(data)
        self.needs = [one for one in needs if one.store is not None]
        for one in self.needs:
            label = " · ".join(part for part in (str(one.article), one.size, str(one.store)) if part)
            number = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST_PIECES, initial=one.wanted
            )
            self.fields[f"number_{one.number}"] = number
            seen = forms.IntegerField(widget=forms.HiddenInput(), initial=one.reserved, required=False, min_value=0)
            self.fields[f"seen_{one.number}"] = seen

    @property
    def rows(self) -> list[tuple[Need, forms.BoundField, forms.BoundField]]:
        """What is needed where, each with its fields."""
        return [(one, self[f"number_{one.number}"], self[f"seen_{one.number}"]) for one in self.needs]

    @property
    def wanted(self) -> list[Wanted]:
        """What is to be reserved; call it on a valid form. What is left empty stays as it is."""
        found = []
        for one in self.needs:
            field = f"number_{one.number}"
            number, seen = self.cleaned_data[field], self.cleaned_data[f"seen_{one.number}"]
            if number is not None and one.store is not None:
                at = one.reserved if seen is None else seen
                found.append(Wanted(one.article, one.size, one.store, at, number, field))
        return found


class WriteOffForm(ReasonForm):
    """Asks how many pieces of a batch are spoilt or lost, and what became of them."""

    quantity = forms.IntegerField(label=_("quantity"), min_value=1, max_value=MOST_PIECES)
    reason = ReasonField(max_length=300)
    field_order = ["quantity", "reason"]


class ArticleFilter(forms.Form):
    """The filter of the lists of articles and of pickup points; its fields are kept in the URL."""

    q = SearchField(_("Name"))
    active = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("all")), ("yes", _("in use")), ("no", _("not in use"))]
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_ARTICLE, required=False)
        self.order_fields(["q", "unit", "active"])

    def narrow_articles(self, rows: Articles) -> Articles:
        """Return the articles that pass; none at all while a field is wrong."""
        return rows.filter(self._passing()) if self.is_valid() else rows.none()

    def narrow_stores(self, rows: Stores) -> Stores:
        """Return the pickup points that pass; none at all while a field is wrong."""
        return rows.filter(self._passing()) if self.is_valid() else rows.none()

    def _passing(self) -> Q:
        asked, passing = self.cleaned_data, Q()
        if asked["q"]:
            passing &= Q(name__icontains=asked["q"])
        if asked["unit"]:
            passing &= Q(unit__path__startswith=asked["unit"].path)
        if asked["active"]:
            passing &= Q(active=asked["active"] == "yes")
        return passing


class StockFilter(forms.Form):
    """The filter of the list of batches; its fields are kept in the URL."""

    q = SearchField(_("Article, pickup point or batch number"))
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[
            ("", _("all in stock")),
            ("soon", _("to be used soon")),
            ("over", _("over its day")),
            ("free", _("not reserved")),
            ("all", _("empty batches, too")),
        ],
    )
    store = forms.IntegerField(label=_("pickup point"), required=False, min_value=1, widget=forms.HiddenInput())
    article = forms.IntegerField(
        label=pgettext_lazy("goods", "article"), required=False, min_value=1, widget=forms.HiddenInput()
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_ARTICLE, required=False)
        self.order_fields(["q", "unit", "state"])

    def narrow(self, rows: StockBatches) -> StockBatches:
        """Return the batches that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked, today = self.cleaned_data, timezone.localdate()
        if asked["q"]:
            said = asked["q"]
            rows = rows.filter(
                Q(article__name__icontains=said) | Q(store__name__icontains=said) | Q(number__icontains=said)
            )
        if asked["unit"]:
            rows = rows.filter(store__unit__path__startswith=asked["unit"].path)
        for name in ("store", "article"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        match asked["state"]:
            case "all":
                return rows
            case "soon":
                return rows.expiring_before(today + timedelta(days=SOON_DAYS + 1))
            case "over":
                return rows.expiring_before(today)
            case "free":
                return rows.with_free()
        return rows.there()


class EntryFilter(forms.Form):
    """The filter of the entries of a batch; its fields are kept in the URL."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("all")), *StockKind.choices])
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)

    def narrow(self, entries: StockEntries) -> StockEntries:
        """Return the entries that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return entries.none()
        lookups = {"kind": "kind", "since": "at__date__gte", "until": "at__date__lte"}
        return entries.filter(**{lookups[name]: value for name, value in self.cleaned_data.items() if value})

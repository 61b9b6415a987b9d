"""The forms of offers: what officers offer, what a member chooses, and which article a run gives where."""

from collections.abc import Sequence
from typing import Unpack

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.days import DayField
from office.forms import SearchField
from office.types import FormData, ModelFormOptions
from welfare.choices import OfferState, Satisfaction
from welfare.goods.actions.offers import Offered
from welfare.goods.forms import usable_articles, usable_stores
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer, OfferedArticle
from welfare.goods.querysets import Offers
from welfare.permissions import WelfarePermission

MOST_OFFERED = 5


class OfferForm(forms.ModelForm[Offer]):
    """Asks for an offer: articles, pickup points, until when; for a run, or for the members of a unit."""

    default_size = forms.CharField(
        label=_("size for who hasn't chosen"),
        required=False,
        max_length=16,
        help_text=_("Of the first article; only of a run, and only if it has sizes."),
    )

    class Meta:
        model = Offer
        fields = ["title", "text", "ends_on"]
        field_classes = {"ends_on": DayField}

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Offer]]) -> None:
        super().__init__(data, **options)
        perm = WelfarePermission.CHANGE_ARTICLE
        articles = usable_articles(user, perm)
        for number in range(1, MOST_OFFERED + 1):
            label = _("first article, for who hasn't chosen") if number == 1 else _("another article")
            self.fields[f"article_{number}"] = forms.ModelChoiceField(
                articles, label=label, required=number == 1, empty_label=_("Please choose") if number == 1 else "—"
            )
        self.fields["stores"] = forms.ModelMultipleChoiceField(
            usable_stores(user, perm),
            label=_("pickup points to choose among"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None: members collect where the run says."),
        )
        if self.instance.run_id is None:
            self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
            del self.fields["default_size"]
        self.order_fields(["unit", "title", "text", "ends_on"])

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        self.instance.unit = unit
        return unit

    @property
    def article_fields(self) -> list[forms.BoundField]:
        return [self[f"article_{number}"] for number in range(1, MOST_OFFERED + 1)]

    @property
    def offered(self) -> list[Offered]:
        """The articles that were chosen; call it on a valid form."""
        said = self.cleaned_data
        found: Sequence[Article | None] = [said[f"article_{number}"] for number in range(1, MOST_OFFERED + 1)]
        size = said.get("default_size", "")
        return [Offered(one, size if place == 0 else "") for place, one in enumerate(found) if one is not None]


class OfferFilter(forms.Form):
    """The filter of the list of offers; its fields are kept in the URL."""

    q = SearchField(_("Title"))
    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *OfferState.choices])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_ARTICLE, required=False)
        self.order_fields(["q", "unit", "state"])

    def narrow(self, rows: Offers) -> Offers:
        """Return the offers that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(title__icontains=asked["q"])
        if asked["unit"]:
            rows = rows.filter(unit__path__startswith=asked["unit"].path)
        return rows.filter(state=asked["state"]) if asked["state"] else rows


class ChoiceForm(forms.Form):
    """Asks a member for one of the offered articles and sizes, by the button pressed, and for the pickup point."""

    choice = forms.CharField(error_messages={"required": _("Tap what you want.")})
    store = forms.ModelChoiceField(
        Store.objects.none(), label=_("pickup point"), required=False, empty_label=None, widget=forms.RadioSelect
    )

    def __init__(
        self, data: FormData = None, *, articles: Sequence[OfferedArticle], stores: QuerySet[Store], store: int | None
    ) -> None:
        super().__init__(data)
        field = self.fields["store"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = stores, store
        # Without pickup points to choose among members collect where the run says.
        field.required = store is not None
        field.error_messages["required"] = _("Choose a pickup point.")
        self.articles = {f"{one.pk}": one for one in articles}

    def clean_choice(self) -> tuple[OfferedArticle, str]:
        key, _colon, size = self.cleaned_data["choice"].partition(":")
        article = self.articles.get(key)
        if article is None:
            raise forms.ValidationError(_("Choose one of what is offered."))
        return article, size


class RatingForm(forms.Form):
    """Asks how satisfied a member is, by the button pressed."""

    grade = forms.ChoiceField(choices=Satisfaction.choices, error_messages={"required": _("Tap one of the four.")})

    def clean_grade(self) -> Satisfaction:
        return Satisfaction(self.cleaned_data["grade"])


class RunGoodsForm(forms.Form):
    """Asks which article of the stock a run or plan gives and from which pickup point, for all or for one unit."""

    def __init__(self, data: FormData = None, *, user: User, perm: str, article: int | None, store: int | None) -> None:
        super().__init__(data, initial={"article": article, "store": store})
        # What is named already stays, also if it is out of the user's reach or out of use.
        articles = Article.objects.filter(Q(pk__in=usable_articles(user, perm).values("pk")) | Q(pk=article))
        stores = Store.objects.filter(Q(pk__in=usable_stores(user, perm).values("pk")) | Q(pk=store))
        self.fields["article"] = forms.ModelChoiceField(
            articles.order_by("name", "pk"),
            label=pgettext_lazy("goods", "article"),
            required=False,
            empty_label=_("no stock is kept of it"),
        )
        self.fields["store"] = forms.ModelChoiceField(
            stores.order_by("name", "pk"), label=_("pickup point"), required=False, empty_label=_("none")
        )
        self.fields["unit"] = UnitField(
            user=user,
            perm=perm,
            required=False,
            label=_("only for the unit"),
            help_text=_(
                "Its members, and those of units below it, collect at this pickup point; empty for all others."
            ),
        )

from typing import Unpack

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.forms import YuanField
from office.stale_form import StaleCheckForm
from office.types import FieldValues, FormData, ModelFormOptions
from welfare.choices import Festival
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan


class PlanForm(StaleCheckForm[Plan]):
    """Asks for a plan; its unit can be chosen only while it is new."""

    class Meta:
        model = Plan
        fields = [
            "name",
            "festival",
            "amount",
            "lead_days",
            "goods",
            "place",
            "hours",
            "contact",
            "collect_days",
            "active",
        ]
        field_classes = {"amount": YuanField}
        help_texts = {"amount": "", "hours": _("Such as “workdays 9:00–17:00”.")}

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Plan]]) -> None:
        super().__init__(data, **options)
        if self.instance.pk is None:
            self.fields["unit"] = UnitField(
                user=user,
                perm=WelfarePermission.CHANGE_PLAN,
                help_text=_("Everybody in this unit and below it is considered."),
                initial=default_unit(user, WelfarePermission.CHANGE_PLAN),
            )
            self.order_fields(["unit"])

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        self.instance.unit = unit
        return unit


class CollectionForm(forms.Form):
    """Asks where members of one unit collect, where that differs; empty fields don't, and all empty removes it."""

    place = forms.CharField(label=_("place of collection"), required=False, max_length=120)
    hours = forms.CharField(label=_("opening time"), required=False, max_length=80)
    contact = forms.CharField(
        label=_("contact"),
        required=False,
        max_length=80,
        help_text=_("Name and telephone of whom members may ask."),
    )

    def __init__(self, data: FormData = None, *, user: User, perm: str, top: Unit, said: FieldValues) -> None:
        """Offer units below `top` where `user` has `perm`; `said` are the initial values."""
        super().__init__(data, initial=said)
        self.top = top
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=said.get("unit"))
        self.order_fields(["unit"])

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        if not unit.path.startswith(self.top.path):
            raise forms.ValidationError(_("This unit does not belong to %(unit)s."), params={"unit": self.top})
        return unit


class PlanFilter(forms.Form):
    """The filter of the list of plans; its fields are kept in the URL."""

    festival = forms.ChoiceField(label=_("festival"), required=False, choices=[("", _("all")), *Festival.choices])
    state = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("all")), ("yes", _("in use")), ("no", _("not in use"))]
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_PLAN, required=False)
        self.order_fields(["unit"])

    def narrow(self, plans: QuerySet[Plan]) -> QuerySet[Plan]:
        """Return the plans that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return plans.none()
        asked = self.cleaned_data
        if asked["unit"]:
            plans = plans.filter(unit__path__startswith=asked["unit"].path)
        if asked["festival"]:
            plans = plans.filter(festival=asked["festival"])
        return plans.filter(active=asked["state"] == "yes") if asked["state"] else plans

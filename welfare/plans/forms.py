from typing import Unpack

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.forms import YuanField
from office.stale_form import StaleCheckForm
from office.types import FieldValues, FormData, Message, ModelFormOptions
from welfare.choices import Festival, Form, Kind, LeapDay, Schedule
from welfare.kinds.fields import KindChoice
from welfare.kinds.names import kind_choices
from welfare.permissions import WelfarePermission
from welfare.plans.giving_forms import DatesField, GivingForm
from welfare.plans.models import NOTICE_DAYS, MinorityFestival, Plan


def benefit_kinds() -> list[tuple[str, Message]]:
    """Return the kinds that have dates of their own: all in use but festivals and birthdays."""
    return [("", "—"), *(one for one in kind_choices() if one[0] not in (Kind.FESTIVAL, Kind.BIRTHDAY))]


def _festivals_from(user: User) -> Message:
    """Return who enters minority festivals and their days; for whoever may, with the address."""
    if not user.is_superuser:
        return _("Not in the list? An administrator enters it, with the approval of its region and its days by year.")
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Not in the list? Enter it with the approval of its region, then its days by year:"),
        reverse("admin:welfare_minorityfestival_changelist"),
        _("minority festivals"),
    )


class PlanForm(StaleCheckForm[Plan], GivingForm):
    """Asks for a plan: for which occasions, to whom, how much of what; its unit can be chosen only while it is new."""

    days = DatesField(
        label=_("dates"),
        required=False,
        max_length=200,
        help_text=_("Such as 07-01、08-01 for each year, or 2027-07-05."),
    )
    kind = KindChoice(label=_("kind"), required=False, choices=benefit_kinds)

    class Meta:
        model = Plan
        fields = [
            "name",
            "decision",
            "schedule",
            "festival",
            "minority_festival",
            "days",
            "kind",
            "leap_day",
            "amount",
            "form",
            "lead_days",
            "goods",
            "place",
            "hours",
            "contact",
            "collect_days",
            "notice_days",
            "active",
        ]
        field_classes = {"amount": YuanField}
        help_texts = {
            "amount": "",
            "hours": _("Such as “workdays 9:00–17:00”."),
            "lead_days": _("The run opens so many days before the event."),
            "collect_days": _("The goods are to be collected until so many days after the event."),
        }

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Plan]]) -> None:
        super().__init__(data, **options)
        self.user = user
        for name, choices_of in (("schedule", Schedule), ("form", Form), ("leap_day", LeapDay)):
            # What isn't sent is the first of them; the page offers no empty choice.
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                choices=choices_of.choices,
                required=False,
            )
        self.fields["notice_days"].required = False
        if self.instance.pk is None:
            self.initial["notice_days"] = NOTICE_DAYS
        self.fields["minority_festival"] = forms.ModelChoiceField(
            MinorityFestival.objects.all(),
            label=_("minority festival"),
            required=False,
            empty_label=_("Please choose"),
            help_text=_festivals_from(user),
        )
        self.add_units(user, WelfarePermission.CHANGE_PLAN)
        self.set_initial(self.instance.group, self.instance.table)
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

    def clean(self) -> None:
        super().clean()
        self.instance.conditions = self.asked_group(self.user, self._unit).as_json()
        self.instance.amounts = self.asked_table().as_json()

    @property
    def _unit(self) -> Unit | None:
        return self.instance.unit if self.instance.unit_id is not None else None


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

    schedule = forms.ChoiceField(label=_("occasion"), required=False, choices=[("", _("all")), *Schedule.choices])
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
        for name in ("schedule", "festival"):
            if asked[name]:
                plans = plans.filter(**{name: asked[name]})
        return plans.filter(active=asked["state"] == "yes") if asked["state"] else plans

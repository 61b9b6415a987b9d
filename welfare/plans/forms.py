import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Unpack

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access, choices
from members.authority.models import User
from members.permissions import MembersPermission
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.forms import YuanField
from office.stale_form import StaleCheckForm
from office.types import FieldOptions, FieldValues, FormData, Message, ModelFormOptions
from welfare.choices import Festival, Form, Kind, LeapDay, Schedule
from welfare.kinds.fields import KindChoice
from welfare.kinds.names import kind_choices
from welfare.permissions import WelfarePermission
from welfare.plans.amounts import MOST_YEARS, Amounts, By
from welfare.plans.groups import Group
from welfare.plans.models import NOTICE_DAYS, MinorityFestival, Plan
from welfare.plans.sentences import LABELS

SEPARATORS = re.compile(r"[、,，;；\n]+")
DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
ROW = re.compile(r"(.+?)[\s:：=]+[¥￥]?(\d[\d,]*(?:\.\d+)?)(?:元)?")
MOST_ROWS = 40


def benefit_kinds() -> list[tuple[str, Message]]:
    """Return the kinds that have dates of their own: all in use but festivals and birthdays."""
    return [("", "—"), *(one for one in kind_choices() if one[0] not in (Kind.FESTIVAL, Kind.BIRTHDAY))]


def read_day(text: str) -> str:
    """Return a day as YYYY-MM-DD, or MM-DD where no year is said. Raises ValidationError for what is none."""
    found = DAY.fullmatch(text.strip())
    if found:
        year, month, number = found[1], int(found[2]), int(found[3])
        try:
            # A year that has 29 February, for a day of each year.
            day = date(int(year) if year else 2000, month, number)
        except ValueError:
            pass
        else:
            return day.isoformat() if year else f"{day:%m-%d}"
    raise forms.ValidationError(
        _("“%(word)s” is no day: write 2026-09-01, or 09-01 for each year."), params={"word": text[:30]}
    )


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


class KeyDayField(forms.CharField):
    """A key date, or a day of each year: "2026-09-01" or "09-01"; "" for none."""

    def clean(self, value: object) -> str:
        text = super().clean(value)
        return read_day(text) if text else ""


class DatesField(forms.CharField):
    """Dates as a list, each with a year or for each year."""

    def prepare_value(self, value: object) -> object:
        return "、".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: object) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(read_day(part) for part in SEPARATORS.split(text or "") if part.strip()))


class TextsField(forms.CharField):
    """Several texts in one line, as a list."""

    def clean(self, value: object) -> list[str]:
        return _words(super().clean(value))


def _words(text: str | None) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in SEPARATORS.split(text or "") if part.strip()))


class UnitsField(forms.CharField):
    """Several units by code or name, as a list of keys, among those where `user` has `perm`."""

    def __init__(self, *, user: access.Account, perm: str, **options: Unpack[FieldOptions]) -> None:
        super().__init__(**options)
        self.units = access.units(user, perm)

    def clean(self, value: object) -> list[int]:
        keys = []
        for word in _words(super().clean(value)):
            found = list(self.units.filter(code__iexact=word)[:1]) or list(self.units.filter(name=word)[:2])
            if not found:
                raise forms.ValidationError(_("There is no unit “%(word)s” within your reach."), params={"word": word})
            if len(found) > 1:
                raise forms.ValidationError(
                    _("Several units are called “%(word)s”: name one by its code."), params={"word": word}
                )
            keys.append(found[0].pk)
        return keys

    def said(self, keys: Iterable[int]) -> str:
        """Return what is typed for these units."""
        return "、".join(Unit.objects.filter(pk__in=[*keys]).order_by("path").values_list("code", flat=True))


def _codes(label: Message, codes: Iterable[tuple[str, Message]]) -> forms.Field:
    chosen = [(code, name) for code, name in codes if code]
    return forms.MultipleChoiceField(label=label, required=False, choices=chosen, widget=forms.CheckboxSelectMultiple)


# Fields of the form and what they are called in Group.
GROUP_FIELDS = {
    "units": "units",
    "without_units": "without_units",
    "post_categories": "post_categories",
    "employment_forms": "employment_forms",
    "sexes": "sexes",
    "ethnic_groups": "ethnic_groups",
    "hardships": "hardships",
    "sites": "sites",
    "member_on": "member_on",
    "joined_before": "joined_before",
}


class PlanForm(StaleCheckForm[Plan]):
    """Asks for a plan: for which occasions, to whom, how much of what; its unit can be chosen only while it is new."""

    days = DatesField(
        label=_("dates"),
        required=False,
        max_length=200,
        help_text=_("Such as 07-01、08-01 for each year, or 2027-07-05."),
    )
    kind = KindChoice(label=_("kind"), required=False, choices=benefit_kinds)
    post_categories = _codes(_("post category"), choices.PostCategory.choices)
    employment_forms = _codes(_("form of employment"), choices.EmploymentForm.choices)
    sexes = _codes(_("sex"), [one for one in choices.Sex.choices if one[0] in ("1", "2")])
    hardships = _codes(_("hardship"), choices.Hardship.choices)
    ethnic_groups = forms.MultipleChoiceField(
        label=_("ethnic group"),
        required=False,
        choices=choices.ETHNIC_GROUPS,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Empty for all; a minority festival has its own."),
    )
    sites = TextsField(
        label=_("work site"), required=False, max_length=300, help_text=_("As the register has it; several with 、.")
    )
    member_on = KeyDayField(
        label=_("in the union on"),
        required=False,
        max_length=12,
        help_text=_("2026-09-01, or 09-01 for the year of the event."),
    )
    joined_before = KeyDayField(
        label=pgettext_lazy("condition", "joined before"),
        required=False,
        max_length=12,
        help_text=_("2026-09-01, or 09-01 for the year of the event."),
    )
    amounts_by = forms.ChoiceField(label=_("amount by"), required=False, choices=By)
    amounts_table = forms.CharField(
        label=_("table of amounts"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "A line for each, such as “front line 400”, or “10 500” for ten years and more. All others: standard."
        ),
    )
    per_year = YuanField(
        label=_("more for each year"), required=False, min_value=Decimal("0.01"), max_digits=8, decimal_places=2
    )
    most = YuanField(label=_("at most"), required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2)

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
        for name, label in (("units", _("only these units")), ("without_units", _("without these units"))):
            self.fields[name] = UnitsField(
                user=user,
                perm=WelfarePermission.CHANGE_PLAN,
                label=label,
                required=False,
                help_text=_("Codes or names, several with 、; what is below them is meant too."),
            )
        self._set_initial()
        if self.instance.pk is None:
            self.fields["unit"] = UnitField(
                user=user,
                perm=WelfarePermission.CHANGE_PLAN,
                help_text=_("Everybody in this unit and below it is considered."),
                initial=default_unit(user, WelfarePermission.CHANGE_PLAN),
            )
            self.order_fields(["unit"])

    def _set_initial(self) -> None:
        group, table = self.instance.group, self.instance.table
        for name, kept in GROUP_FIELDS.items():
            field, value = self.fields[name], getattr(group, kept)
            if isinstance(field, UnitsField):
                field.initial = field.said(value)
            else:
                field.initial = "、".join(value) if name == "sites" else value
        self.fields["amounts_by"].initial = table.by.value
        self.fields["amounts_table"].initial = "\n".join(
            f"{LABELS.get(table.by.value, {}).get(code, code)} {yuan}" for code, yuan in table.rows
        )
        self.fields["per_year"].initial = table.per_year or None
        self.fields["most"].initial = table.most or None

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        self.instance.unit = unit
        return unit

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        values = {kept: said[name] for name, kept in GROUP_FIELDS.items() if said.get(name)}
        self.instance.conditions = Group.from_json(values).as_json()
        self._clean_units()
        self._clean_amounts(By(said.get("amounts_by") or ""))
        for name in ("hardships", "amounts_by"):
            asked = said.get(name)
            if (asked == By.HARDSHIP or (name == "hardships" and asked)) and not self._may_ask_hardship():
                self.add_error(name, _("You may not see who is in hardship in this unit."))

    def _clean_units(self) -> None:
        """Refuse units outside of the plan's own: nobody in them would ever receive."""
        if self.instance.unit_id is None:
            return
        for name in ("units", "without_units"):
            for unit in Unit.objects.filter(pk__in=self.cleaned_data.get(name) or []):
                if not unit.path.startswith(self.instance.unit.path):
                    message = _("“%(unit)s” does not belong to the unit of this plan.") % {"unit": unit}
                    self.add_error(name, message)

    def _may_ask_hardship(self) -> bool:
        return self.instance.unit_id is not None and access.can(
            self.user, MembersPermission.VIEW_HARDSHIPMARK, self.instance.unit
        )

    def _clean_amounts(self, by: By) -> None:
        said = self.cleaned_data
        table = Amounts()
        if by == By.PER_YEAR:
            per_year, most = said.get("per_year"), said.get("most")
            if not per_year or not most:
                self.add_error("per_year" if not per_year else "most", _("This way of counting needs it."))
            elif said.get("amount") and most <= said["amount"]:
                self.add_error("most", _("The most is more than the standard, which is the base."))
            else:
                table = Amounts(by, per_year=per_year, most=most)
        elif by:
            try:
                table = Amounts(by, tuple(read_amounts(by, said.get("amounts_table") or "")))
            except forms.ValidationError as why:
                self.add_error("amounts_table", why)
        self.instance.amounts = table.as_json()


def read_amounts(by: By, text: str) -> list[tuple[str, Decimal]]:
    """Return the rows of a table as typed: (code or years, yuan). Raises ValidationError, which names the line."""
    codes = {str(label): code for code, label in LABELS.get(by.value, {}).items() if code}
    codes |= {code: code for code in codes.values()}
    rows: dict[str, Decimal] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = ROW.fullmatch(line)
        if not found:
            raise forms.ValidationError(_("“%(line)s” has no amount behind it."), params={"line": line[:40]})
        code = _years(found[1]) if by == By.YEARS else codes.get(found[1].strip(), "")
        if not code:
            raise forms.ValidationError(
                _("“%(line)s” names nothing that the register knows."), params={"line": line[:40]}
            )
        if code in rows:
            raise forms.ValidationError(_("“%(line)s” is there twice."), params={"line": line[:40]})
        rows[code] = _yuan(found[2], line)
    if not rows or len(rows) > MOST_ROWS:
        raise forms.ValidationError(_("Write a line for each amount."))
    return sorted(rows.items(), key=lambda row: int(row[0])) if by == By.YEARS else list(rows.items())


def _years(text: str) -> str:
    number = re.sub(r"[年\s]|years?", "", text)
    return str(int(number)) if number.isascii() and number.isdecimal() and 1 <= int(number) <= MOST_YEARS else ""


def _yuan(text: str, line: str) -> Decimal:
    try:
        yuan = Decimal(text.replace(",", ""))
    except InvalidOperation:
        yuan = Decimal(0)
    exponent = yuan.as_tuple().exponent
    if not 0 < yuan < 10**8 or not isinstance(exponent, int) or exponent < -2:
        raise forms.ValidationError(
            _("“%(line)s”: the amount is more than nothing and has at most two decimals."), params={"line": line[:40]}
        )
    return yuan.quantize(Decimal("0.01"))


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

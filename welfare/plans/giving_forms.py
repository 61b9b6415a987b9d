"""What asks to whom and how much is given: the part that forms of plans and of proposed rules share."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access, choices
from members.authority.models import User
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.forms import YuanField
from office.types import FieldOptions, Message
from welfare.plans.amounts import MOST_YEARS, Amounts, By
from welfare.plans.groups import Group
from welfare.plans.sentences import LABELS

SEPARATORS = re.compile(r"[、,，;；\n]+")
DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
ROW = re.compile(r"(.+?)[\s:：=]+[¥￥]?(\d[\d,]*(?:\.\d+)?)(?:元)?")
MOST_ROWS = 40


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


class GivingForm(forms.Form):
    """Asks for whom and, by a table, how much; the standard is a field `amount` of the form that has these fields."""

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

    def add_units(self, user: User, perm: str) -> None:
        """Add the fields of units, which are chosen among those where `user` has `perm`."""
        for name, label in (("units", _("only these units")), ("without_units", _("without these units"))):
            self.fields[name] = UnitsField(
                user=user,
                perm=perm,
                label=label,
                required=False,
                help_text=_("Codes or names, several with 、; what is below them is meant too."),
            )

    def set_initial(self, group: Group, table: Amounts) -> None:
        """Show these conditions and amounts."""
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

    def asked_group(self, user: User, unit: Unit | None) -> Group:
        """Return the conditions asked for; those of hardship become errors for whoever may not see it in `unit`."""
        said = self.cleaned_data
        self._refuse_units_outside(unit)
        values = {kept: said[name] for name, kept in GROUP_FIELDS.items() if said.get(name)}
        may_ask = unit is not None and access.can(user, MembersPermission.VIEW_HARDSHIPMARK, unit)
        for name in ("hardships", "amounts_by"):
            asked = said.get(name)
            if (asked == By.HARDSHIP or (name == "hardships" and asked)) and not may_ask:
                self.add_error(name, _("You may not see who is in hardship in this unit."))
        return Group.from_json(values)

    def _refuse_units_outside(self, unit: Unit | None) -> None:
        """Refuse units outside of the plan's own: nobody in them would ever receive."""
        for name in ("units", "without_units") if unit is not None else ():
            for one in Unit.objects.filter(pk__in=self.cleaned_data.get(name) or []):
                if unit is not None and not one.path.startswith(unit.path):
                    message = _("“%(unit)s” does not belong to the unit of this plan.") % {"unit": one}
                    self.add_error(name, message)

    def asked_table(self) -> Amounts:
        """Return the amounts that were asked for; what is missing or wrong of them becomes errors."""
        said, by = self.cleaned_data, By(self.cleaned_data.get("amounts_by") or "")
        if by == By.PER_YEAR:
            per_year, most = said.get("per_year"), said.get("most")
            if not per_year or not most:
                self.add_error("per_year" if not per_year else "most", _("This way of counting needs it."))
            elif said.get("amount") and most <= said["amount"]:
                self.add_error("most", _("The most is more than the standard, which is the base."))
            else:
                return Amounts(by, per_year=per_year, most=most)
        elif by:
            try:
                return Amounts(by, tuple(read_amounts(by, said.get("amounts_table") or "")))
            except forms.ValidationError as why:
                self.add_error("amounts_table", why)
        return Amounts()


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

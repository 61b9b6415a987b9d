from typing import Unpack

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members import access
from members.units.models.units import Unit
from office.types import FieldOptions

# How many units a view proposes for what has been typed.
SUGGESTED = 20


class UnitInput(forms.TextInput):
    """A text box with suggestions from the server, since a union may have thousands of units."""

    template_name = "members/units/widgets/unit.html"


class UnitField(forms.CharField):
    """A unit by its code or name, among those where `user` has `perm`; others are reported as unknown.

    Optional fields, which filter lists, also take closed units; required ones only their initial unit.
    """

    widget = UnitInput

    def __init__(self, *, user: access.Account, perm: str, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", _("unit"))
        super().__init__(**options)
        self.units = access.units(user, perm)
        if self.required:
            self.units = self.units.filter(Q(closed_on=None) | Q(pk=getattr(self.initial, "pk", None)))
        self.widget.attrs |= {"list": "unit-options", "autocomplete": "off"}

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, Unit):
            return value
        return value.name if self.units.filter(name=value.name).count() == 1 else value.code

    def clean(self, value: object) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.units.filter(code__iexact=text)[:1]) or list(self.units.filter(name=text)[:2])
        if not found:
            raise forms.ValidationError(_("There is no such unit within your reach."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several units have this name: choose one by its code."))
        return found[0]


def default_unit(user: access.Account, perm: str) -> Unit | None:
    """Return the highest unit where `user` has `perm`, to propose it in a form; None if several are equally high."""
    top = list(access.units(user, perm).order_by("depth", "path")[:2])
    return top[0] if top and (len(top) == 1 or top[1].depth > top[0].depth) else None

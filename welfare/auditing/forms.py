from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from office.forms import ReasonField, ReasonForm
from office.types import FormData
from welfare.auditing.actions.asking import FIRST_YEAR
from welfare.auditing.querysets import AuditPacks
from welfare.auditing.rules import PackState
from welfare.permissions import WelfarePermission


class PackForm(forms.Form):
    """Asks for the unit and year of a pack, and what it is for."""

    year = forms.IntegerField(label=_("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(2100)])
    reason = ReasonField(label=_("what it is for"))

    def __init__(self, data: FormData, *, user: User) -> None:
        # Last year is what is audited.
        super().__init__(data, initial={"year": timezone.localdate().year - 1})
        perm = WelfarePermission.MAKE_AUDITPACK
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["unit", "year", "reason"])


class PackFilter(forms.Form):
    """The filter of the list of packs; its fields are kept in the URL."""

    year = forms.IntegerField(label=_("year"), required=False)
    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *PackState.choices])

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        self.order_fields(["unit"])

    def narrow(self, packs: AuditPacks) -> AuditPacks:
        """Return the packs that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return packs.none()
        if unit := self.cleaned_data["unit"]:
            packs = packs.filter(unit__path__startswith=unit.path)
        if year := self.cleaned_data["year"]:
            packs = packs.filter(year=year)
        if state := self.cleaned_data["state"]:
            packs = packs.filter(state=state)
        return packs


class PaperForm(ReasonForm):
    """Asks which paper of a pack is opened, by its number in the list of documents, and why."""

    number = forms.IntegerField(
        label=pgettext_lazy("paper", "number of the document"), min_value=1, max_value=2**63 - 1
    )
    field_order = ("number", "reason")

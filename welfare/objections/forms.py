from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField
from office.forms import YuanField
from office.types import FormData
from welfare.choices import ObjectionKind, ObjectionState
from welfare.objections.models import Objection
from welfare.objections.querysets import Objections
from welfare.permissions import WelfarePermission


class ObjectionForm(forms.Form):
    """Asks what is wrong with a row of a published list; `kinds` are those that fit the row."""

    kind = forms.ChoiceField(label=_("your objection"), widget=forms.RadioSelect)
    # It may tell of illness or hardship: not kept in the browser.
    text = forms.CharField(
        label=_("what is wrong"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "data-sensitive": True}),
        help_text=_("Only those read it who decide, and who review the funds. The member concerned doesn't."),
    )

    def __init__(self, data: FormData = None, *, kinds: list[ObjectionKind]) -> None:
        super().__init__(data)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]
        field.initial = kinds[0].value

    def clean_kind(self) -> ObjectionKind:
        return ObjectionKind(self.cleaned_data["kind"])


class RejectForm(forms.Form):
    """Asks why an objection is rejected."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "data-sensitive": True}),
        help_text=_("The objector reads it."),
    )


class UpholdForm(RejectForm):
    """Asks why an objection is upheld, and what is due in place of the row."""

    due = YuanField(
        label=_("due instead"),
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        help_text=_("What a follow-up run gives the member, in yuan; 0 for nothing."),
    )
    field_order = ["due", "reason"]


class ObjectionFilter(forms.Form):
    """The filter of the list of objections; its fields are kept in the URL."""

    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("all")), ("overdue", _("overdue")), *ObjectionState.choices],
    )
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("all")), *ObjectionKind.choices])
    run = forms.IntegerField(label=_("run"), required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_OBJECTION, required=False)
        self.order_fields(["unit"])

    def narrow(self, objections: Objections) -> QuerySet[Objection]:
        """Return the objections that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return objections.none()
        asked = self.cleaned_data
        if asked["unit"]:
            objections = objections.filter(unit__path__startswith=asked["unit"].path)
        if asked["state"] == "overdue":
            objections = objections.overdue(timezone.localdate())
        elif asked["state"]:
            objections = objections.filter(state=asked["state"])
        if asked["kind"]:
            objections = objections.filter(kind=asked["kind"])
        if asked["run"]:
            objections = objections.filter(run=asked["run"])
        return objections

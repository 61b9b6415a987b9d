from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.importing.actions.enter_member import form_field_of, read_entry
from members.importing.reading.cells import cell_text
from members.importing.reading.columns import COLUMNS
from members.importing.reading.rows import RosterRow
from members.permissions import MembersPermission
from members.personal_file.forms.numbers import NO_AUTOCOMPLETE, may_be_compared
from members.register.forms import FIELD_CLASSES, PERSON, WORK
from members.register.models.member import Member
from members.units.forms import UnitField
from office.days import PastDayField
from office.types import FormData, ModelFormOptions


class MemberEntryForm(forms.ModelForm[Member]):
    """One new member, checked like the row of a roster; a fault is an error of its field.

    Somebody who resembles a member whom the officer may see (`similar_members`) is entered only with `anyway`.
    """

    id_number = forms.CharField(
        label=_("certificate number"), max_length=32, widget=forms.TextInput(attrs=NO_AUTOCOMPLETE)
    )
    joined_on = PastDayField(
        label=_("member since"), required=False, help_text=_("Leave empty for who is still to be admitted.")
    )
    anyway = forms.BooleanField(label=_("This is another person: enter them."), required=False)

    class Meta:
        model = Member
        fields = ["name", "id_kind", "phone", "employee_number", *WORK, *[name for name in PERSON if name != "id_kind"]]
        field_classes = FIELD_CLASSES

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Member]]) -> None:
        super().__init__(data, **options)
        self.user = user
        self.similar_members: list[Member] = []
        self.row: RosterRow | None = None
        self.fields["phone"].required = True
        self.fields["unit"] = UnitField(user=user, perm=MembersPermission.ADD_MEMBER)
        self.order_fields(["name", "id_kind", "id_number", "phone", "unit", "joined_on", "employee_number"])

    def clean_employee_number(self) -> str | None:
        return self.cleaned_data["employee_number"] or None

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        cells = {key: cell_text(key, cleaned.get(key)) for key in COLUMNS if key in cleaned and key != "unit"}
        if joined_on := cleaned.get("joined_on"):
            cells |= {"change": "入会", "changed_on": cell_text("changed_on", joined_on)}
        self.row = read_entry(cells)
        for fault in self.row.faults:
            field = form_field_of(fault)
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, fault.text)
        # Whether the register knows phone or certificate is told from here on.
        if not self.errors and may_be_compared(self, self.user):
            self._check_similar_members(self.row, anyway=cleaned["anyway"])

    def _check_similar_members(self, row: RosterRow, *, anyway: bool) -> None:
        visible = Member.objects.visible_to(self.user, MembersPermission.VIEW_MEMBER)
        self.similar_members = list(visible.similar_to(row.values).select_related("unit")[:5])
        if self.similar_members and not anyway:
            self.add_error("anyway", _("Somebody like this is in the register. Look at them first."))

from typing import Unpack

from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.permissions import MembersPermission
from members.personal_file.forms.numbers import NumbersForm
from members.register.forms import FIELD_CLASSES, PERSON, WORK
from members.register.models.member import Member
from members.units.forms import UnitField
from office.forms import ReasonField
from office.stale_form import StaleCheckForm
from office.types import FieldValues, FormData, ModelFormOptions


class CorrectForm(NumbersForm, StaleCheckForm[Member]):
    """The fields of a member that an officer may correct; numbers are not shown, and stay if left empty."""

    reason = ReasonField()

    class Meta:
        model = Member
        fields = ["name", "employee_number", *WORK, *PERSON]
        field_classes = FIELD_CLASSES

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[Member]]) -> None:
        super().__init__(data, **options)
        self.user = user
        self.fields["unit"] = UnitField(
            user=user,
            perm=MembersPermission.CHANGE_MEMBER,
            initial=self.instance.unit,
            help_text=_("Only if it was wrong from the first day; whoever moves is transferred."),
        )
        numbers = ["new_phone", "id_kind", "new_id_number", "new_bank_card"]
        self.order_fields(["name", "unit", "employee_number", *WORK, *numbers])

    def corrections(self) -> FieldValues:
        """Return the values for `correct_member`: all fields as they should be, numbers only where one was typed."""
        typed = {"phone": "new_phone", "id_number": "new_id_number", "bank_card": "new_bank_card"}
        others = (*typed.values(), "reason", "field_digests")
        wanted = {name: self.cleaned_data[name] for name in self.fields if name not in others}
        return wanted | {name: number for name, field in typed.items() if (number := self.cleaned_data[field])}

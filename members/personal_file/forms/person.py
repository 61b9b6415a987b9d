"""Forms for a member's kin, honours, hardship and documents."""

from typing import Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import choices
from members.authority.models import User
from members.personal_file.forms.numbers import (
    EMPTY_KEEPS,
    NO_AUTOCOMPLETE,
    certificate_number,
    may_be_compared,
    mobile_number,
)
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.papers import Honour, MemberDocument
from members.register.forms import NameField
from members.register.rules import identity
from office.days import DayField, PastDayField, years_ahead
from office.forms import ReasonForm
from office.stale_form import StaleCheckForm
from office.types import Files, FormData, FormOptions, ModelFormOptions
from office.uploads.fields import FilesField


class KinForm(StaleCheckForm[FamilyMember]):
    """One of a member's kin; phone and certificate number are not shown, and stay if left empty.

    Birth date and sex follow from a new identity number.
    """

    new_phone = forms.CharField(label=_("phone"), required=False, max_length=20)
    new_id_number = forms.CharField(
        label=_("identity number"), required=False, max_length=18, widget=forms.TextInput(attrs=NO_AUTOCOMPLETE)
    )

    class Meta:
        model = FamilyMember
        fields = [
            "relation",
            "name",
            "new_id_number",
            "sex",
            "birth_date",
            "new_phone",
            "workplace",
            "is_dependent",
            "school",
            "grade",
            "deceased_on",
        ]
        field_classes = {"name": NameField, "birth_date": PastDayField, "deceased_on": PastDayField}
        help_texts = {"school": _("For children: needed for school aid."), "deceased_on": _("Leave empty while alive.")}

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[FamilyMember]]) -> None:
        super().__init__(data, **options)
        self.user = user
        if self.instance.pk:
            self.fields["new_phone"].help_text = self.fields["new_id_number"].help_text = EMPTY_KEEPS

    def clean_new_phone(self) -> str:
        return mobile_number(self.cleaned_data["new_phone"])

    def clean_new_id_number(self) -> str:
        number = certificate_number(self.cleaned_data["new_id_number"], choices.IdKind.IDENTITY_CARD)
        if number:
            # The act refuses the member's own number and one of the family, and pages name another member with it.
            may_be_compared(self, self.user, "new_id_number")
        return number

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        number = cleaned.get("new_id_number")
        if number:
            typed, birth_date = cleaned.get("birth_date"), identity.birth_date_of(number)
            if typed and typed != birth_date:
                self.add_error("birth_date", _("This contradicts the identity number."))
            cleaned |= {"birth_date": birth_date, "sex": identity.sex_of(number)}

    def entry(self) -> FamilyMember:
        """Return the entry with the cleaned data, unsaved."""
        kin: FamilyMember = self.save(commit=False)
        kin.phone = self.cleaned_data["new_phone"] or kin.phone
        if self.cleaned_data["new_id_number"]:
            kin.set_id_number(self.cleaned_data["new_id_number"])
        return kin


class HonourForm(forms.ModelForm[Honour]):
    scans = FilesField()

    class Meta:
        model = Honour
        fields = ["title", "level", "awarded_by", "awarded_on", "document"]
        field_classes = {"awarded_on": PastDayField}


class LiftForm(ReasonForm):
    on = DayField(label=_("lifted on"), last=years_ahead(1))

    def __init__(self, data: FormData = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["on"].initial = timezone.localdate()
        self.order_fields(["on", "reason"])


class DocumentForm(forms.ModelForm[MemberDocument]):
    scans = FilesField()

    class Meta:
        model = MemberDocument
        fields = ["kind", "title"]

    def clean_scans(self) -> Files:
        scans: Files = self.cleaned_data["scans"]
        if not scans:
            raise ValidationError(_("Choose at least one file."))
        return scans

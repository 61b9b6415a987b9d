from typing import Unpack

from django import forms
from django.db.models import BooleanField, CharField, DateField
from django.utils.translation import gettext_lazy as _

from members.choices import IdKind, Purpose, RequestState
from members.own_data.field_values import member_field, text_of
from members.personal_file import rules as personal_file
from members.personal_file.forms.numbers import certificate_number
from members.register.actions.number_checks import count_own_number
from members.register.forms import NameField, UsualTextField
from members.register.models.member import Member
from members.register.rules import identity
from members.register.rules.names import NAME_LENGTH
from office.days import PastDayField
from office.forms import ReasonField, ReasonForm
from office.refusals import refusals_into
from office.types import FieldOptions, FieldValues, Files, FormData, FormOptions
from office.uploads.fields import FilesField


class OwnFieldForm(forms.Form):
    """The right value of one field of a worker's own entry; `text` is the value as actions take it."""

    def __init__(self, data: FormData = None, *, member: Member, field: str, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.member, self.field = member, field
        self.present = text_of(member, field)
        if field == "id_number":
            self.fields["kind"] = forms.ChoiceField(
                label=_("kind of certificate"), choices=IdKind.choices, initial=member.id_kind
            )
        self.fields["value"] = self._value_field()
        if field in personal_file.ON_REQUEST:
            self.fields["reason"] = forms.CharField(
                label=_("reason"), max_length=300, help_text=_("What is wrong, and since when.")
            )
            self.fields["files"] = FilesField(
                label=_("document"),
                help_text=_("A photo of the document that shows it; needed for a name or a certificate."),
            )
            # For the mark at the label only: a FilesField takes an empty list, which `_compare` then refuses.
            self.fields["files"].required = field in personal_file.WITH_DOCUMENT

    def _value_field(self) -> forms.Field:
        label = _("as it should be")
        if self.field == "family":
            help_text = _("Who: relation, name, birth date, school or workplace.")
            return UsualTextField(label=label, max_length=500, help_text=help_text, widget=forms.Textarea({"rows": 4}))
        model_field = member_field(self.field)
        if self.field in (*personal_file.SECRET, "phone"):
            attrs = {"autocomplete": "off", "inputmode": "tel" if self.field == "phone" else "text"}
            return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs=attrs))
        options: FieldOptions = {"label": label, "initial": getattr(self.member, self.field)}
        if isinstance(model_field, BooleanField):
            choices = [("True", _("yes")), ("False", _("no"))]
            return forms.ChoiceField(choices=choices, **options)
        if isinstance(model_field, DateField):
            return PastDayField(**options)
        if not model_field.choices:
            options["required"] = self.field == "name"
        if self.field == "name":
            return NameField(max_length=NAME_LENGTH, **options)
        if not model_field.choices and isinstance(model_field, CharField):
            return UsualTextField(max_length=model_field.max_length, **options)
        form_field = model_field.formfield(**options)
        assert form_field is not None
        return form_field

    def clean_value(self) -> object:
        value = self.cleaned_data["value"]
        if self.field not in (*personal_file.SECRET, "phone"):
            return value
        number = "".join(value.split())
        if self.field == "phone" and not identity.is_mobile_number(number):
            raise forms.ValidationError(_("A mobile number has 11 digits and begins with 1."))
        if self.field == "phone" and self.member.user:
            # A number that somebody else has is refused.
            with refusals_into(self, field="value"):
                count_own_number(self.member.user)
        if self.field == "bank_card" and not (number.isascii() and number.isdecimal() and 12 <= len(number) <= 19):
            raise forms.ValidationError(_("A card number has 12 to 19 digits."))
        return number

    def clean(self) -> FieldValues:
        cleaned = super().clean() or {}
        if self.field == "id_number" and "value" in cleaned and "kind" in cleaned:
            try:
                number = certificate_number(cleaned["value"], cleaned["kind"])
            except forms.ValidationError as why:
                self.add_error("value", why)
            else:
                cleaned["value"] = personal_file.certificate_text(cleaned["kind"], number)
        self._compare(cleaned)
        return cleaned

    def _compare(self, cleaned: FieldValues) -> None:
        """Refuse a value that changes nothing or contradicts the identity number, and a missing document."""
        if self.field in personal_file.WITH_DOCUMENT and not cleaned.get("files") and "files" not in self.errors:
            self.add_error("files", _("Attach a photo of the document that shows it."))
        if "value" not in cleaned:
            return
        if self.text == self.present:
            self.add_error("value", _("That is what the register says already."))
        elif self.field in ("birth_date", "sex"):
            said = {"birth_date": self.member.birth_date, "sex": self.member.sex, self.field: cleaned["value"]}
            kind, number = self.member.id_kind, self.member.id_number.reveal()
            if fault := personal_file.contradiction(kind, number, said["birth_date"], said["sex"]):
                self.add_error("value", fault)

    @property
    def text(self) -> str:
        """The value as change requests store it."""
        value = personal_file.as_text(self.cleaned_data["value"])
        return value.strip().upper() if self.field == "employee_number" else value.strip()


class ReturnForm(ReasonForm):
    reason = ReasonField(
        label=_("why it can't be accepted"),
        max_length=300,
        help_text=_("The worker reads this."),
        missing=_("Say why it can't be accepted."),
    )


class ChangeFilter(forms.Form):
    """The filter of the list of change requests."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *RequestState.choices])


class PaperConsentForm(forms.Form):
    """A consent, or its withdrawal, that a member signed on paper."""

    purpose = forms.ChoiceField(label=_("purpose"), choices=Purpose.choices)
    given = forms.ChoiceField(
        label=_("what was signed"), choices=[("yes", _("consent given")), ("no", _("consent withdrawn"))]
    )
    sheet = FilesField(label=_("signed sheet"), help_text=_("A photo or scan of the signed sheet."))

    def clean_sheet(self) -> Files:
        sheet: Files = self.cleaned_data["sheet"]
        if not sheet:
            raise forms.ValidationError(_("Attach the signed sheet."))
        return sheet

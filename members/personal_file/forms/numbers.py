"""Form fields for numbers that forms don't show: what is typed replaces the stored number."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.choices import IdKind, Purpose, Sex
from members.consents.checks import allows
from members.personal_file.rules import certificate_fault
from members.register.actions.number_checks import count_number_check
from members.register.models.member import Member
from members.register.rules import identity
from members.register.rules.identity import bare_number
from office.refusals import refusals_into
from office.secrets import keyed_hash
from office.types import FieldValues

EMPTY_KEEPS = _("Leave empty to keep the present one.")
NO_AUTOCOMPLETE = {"autocomplete": "off"}


class NumbersForm(forms.ModelForm[Member]):
    """Asks for new phone, certificate number and bank card of a member; the base of forms with other fields.

    Left empty, a number stays. Other members must not have the same certificate number or card; a card needs its
    owner's consent. Birth date and sex follow from a new identity card number. Subclasses set `user`, who types: what
    is compared with other members is counted, see `count_number_check`.
    """

    user: User

    new_phone = forms.CharField(label=_("new phone"), required=False, max_length=20, help_text=EMPTY_KEEPS)
    new_id_number = forms.CharField(
        label=_("new certificate number"),
        required=False,
        max_length=32,
        help_text=EMPTY_KEEPS,
        widget=forms.TextInput(attrs=NO_AUTOCOMPLETE),
    )
    new_bank_card = forms.CharField(
        label=_("new bank card"),
        required=False,
        max_length=23,
        help_text=EMPTY_KEEPS,
        widget=forms.TextInput(attrs=NO_AUTOCOMPLETE),
    )

    def clean_employee_number(self) -> str | None:
        return self.cleaned_data["employee_number"] or None

    def clean_new_phone(self) -> str:
        phone = mobile_number(self.cleaned_data["new_phone"])
        if phone:
            # Of two accounts with the same phone the second one is refused.
            may_be_compared(self, self.user, "new_phone")
        return phone

    def clean_new_bank_card(self) -> str:
        card = "".join(self.cleaned_data["new_bank_card"].split())
        if card and not (card.isascii() and card.isdecimal() and 12 <= len(card) <= 19):
            raise ValidationError(_("A card number has 12 to 19 digits."))
        self._refuse_known("bank_card_hash", card)
        if card and not (self.instance.pk and allows(self.instance, Purpose.BANK_CARD)):
            raise ValidationError(_("The card is kept only after its owner has agreed to it."))
        return card

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        kind = cleaned.get("id_kind") or ""
        try:
            number = certificate_number(cleaned.get("new_id_number") or "", kind)
            self._refuse_known("id_hash", number)
        except ValidationError as why:
            self.add_error("new_id_number", why)
            return
        cleaned["new_id_number"] = number
        if kind == IdKind.IDENTITY_CARD:
            self._compare(cleaned, number or self.instance.id_number.reveal(), new=bool(number))

    def _compare(self, cleaned: FieldValues, number: str, *, new: bool) -> None:
        """Compare birth date and sex with `number`, the member's identity card number from now on.

        Those typed now may not contradict it; else they are set from it if it is `new`. An old number that is none of
        an identity card is refused for `id_kind`, if that was changed.
        """
        if not identity.is_identity_number(number):
            if number and "id_kind" in self.changed_data:
                self.add_error("id_kind", _("The number that is kept is none of an identity card."))
            return
        for name, value in (("birth_date", identity.birth_date_of(number)), ("sex", identity.sex_of(number))):
            typed = cleaned.get(name)
            if name in self.changed_data and typed not in (None, "", Sex.UNKNOWN, Sex.NOT_SAID, value):
                self.add_error(name, _("This contradicts the identity number."))
            elif new:
                cleaned[name] = value

    def _refuse_known(self, field: str, number: str) -> None:
        typed_in = {"bank_card_hash": "new_bank_card", "id_hash": "new_id_number"}[field]
        if not number or not may_be_compared(self, self.user, typed_in):
            return
        others = Member.objects.exclude(pk=self.instance.pk)
        if others.filter(**{field: keyed_hash(number)}).exists():
            raise ValidationError(_("Another member has this number."))


def may_be_compared(form: forms.BaseForm, user: User, field: str | None = None) -> bool:
    """Count that `user` has a number compared with the register; return False, with an error, if that is too often."""
    with refusals_into(form, field=field):
        count_number_check(user)
        return True
    return False


def mobile_number(typed: str) -> str:
    """Return a typed mobile number without blanks, "" for none. Raises ValidationError for any other text."""
    phone = "".join(typed.split())
    if phone and not identity.is_mobile_number(phone):
        raise ValidationError(_("A mobile number has 11 digits and begins with 1."))
    return phone


def certificate_number(typed: str, kind: str) -> str:
    """Return a typed certificate number in its stored form, "" for none.

    Raises ValidationError for one that is invalid for its `kind`, and for a birth date in the future.
    """
    number = bare_number(typed)
    if not number:
        return ""
    carded = kind == IdKind.IDENTITY_CARD
    if carded:
        number = identity.eighteen_digits(number)
    if fault := certificate_fault(kind, number):
        raise ValidationError(fault)
    if carded and (born := identity.birth_date_of(number)) and born > timezone.localdate():
        raise ValidationError(_("By this number its bearer is not born yet."))
    return number

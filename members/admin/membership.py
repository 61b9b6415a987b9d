from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from members.admin_rights import PortalAdmin, ReadOnly
from members.codes import IdKind, Purpose
from members.consents import allows
from members.models import ImportJob, Member
from members.rules import identity
from union_portal.office.secrets import keyed_hash


class MemberForm(forms.ModelForm):
    """A member; its numbers are never shown in full, a new one replaces them."""

    new_phone = forms.CharField(
        label=_("new phone"), required=False, max_length=20, widget=UnfoldAdminTextInputWidget(),
        help_text=_("Leave empty to keep the present one."),
    )  # fmt: skip
    new_id_number = forms.CharField(
        label=_("new certificate number"), required=False, max_length=32,
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
        help_text=_("Leave empty to keep the present one."),
    )  # fmt: skip
    new_bank_card = forms.CharField(
        label=_("new bank card"), required=False, max_length=23,
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
        help_text=_("Leave empty to keep the present one."),
    )  # fmt: skip

    class Meta:
        model = Member
        fields = [
            "name", "unit", "employee_number", "user", "state", "joined_on", "state_since", "state_reason",
            "employment", "employment_form", "post_category", "hired_on", "id_kind", "sex", "birth_date",
            "ethnic_group", "education", "skill_level", "politics", "household_kind", "household_place",
            "native_place", "is_migrant",
        ]  # fmt: skip

    def clean_employee_number(self) -> str | None:
        return self.cleaned_data["employee_number"] or None

    def clean_new_phone(self) -> str:
        phone = "".join(self.cleaned_data["new_phone"].split())
        if phone and not identity.is_mobile_number(phone):
            raise ValidationError(_("A mobile number has 11 digits and begins with 1."))
        return phone

    def clean_new_bank_card(self) -> str:
        card = "".join(self.cleaned_data["new_bank_card"].split())
        if card and not (card.isascii() and card.isdecimal() and 12 <= len(card) <= 19):
            raise ValidationError(_("A card number has 12 to 19 digits."))
        self._refuse_known("bank_card_hash", card)
        if card and not (self.instance.pk and allows(self.instance, Purpose.BANK_CARD)):
            raise ValidationError(_("The card is kept only after its owner has agreed to it."))
        return card

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number = "".join((cleaned.get("new_id_number") or "").split()).upper()
        if number and cleaned.get("id_kind") == IdKind.IDENTITY_CARD:
            number = identity.eighteen_digits(number)
            if not identity.is_identity_number(number):
                self.add_error("new_id_number", _("This is no valid identity number."))
        try:
            self._refuse_known("id_hash", number)
        except ValidationError as why:
            self.add_error("new_id_number", why)
        cleaned["new_id_number"] = number
        return cleaned

    def _refuse_known(self, field: str, number: str) -> None:
        others = Member.objects.exclude(pk=self.instance.pk)
        if number and others.filter(**{field: keyed_hash(number)}).exists():
            raise ValidationError(_("Another member has this number."))


@admin.register(Member)
class MemberAdmin(PortalAdmin):
    form = MemberForm
    unit_field = "unit"
    list_display = ["name", "employee_number", "unit", "masked_phone", "post_category", "employment", "state"]
    list_filter = ["state", "employment", "post_category", "employment_form"]
    list_select_related = ["unit"]
    search_fields = ["name", "pinyin__startswith", "initials__startswith", "employee_number__istartswith"]
    autocomplete_fields = ["unit", "user"]
    readonly_fields = ["masked_phone", "masked_id_number", "masked_bank_card", "created_at", "updated_at"]
    fieldsets = [
        (None, {"fields": ["name", "unit", "employee_number", "user"]}),
        (_("Membership"), {"fields": ["state", "joined_on", "state_since", "state_reason"]}),
        (_("Employment"), {"fields": ["employment", "employment_form", "post_category", "hired_on"]}),
        (
            _("Numbers"),
            {
                "fields": [
                    "masked_phone", "new_phone", "id_kind", "masked_id_number", "new_id_number", "masked_bank_card",
                    "new_bank_card",
                ]
            },
        ),
        (
            _("Person"),
            {
                "fields": [
                    "sex", "birth_date", "ethnic_group", "education", "skill_level", "politics", "household_kind",
                    "household_place", "native_place", "is_migrant", "created_at", "updated_at",
                ]
            },
        ),
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Whose account it is decides who reads as this member; only superusers see accounts at all.
        user: Any = request.user
        fields = super().get_readonly_fields(request, obj)
        return fields if user.is_superuser else [*fields, "user"]

    @admin.display(description=_("certificate number"))
    def masked_id_number(self, member: Member) -> str:
        return member.masked_id_number or "—"

    @admin.display(description=_("bank card"))
    def masked_bank_card(self, member: Member) -> str:
        return member.masked_bank_card or "—"

    @admin.display(description=_("phone"))
    def masked_phone(self, member: Member) -> str:
        return member.masked_phone or "—"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.phone = form.cleaned_data["new_phone"] or obj.phone
        if number := form.cleaned_data["new_id_number"]:
            obj.keep_id_number(number)
        if card := form.cleaned_data["new_bank_card"]:
            obj.keep_bank_card(card)
            if not identity.passes_luhn(card):
                messages.warning(request, gettext("The card number's check digit is unusual: please compare it again."))
        super().save_model(request, obj, form, change)


@admin.register(ImportJob)
class ImportJobAdmin(ReadOnly, PortalAdmin):
    unit_field = "unit"
    list_display = ["file_name", "unit", "by", "state", "rows", "rejected", "created", "updated", "started_at"]
    list_filter = ["state", "started_at"]
    list_select_related = ["unit", "by"]
    search_fields = ["file_name", "unit__name"]
    exclude = ["file"]

from collections.abc import MutableMapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from members import access
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from members.authority.models import Appointment, User
from members.committees.models.committees import Seat
from members.permissions import MembersPermission
from members.personal_file.actions.corrections import CONFLICTS, copy_to_account
from members.personal_file.forms.numbers import NumbersForm
from members.register.actions.entry_lock import write_refusal
from members.register.actions.open_unit import in_open_unit
from members.register.forms import PERSON, WORK
from members.register.models.member import Member
from members.register.rules import identity
from members.units.querysets.units import Units
from office.constraints import refused_by
from office.types import FormData, Upload


class MemberForm(NumbersForm):
    """The data of a member; phone and numbers are shown masked, and replaced by typing new ones."""

    class Meta:
        model = Member
        fields = [
            "name",
            "unit",
            "employee_number",
            "user",
            "joined_on",
            *WORK,
            *PERSON,
        ]

    def __init__(
        self,
        data: FormData = None,
        files: MultiValueDict[str, Upload] | None = None,
        *,
        initial: MutableMapping[str, object] | None = None,
        instance: Member | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial, instance=instance)
        for name in ("new_phone", "new_id_number", "new_bank_card"):
            self.fields[name].widget = UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"})

    def clean_new_phone(self) -> str:
        phone = super().clean_new_phone()
        account = self.instance.user_id
        if phone and account and User.objects.exclude(pk=account).filter(phone=phone).exists():
            raise ValidationError(_("Another account has this phone."))
        return phone

    def clean_user(self) -> User | None:
        user: User | None = self.cleaned_data["user"]
        today = timezone.localdate()
        if user and self.instance.pk and Seat.objects.reviewing(today).filter(member=self.instance).exists():
            held = Appointment.objects.overlapping(today, None).filter(holder=user).select_related("post")
            if any(one.post.spends for one in held):
                raise ValidationError(_("Whoever reviews the funds can't hold a post that decides about spending."))
        return user


@admin.register(Member)
class MemberAdmin(PortalAdmin):
    form = MemberForm
    unit_field = "unit"
    list_display = ["name", "employee_number", "unit", "masked_phone", "post_category", "employment", "state"]
    list_filter = ["state", "employment", "post_category", "employment_form"]
    list_select_related = ["unit"]
    search_fields = ["name", "pinyin__startswith", "initials__startswith", "employee_number__istartswith"]
    autocomplete_fields = ["unit", "user"]
    # Membership changes through the portal's actions, which check permissions, record reasons and notify.
    readonly_fields = [
        *("state", "state_since", "unit_since", "state_reason"),
        *("masked_phone", "masked_id_number", "masked_bank_card"),
        *("hardship", "merged_into", "anonymised_at", "created_at", "updated_at"),
    ]
    fieldsets = [
        (None, {"fields": ["name", "unit", "employee_number", "user"]}),
        (_("Membership"), {"fields": ["state", "joined_on", "state_since", "unit_since", "state_reason"]}),
        (_("Employment"), {"fields": [*WORK]}),
        (
            _("Numbers"),
            {
                "fields": [
                    "masked_phone",
                    "new_phone",
                    "id_kind",
                    "masked_id_number",
                    "new_id_number",
                    "masked_bank_card",
                    "new_bank_card",
                ]
            },
        ),
        (
            _("Person"),
            {
                "fields": [
                    *[name for name in PERSON if name != "id_kind"],
                    *("hardship", "merged_into", "anonymised_at", "created_at", "updated_at"),
                ]
            },
        ),
    ]

    # Any: Django's own nest deeply.
    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Return the fields in groups; hardship only to who may know it in the member's unit."""
        groups = super().get_fieldsets(request, obj)
        if isinstance(obj, Member) and access.can(request.user, MembersPermission.VIEW_HARDSHIPMARK, obj.unit):
            return groups
        return [
            (name, {**group, "fields": [field for field in group["fields"] if field != "hardship"]})
            for name, group in groups
        ]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and (
            not isinstance(obj, Member) or not write_refusal(obj, request.user)
        )

    # Any: as in PortalAdmin.
    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        # Linking an account lets its user read the member's data, so only superusers may do it.
        user = user_of(request)
        fields = [*super().get_readonly_fields(request, obj), *(["unit", "joined_on"] if obj else [])]
        return fields if user.is_superuser else [*fields, "user"]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Model, Model], request: HttpRequest, **kwargs: object
    ) -> ModelChoiceField[Model] | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "unit":
            assert isinstance(field.queryset, Units)
            field.queryset = field.queryset.open()
        return field

    @admin.display(description=_("certificate number"))
    def masked_id_number(self, member: Member) -> str:
        return member.masked_id_number or "—"

    @admin.display(description=_("bank card"))
    def masked_bank_card(self, member: Member) -> str:
        return member.masked_bank_card or "—"

    @admin.display(description=_("phone"))
    def masked_phone(self, member: Member) -> str:
        return member.masked_phone or "—"

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        assert isinstance(obj, Member)
        obj.phone = form.cleaned_data["new_phone"] or obj.phone
        if number := form.cleaned_data["new_id_number"]:
            obj.set_id_number(number)
        if card := form.cleaned_data["new_bank_card"]:
            obj.set_bank_card(card)
            if not identity.passes_luhn(card):
                messages.warning(request, gettext("The card number's check digit is unusual: please compare it again."))
        with in_open_unit(obj.unit), refused_by(CONFLICTS):
            super().save_model(request, obj, form, change)
            copy_to_account(obj, [name.removeprefix("new_") for name in form.changed_data])

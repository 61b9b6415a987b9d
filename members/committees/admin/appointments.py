"""Accounts, posts and appointments in the admin: for superusers only, since all permissions come from them.

They are not in the room authority, because their forms ask who is on a fund review committee.
"""

from allauth.account.admin import EmailAddressAdmin as AllauthEmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ManyToManyField, Model, QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from members.accounts.sessions import end_sessions
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from members.authority.models import Appointment, Post, User
from members.authority.required_step import tell_holders
from members.authority.shipped_posts import SPENDING
from members.committees.admin.permission_names import PermissionsField
from members.committees.models.committees import Seat
from members.register.rules.identity import mask_phone
from office import audit
from office.addresses import client_address
from office.admin import DeletableOnly
from office.types import FieldValues, JsonValue

# A group would give permissions without a unit and without a term.
admin.site.unregister(Group)
# allauth's admin shows the secrets of second factors.
admin.site.unregister(Authenticator)
# Other packages' admins take any lookup.
admin.site.unregister(EmailAddress)


@admin.register(User)
class UserAdmin(PortalAdmin, DjangoUserAdmin[User]):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "name", "masked_phone", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["username", "name"]
    ordering = ["username"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password", "name", "phone", "email"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "name", "phone", "password1", "password2"]})]

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm[Model], change: bool) -> None:
        """Save an account; closing or opening it is recorded as such."""
        if not change or "is_active" not in form.changed_data:
            super().save_model(request, obj, form, change)
            return
        assert isinstance(obj, User)
        obj.save()
        told: dict[str, JsonValue] = {"fields": form.changed_data, "address": client_address(request)}
        audit.record("account.reopen" if obj.is_active else "account.close", obj, by=user_of(request), changes=told)

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Show the form for the password of an account or set it, which is recorded."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            told = {"address": client_address(request)}
            audit.record("password.set", self.get_object(request, id), by=user_of(request), changes=told)
        return response

    @admin.display(description=_("phone"))
    def masked_phone(self, user: User) -> str:
        return mask_phone(user.phone or "") or "—"


class PostForm(forms.ModelForm[Post]):
    """Refuses permissions to spend for a post that a member of a fund review committee holds now or later."""

    def clean_permissions(self) -> QuerySet[Permission]:
        permissions: QuerySet[Permission] = self.cleaned_data["permissions"]
        gained = {f"{one.content_type.app_label}.{one.codename}" for one in permissions} & SPENDING
        holders = Appointment.objects.overlapping(timezone.localdate(), None).filter(post=self.instance)
        reviewers = Seat.objects.reviewing(timezone.localdate()).filter(member__user__in=holders.values("holder"))
        if self.instance.pk and gained and reviewers.exists():
            raise ValidationError(_("Somebody who holds this post reviews the funds, and can't decide about spending."))
        return permissions


class AppointmentForm(forms.ModelForm[Appointment]):
    """Refuses to appoint a member of a fund review committee to a post that decides about spending."""

    def clean(self) -> FieldValues:
        cleaned = super().clean() or {}
        holder, post, since = (cleaned.get(name) for name in ("holder", "post", "starts_on"))
        if not (holder and post and since):
            return cleaned
        seats = Seat.objects.reviewing(since, cleaned.get("ends_on")).filter(member__user=holder)
        if post.spends and seats.exists():
            raise ValidationError(_("Whoever reviews the funds can't hold a post that decides about spending."))
        return cleaned


@admin.register(Post)
class PostAdmin(PortalAdmin):
    form = PostForm
    list_display = ["__str__", "code", "second_step"]
    list_filter = ["second_step"]
    search_fields = ["name", "code"]
    filter_horizontal = ["permissions"]

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm[Model], change: bool) -> None:
        """Save a post; one that asks for the second step from now on has its holders told who have none."""
        super().save_model(request, obj, form, change)
        assert isinstance(obj, Post)
        if "second_step" in form.changed_data:
            told = tell_holders(obj, by=user_of(request))
            if obj.second_step:
                note = ngettext(
                    "%(count)s person who holds this post has no second step yet, and was told to set one up.",
                    "%(count)s people who hold this post have no second step yet, and were told to set one up.",
                    told,
                )
                self.message_user(request, note % {"count": told})

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Model, Model], request: HttpRequest, **kwargs: object
    ) -> ModelMultipleChoiceField[Model] | None:
        field = super().formfield_for_manytomany(db_field, request, **{"form_class": PermissionsField, **kwargs})
        if isinstance(field, ModelMultipleChoiceField) and field.queryset is not None:
            # A permission is shown with its model's name: one query, not one for each.
            field.queryset = field.queryset.select_related("content_type")
        return field


@admin.register(Appointment)
class AppointmentAdmin(PortalAdmin):
    form = AppointmentForm
    list_display = ["holder", "post", "unit", "starts_on", "ends_on"]
    list_filter = ["post", "starts_on", "ends_on"]
    list_select_related = ["holder", "post", "unit"]
    search_fields = ["holder__name", "holder__username", "unit__name"]
    autocomplete_fields = ["holder", "unit"]
    date_hierarchy = "starts_on"


@admin.register(EmailAddress)
class EmailAddressAdmin(PortalAdmin, AllauthEmailAddressAdmin):
    """The e-mail addresses by which passwords are reset; the audit log tells whose, not which."""

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm[Model], change: bool) -> None:
        obj.save()
        self._record_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._record_change(request, obj)
        obj.delete()

    @staticmethod
    def _record_change(request: HttpRequest, obj: Model) -> None:
        assert isinstance(obj, EmailAddress)
        audit.record("account.email", obj.user, by=user_of(request), changes={"address": client_address(request)})


@admin.register(Authenticator)
class AuthenticatorAdmin(DeletableOnly, PortalAdmin):
    """Second factors of log-in; deleting one lets its owner, who has lost it, log in without."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type", "created_at"]
    list_select_related = ["user"]
    exclude = ["data"]

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete a second factor, and record whose."""
        assert isinstance(obj, Authenticator)
        told = {"address": client_address(request), "kind": obj.type}
        audit.record("second_step.remove", obj.user, by=user_of(request), changes=told)
        obj.delete()
        end_sessions(obj.user)

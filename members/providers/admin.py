"""Sign-in providers and whose identity is bound, for superusers; deleting a binding is unbinding."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from members.providers.actions import unbind
from members.providers.forms import ProviderForm
from members.providers.models import ProviderBinding, SignInProvider
from office.addresses import client_address
from office.outbox.receivers import masked


@admin.register(SignInProvider)
class SignInProviderAdmin(PortalAdmin):
    """Providers, with the address that an administrator enters at the provider."""

    form = ProviderForm
    list_display = ["__str__", "kind", "slug", "active", "tenant", "back"]
    list_filter = ["kind", "active"]
    readonly_fields = ("back",)

    @admin.display(description=_("address to enter at the provider"))
    def back(self, provider: SignInProvider) -> str:
        """Return the path that the provider sends people back to."""
        return reverse("members:sign_in_back", args=[provider.slug]) if provider.slug else ""


@admin.register(ProviderBinding)
class ProviderBindingAdmin(PortalAdmin):
    fields = ("account", "provider", "tenant", "identity", "bound_by", "bound_at", "used_at")
    readonly_fields = ("account", "provider", "tenant", "identity", "bound_by", "bound_at", "used_at")
    list_display = ["account", "provider", "identity", "bound_by", "bound_at", "used_at"]
    list_filter = ["provider", "bound_by", "bound_at"]
    list_select_related = ["account", "provider"]
    search_fields = ["account__username", "account__name"]

    @admin.display(description=_("id at the provider"))
    def identity(self, binding: ProviderBinding) -> str:
        """Return the id, masked."""
        return masked(binding.subject)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        assert isinstance(obj, ProviderBinding)
        by = user_of(request)
        unbind(obj, by=by, address=client_address(request), but=request if obj.account_id == by.pk else None)

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSingleDateWidget

from members.accounts.api_tokens import issue_token, revoke_token
from members.accounts.forms import last_day_of_token
from members.accounts.models import ActivationCode, ApiToken
from members.accounts.rules.tokens import Area
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from office.admin import ReadOnly
from office.once.answers import shown_again

# The attribute of a request that holds the new token, for the page that shows it.
ISSUED = "issued"


@admin.register(ActivationCode)
class ActivationCodeAdmin(ReadOnly, PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "purpose", "made_by", "made_at", "expires_at", "attempts", "used_at", "voided_at"]
    list_filter = ["purpose", "made_at", "used_at"]
    list_select_related = ["member", "made_by"]
    search_fields = ["member__name", "member__employee_number__istartswith"]
    date_hierarchy = "made_at"


class ApiTokenForm(ModelForm[ApiToken]):
    """Asks for what the page “API tokens” asks: what the token opens, by boxes to tick, and its last day."""

    areas = MultipleChoiceField(
        label=gettext_lazy("What it opens"),
        choices=Area,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("Only as far as its account sees it."),
    )
    expires_on = last_day_of_token(widget=UnfoldAdminSingleDateWidget)


@admin.register(ApiToken)
class ApiTokenAdmin(PortalAdmin):
    """Tokens of programs that use the API: made here and shown once, revoked by deleting them."""

    form = ApiTokenForm
    list_display = ["prefix", "user", "purpose", "opens", "may_write", "made_at", "expires_on", "last_used_on"]
    list_filter = ["may_write", "made_at", "last_used_on"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__name", "purpose"]
    autocomplete_fields = ["user"]
    readonly_fields = ["prefix", "made_at", "last_used_on", "replaced_by", "second_step"]

    # Any: the type of Django's stubs, which can be named only while types are checked.
    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        asked = ["user", "purpose", "areas", "may_write", "expires_on"]
        return asked if obj is None else [*asked, *self.readonly_fields]

    @admin.display(description=gettext_lazy("opens"))
    def opens(self, token: ApiToken) -> str:
        return token.get_areas_display()

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        assert isinstance(obj, ApiToken)
        setattr(request, ISSUED, issue_token(obj, by=user_of(request)))

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        """Show the new token, in the answer itself, to each tap of its form; no message or session holds it."""
        own = {"title": _("New API token"), "token": obj, "plain": getattr(request, ISSUED)}
        page = render(request, "admin/members/apitoken/made.html", {**self.admin_site.each_context(request), **own})
        return shown_again(page)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        assert isinstance(obj, ApiToken)
        revoke_token(obj, by=user_of(request))

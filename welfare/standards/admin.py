from typing import Unpack

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget

from members import access
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from members.units.models.units import Unit
from office.types import FormData, FormOptions
from welfare.standards import actions
from welfare.standards.models import Cap
from welfare.standards.regional_caps import REGIONS


class AdoptForm(forms.Form):
    """Asks for a unit and the region whose published caps it adopts."""

    region = forms.ChoiceField(
        label=_("region"),
        choices=[(code, f"{region.name} {region.source}") for code, region in REGIONS.items()],
        widget=UnfoldAdminSelectWidget,
        help_text=_("Compare the figures with the document before you rely on them."),
    )

    def __init__(self, data: FormData = None, *, units: QuerySet[Unit], **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        # Caps are set for unions and branches; thousands of groups would only lengthen the list.
        self.fields["unit"] = forms.ModelChoiceField(
            units.filter(depth__lte=2), label=_("unit"), widget=UnfoldAdminSelectWidget
        )
        self.order_fields(["unit"])


@admin.register(Cap)
class CapAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "kind", "basis", "amount", "effective_from", "effective_to", "source"]
    list_filter = ["kind", "basis", "effective_from"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code", "source"]
    autocomplete_fields = ["unit"]
    date_hierarchy = "effective_from"
    actions_list = ["adopt"]

    @action(description=_("Adopt a region's caps"), url_path="adopt", permissions=["add"])
    def adopt(self, request: HttpRequest) -> HttpResponse:
        """Show the form for adopting a region's published caps in a unit, and adopt them."""
        form = AdoptForm(request.POST or None, units=access.units(request.user, self.permission_name("add")))
        if request.method == "POST" and form.is_valid():
            unit, region = form.cleaned_data["unit"], form.cleaned_data["region"]
            written = len(actions.adopt_caps(unit, region, by=user_of(request)))
            message = ngettext("%(count)d cap adopted.", "%(count)d caps adopted.", written) % {"count": written}
            messages.success(request, message)
            return redirect("admin:welfare_cap_changelist")
        context = {**self.admin_site.each_context(request), "title": _("Adopt a region's caps"), "form": form}
        return render(request, "admin/welfare/cap/adopt.html", context)

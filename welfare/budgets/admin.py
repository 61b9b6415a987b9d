from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from office.admin import ReadOnly
from welfare.budgets.models import BudgetChange, BudgetLine


@admin.register(BudgetLine)
class BudgetLineAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "year", "kind", "amount", "reserved", "spent", "left"]
    list_filter = ["year", "kind"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code"]
    autocomplete_fields = ["unit"]
    # Runs write them.
    readonly_fields = ["reserved", "spent"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Return also the sum of a line that is there: it is adjusted by proposal and approval only."""
        return [*self.readonly_fields, *(["amount"] if obj is not None else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Return the fields; for a line that is there, with how its sum is adjusted. Any: as Django types fieldsets."""
        fields: dict[str, object] = {"fields": self.get_fields(request, obj)}
        if obj is not None:
            fields["description"] = format_html(
                '{} <a href="{}">{}</a>',
                gettext("The sum of a budget line is not changed here: an adjustment is proposed and approved."),
                reverse("welfare:budget_change", args=[obj.pk]),
                gettext("Adjust the budget"),
            )
        return [(None, fields)]

    @admin.display(description=_("left"))
    def left(self, line: BudgetLine) -> Decimal:
        return line.left


@admin.register(BudgetChange)
class BudgetChangeAdmin(ReadOnly, PortalAdmin):
    unit_field = "line__unit"
    list_display = ["id", "line", "before", "amount", "state", "proposed_by", "proposed_at", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["line__unit", "proposed_by"]
    search_fields = ["line__unit__name", "line__unit__code"]
    date_hierarchy = "proposed_at"

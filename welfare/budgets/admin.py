from decimal import Decimal

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from welfare.budgets.models import BudgetLine


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

    @admin.display(description=_("left"))
    def left(self, line: BudgetLine) -> Decimal:
        return line.left

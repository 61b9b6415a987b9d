from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from office.admin import ReadOnly
from welfare.budgets import ledger
from welfare.budgets.models import BudgetChange, BudgetEntry, BudgetLine, YearEnd, YearEndLine
from welfare.kinds.admin import KindFilter


@admin.register(BudgetLine)
class BudgetLineAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "year", "kind_name", "amount", "reserved", "spent", "left"]
    list_filter = ["year", ("kind", KindFilter)]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code"]
    autocomplete_fields = ["unit"]
    # The ledger says them.
    readonly_fields = ["reserved", "spent"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Return also the sum of a line that is there, and all of one that was used or whose year is closed."""
        if not isinstance(obj, BudgetLine):
            return self.readonly_fields
        fixed = ["unit", "year", "kind"] if obj.is_used or obj.is_closed else []
        return [*self.readonly_fields, "amount", *fixed]

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        """Save a line; what a new one begins with is written into its ledger as an appropriation."""
        if not isinstance(obj, BudgetLine):
            raise TypeError(obj)
        begins_with = obj.amount
        if change:
            # The sums are those of today, not those that were read for the form.
            latest = BudgetLine.objects.select_for_update(no_key=True)
            obj.refresh_from_db(fields=["amount", "reserved", "spent"], from_queryset=latest)
        else:
            obj.amount = Decimal(0)
        super().save_model(request, obj, form, change)
        if not change:
            ledger.appropriate(obj, begins_with, by=user_of(request))

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

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, line: BudgetLine) -> str:
        return line.get_kind_display()

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


class OfLine(ReadOnly, PortalAdmin):
    """Rows that are read by whoever reads the budget lines of their unit."""

    def permission_name(self, verb: str) -> str:
        return f"welfare.{verb}_budgetline"


class YearsInReach(admin.AllValuesFieldListFilter):
    """Offers the years of the entries that the user may see; Django would offer those of all budget lines."""

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: Any,
        model: type[Model],
        model_admin: admin.ModelAdmin[Any],
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        rows = model_admin.get_queryset(request).order_by(field_path)
        self.lookup_choices = rows.values_list(field_path, flat=True).distinct()


@admin.register(BudgetEntry)
class BudgetEntryAdmin(OfLine):
    unit_field = "line__unit"
    list_display = ["line", "number", "kind", "amount", "amount_after", "reserved_after", "spent_after", "day", "by"]
    list_filter = ["kind", ("line__year", YearsInReach)]
    list_select_related = ["line__unit", "by"]
    search_fields = ["line__unit__name", "line__unit__code"]
    date_hierarchy = "day"


@admin.register(YearEnd)
class YearEndAdmin(OfLine):
    unit_field = "unit"
    list_display = ["unit", "year", "state", "proposed_by", "proposed_at", "decided_at"]
    list_filter = ["state", "year"]
    list_select_related = ["unit", "proposed_by"]
    search_fields = ["unit__name", "unit__code"]


@admin.register(YearEndLine)
class YearEndLineAdmin(OfLine):
    unit_field = "line__unit"
    list_display = ["year_end", "line", "treatment", "left"]
    list_filter = ["treatment"]
    list_select_related = ["year_end__unit", "line__unit"]
    search_fields = ["line__unit__name", "line__unit__code"]

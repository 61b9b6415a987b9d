from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from members.admin_base import PortalAdmin
from members.choices import EmploymentForm, FamilyRelation
from welfare.choices import Form
from welfare.kinds.admin import KindFilter
from welfare.standards.models import BenefitRule, BudgetIncome, Cap, MemberFact, UnitRegion


class StandardAdmin(PortalAdmin):
    """The base of caps and rules. Those of a region or for everywhere are a superuser's."""

    unit_field = "unit"
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code", "source"]
    autocomplete_fields = ["unit"]
    date_hierarchy = "effective_from"

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, row: Cap | BenefitRule) -> str:
        return row.get_kind_display()


@admin.register(Cap)
class CapAdmin(StandardAdmin):
    list_display = [
        *("place", "kind_name", "festival", "condition", "basis", "amount"),
        *("effective_from", "effective_to", "day_unclear", "certainty", "source"),
    ]
    list_filter = [("kind", KindFilter), "region", "basis", "certainty", "day_unclear", "effective_from"]


@admin.register(BenefitRule)
class BenefitRuleAdmin(StandardAdmin):
    list_display = [
        "place",
        "kind_name",
        "forms",
        "frequency",
        "claim_months",
        "effective_from",
        "effective_to",
        "source",
    ]
    list_filter = [("kind", KindFilter), "region", "effective_from"]

    # Any: as Django types the options of a form field.
    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **options: Any) -> Any:
        """Return boxes to tick for the forms, the relatives and the forms of employment."""
        choices = {
            "forms": Form.choices,
            "relations": FamilyRelation.choices,
            "outside_base": EmploymentForm.choices,
        }.get(db_field.name)
        if choices is None:
            return super().formfield_for_dbfield(db_field, request, **options)
        return NoneWhereEmpty(
            choices=choices,
            label=db_field.verbose_name,
            required=False,
            widget=UnfoldAdminCheckboxSelectMultipleWidget,
            help_text=_("None ticked: not ruled here."),
        )


class NoneWhereEmpty(forms.MultipleChoiceField):
    """Several of the choices; None where there is none."""

    def clean(self, value: object) -> list[str] | None:
        return super().clean(value) or None

    def has_changed(self, initial: Collection[Any] | None, data: Collection[Any] | None) -> bool:
        return super().has_changed(initial or [], data or [])


@admin.register(UnitRegion)
class UnitRegionAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "region", "ample_funds"]
    list_filter = ["region", "ample_funds"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code"]
    autocomplete_fields = ["unit"]


@admin.register(BudgetIncome)
class BudgetIncomeAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["unit", "year", "amount", "source"]
    list_filter = ["year"]
    list_select_related = ["unit"]
    search_fields = ["unit__name", "unit__code"]
    autocomplete_fields = ["unit"]


@admin.register(MemberFact)
class MemberFactAdmin(PortalAdmin):
    unit_field = "member__unit"
    list_display = ["member", "fact", "since", "until", "source"]
    list_filter = ["fact", "since"]
    list_select_related = ["member__unit"]
    search_fields = ["member__name", "member__employee_number"]
    autocomplete_fields = ["member"]

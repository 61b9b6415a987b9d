from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm, MultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from members.admin_base import PortalAdmin
from members.choices import ETHNIC_GROUPS
from welfare.plans.actions import prepare_plan
from welfare.plans.models import MinorityFestival, MinorityFestivalDay, Plan


@admin.register(Plan)
class PlanAdmin(PortalAdmin):
    unit_field = "unit"
    list_display = ["name", "unit", "schedule", "festival", "amount", "form", "lead_days", "active"]
    list_filter = ["schedule", "festival", "active"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name", "unit__code"]
    autocomplete_fields = ["unit"]
    # Days, conditions and tables are typed in the portal's form, which checks them.
    readonly_fields = ["days", "conditions", "amounts", "since"]
    fields = [
        "unit",
        "name",
        "schedule",
        "festival",
        "minority_festival",
        "days",
        "kind",
        "leap_day",
        "conditions",
        "amount",
        "amounts",
        "form",
        "lead_days",
        "goods",
        "place",
        "hours",
        "contact",
        "collect_days",
        "notice_days",
        "active",
        "since",
    ]

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        """Save a plan by the rules of `save_plan`. Raises NotAllowed as it does."""
        if not isinstance(obj, Plan):
            raise TypeError(obj)
        prepare_plan(obj)
        super().save_model(request, obj, form, change)


class MinorityFestivalForm(ModelForm[MinorityFestival]):
    """Asks for the ethnic groups of a festival by boxes to tick."""

    ethnic_groups = MultipleChoiceField(
        label=_("ethnic groups"),
        choices=ETHNIC_GROUPS,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("Only members of these groups receive; none means everybody in the region."),
    )


@admin.register(MinorityFestival)
class MinorityFestivalAdmin(PortalAdmin):
    """Minority festivals, each with its approval; for superusers."""

    form = MinorityFestivalForm
    list_display = ["name", "region", "code", "approved_by", "document"]
    list_filter = ["approved_by"]
    search_fields = ["name", "region", "code"]
    fields = ["code", "name", "region", "ethnic_groups", "approved_by", "document"]


@admin.register(MinorityFestivalDay)
class MinorityFestivalDayAdmin(PortalAdmin):
    """The days of minority festivals by year, typed as they are announced; for superusers."""

    list_display = ["festival", "on", "number", "source"]
    list_filter = ["on", "festival"]
    list_select_related = ["festival"]
    search_fields = ["festival__name", "festival__region"]
    date_hierarchy = "on"
    fields = ["festival", "on", "number", "source"]

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelect2Widget

from members import access
from members.admin_base import PortalAdmin
from members.authority.guards import user_of
from members.organisation.actions import change_unit, require_order
from members.organisation.forms import UnitForm as PortalUnitForm
from members.permissions import MembersPermission
from members.units.models.places import UnitPlace
from members.units.models.units import Unit, UnitContact
from members.units.querysets.units import Units
from office import audit
from office.admin import ReadOnly
from office.refusals import refusals_into


class UnitChoice(forms.ModelChoiceField[Unit]):
    def label_from_instance(self, unit: Unit) -> str:
        return f"{'　' * (unit.depth - 1)}{unit.name}"


class UnitForm(PortalUnitForm):
    """The data of an existing unit; pages of the portal move, merge and close it, which ask for a reason."""

    class Meta(PortalUnitForm.Meta):
        widgets: ClassVar[dict[str, forms.Widget]] = {}


class NewUnitForm(UnitForm):
    """The data of a new unit, below `parent`; without one it is a root. UnitAdmin says who may choose which."""

    parent = UnitChoice(Unit.objects.none(), label=_("unit above"), widget=UnfoldAdminSelect2Widget)

    def clean(self) -> None:
        super().clean()
        parent, kind = self.cleaned_data.get("parent"), self.cleaned_data.get("kind")
        if parent and kind:
            with refusals_into(self, field="kind"):
                require_order(kind, parent.kind)


class ContactInline(TabularInline):
    model = UnitContact
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True  # whoever sees the unit

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return isinstance(obj, Unit) and access.can(request.user, MembersPermission.CHANGE_UNIT, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


class PlaceInline(ReadOnly, TabularInline):
    """The places of a unit in the tree, day by day."""

    model = UnitPlace
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True  # whoever sees the unit


@admin.register(Unit)
class UnitAdmin(PortalAdmin):
    form = UnitForm
    unit_field = ""
    list_display = ["indented", "code", "kind", "level", "closed_on"]
    list_filter = ["kind", "level", "closed_on"]
    search_fields = ["name", "code", "credit_code"]
    readonly_fields = ["closed_on", "merged_into"]
    inlines = [ContactInline, PlaceInline]
    ordering = ["path"]
    actions = None

    # Any: as in PortalAdmin.
    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change=change, **kwargs)
        user = user_of(request)
        form = super().get_form(request, obj, change=change, **kwargs | {"form": NewUnitForm})
        parent = UnitChoice(
            access.units(user, self.permission_name("add")).open(),
            label=_("unit above"),
            required=not user.is_superuser,
            widget=UnfoldAdminSelect2Widget,
        )
        return type(form.__name__, (form,), {"parent": parent})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Unit], search_term: str
    ) -> tuple[QuerySet[Unit], bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        assert isinstance(found, Units)
        match = request.resolver_match
        # Closed units are listed here, but can't be chosen in other forms.
        return (found.open() if match and match.url_name == "autocomplete" else found), twice

    @admin.display(description=_("unit name"))
    def indented(self, unit: Unit) -> str:
        return f"{'　' * (unit.depth - 1)}{unit.name}"

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # Deleting a node deletes everything below it.
        return super().has_delete_permission(request, obj) and (not isinstance(obj, Unit) or obj.is_leaf())

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        assert isinstance(obj, Unit)
        if change:
            assert isinstance(form, UnitForm)
            change_unit(obj, form.entered(), None, by=user_of(request))
        elif parent := form.cleaned_data["parent"]:
            Unit.objects.add_child(parent, instance=obj)
        else:
            Unit.objects.add_root(instance=obj)
        if not change:
            audit.record("admin.add", obj, by=request.user, unit=obj, changes={"fields": form.changed_data})

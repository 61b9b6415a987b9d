"""Base of the admin pages: they ask for the same permissions in units as the portal; superusers may do everything."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Model, QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from members import access
from office import audit
from office.admin_lookups import LimitedLookups
from office.days import DayField

if TYPE_CHECKING:
    from members.units.models.units import Unit


class PortalAdmin(LimitedLookups):
    """Shows and changes the rows that the user's appointments reach; each change writes an audit event.

    `unit_field` is the lookup from a row to its unit, "" for units themselves; None leaves the model to superusers.
    """

    unit_field: str | None = None
    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True
    formfield_overrides: ClassVar[Mapping[type[models.Field[object, object]], Mapping[str, object]]] = {
        models.DateField: {"form_class": DayField}
    }

    def permission_name(self, verb: str) -> str:
        """Return the permission that the portal asks for `verb` (view, add, change, delete) on this model."""
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def is_allowed(self, request: HttpRequest, verb: str, obj: Model | None = None) -> bool:
        """Return whether the user may do `verb` to `obj`, or to some row where no `obj` is given."""
        user = request.user
        if user.is_superuser:
            return user.is_active
        if self.unit_field is None:
            return False
        if obj is None:
            return access.holds(user, self.permission_name(verb))
        unit = self.unit_of(obj)
        return unit is not None and access.can(user, self.permission_name(verb), unit)

    def unit_of(self, obj: Model) -> "Unit | None":
        """Return the unit of `obj`; None without `unit_field`, and where a step of it is empty."""
        if self.unit_field is None:
            return None
        found: object = obj
        for step in filter(None, self.unit_field.split("__")):
            found = getattr(found, step, None)
        return found if isinstance(found, apps.get_model("members.Unit")) else None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.is_allowed(request, "view") or self.is_allowed(request, "change")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_allowed(request, "view", obj) or self.is_allowed(request, "change", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_allowed(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_allowed(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_allowed(request, "delete", obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = super().get_queryset(request)
        user = request.user
        if user.is_superuser:
            return rows
        if self.unit_field is None:
            return rows.none()
        viewed = access.within(user, self.permission_name("view"), self.unit_field)
        return rows.filter(viewed | access.within(user, self.permission_name("change"), self.unit_field))

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Model, Model], request: HttpRequest, **kwargs: object
    ) -> ModelChoiceField[Model] | None:
        owner, _sep, lookup = (self.unit_field or "").partition("__")
        if db_field.name == owner:
            # Who may see a unit, or a member of it, may not yet add rows there.
            reach = access.within(request.user, self.permission_name(self._verb_of(request)), lookup)
            kwargs["queryset"] = db_field.related_model._default_manager.filter(reach)
        shown = self.admin_site._registry.get(db_field.related_model)
        if shown is not None and "queryset" not in kwargs:
            kwargs["queryset"] = shown.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @staticmethod
    def _verb_of(request: HttpRequest) -> str:
        match = request.resolver_match
        return "change" if match and "object_id" in match.kwargs else "add"

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Model], change: bool) -> None:
        if not self.is_allowed(request, "change" if change else "add", obj):
            raise PermissionDenied  # the form has set a unit in which the user lacks the permission
        super().save_model(request, obj, form, change)
        unit, told = self.unit_of(obj), {"fields": form.changed_data}
        audit.record("admin.change" if change else "admin.add", obj, by=request.user, unit=unit, changes=told)

    # Any: of Django's own, whose lists nest.
    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Return what a deletion would delete, without a word of the rows that refer to it.

        Django would show or name each of them: an account's notices, and that it has reported a grievance, and which.
        """
        _nested, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            return [], {}, set(), [_("records elsewhere that refer to it")]
        return [str(one) for one in objs], counts, lacking, []

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._record_deletion(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        """Delete row by row, as `delete_model` does, so that each deletion is recorded."""
        for obj in queryset:
            self.delete_model(request, obj)

    def _record_deletion(self, request: HttpRequest, obj: Model) -> None:
        unit = self.unit_of(obj)
        audit.record("admin.delete", obj, by=request.user, unit=None if unit is obj else unit)


def view_on_site(request: HttpRequest, content_type_id: int, object_id: int) -> HttpResponse:
    """Redirect to the portal's page of a row that the user may see in the admin; raise Http404 for any other row.

    Replaces Django's view, which redirects to any row.
    """
    kind = get_object_or_404(ContentType, pk=content_type_id)
    model = kind.model_class()
    shown = admin.site._registry.get(model) if model else None
    row = shown.get_object(request, str(object_id)) if shown else None
    if (
        row is None
        or shown is None
        or not shown.has_view_permission(request, row)
        or not hasattr(row, "get_absolute_url")
    ):
        raise Http404
    return redirect(row)

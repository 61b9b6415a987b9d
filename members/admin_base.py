"""The admin under the portal's own right rules: verb × unit, by appointment; superusers may do all."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ForeignKey, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from unfold.admin import ModelAdmin

from members import access
from office import audit
from office.days import DayField


class PortalAdmin(ModelAdmin):
    """Shows and takes rows as the portal would; every change leaves an audit event besides Django's own log.

    `unit_field` leads from a row to its unit ("" for the unit itself); None keeps the model to superusers.
    """

    unit_field: str | None = None
    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True
    formfield_overrides: Any = {models.DateField: {"form_class": DayField}}

    def _perm(self, verb: str) -> str:
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def _may(self, request: HttpRequest, verb: str, obj: Any = None) -> bool:
        user: Any = request.user
        if user.is_superuser:
            return user.is_active
        if self.unit_field is None:
            return False
        if obj is None:
            return access.holds(user, self._perm(verb))
        unit = self._unit_of(obj)
        return unit is not None and access.can(user, self._perm(verb), unit)

    def _unit_of(self, obj: Any) -> Any:
        if self.unit_field is None:
            return None
        for step in filter(None, self.unit_field.split("__")):
            obj = getattr(obj, step, None)
        return obj

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "view") or self._may(request, "change")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        user: Any = request.user
        if user.is_superuser:
            return rows
        if self.unit_field is None:
            return rows.none()
        seen = access.within(user, self._perm("view"), self.unit_field)
        return rows.filter(seen | access.within(user, self._perm("change"), self.unit_field))

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        owner, _sep, way = (self.unit_field or "").partition("__")
        if db_field.name == owner:
            # Seeing a unit, or a member of it, isn't the right to put a row there.
            reach = access.within(request.user, self._perm(self._writing(request)), way)
            kwargs["queryset"] = db_field.related_model._default_manager.filter(reach)
        shown = self.admin_site._registry.get(db_field.related_model)
        if shown is not None and "queryset" not in kwargs:
            kwargs["queryset"] = shown.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @staticmethod
    def _writing(request: HttpRequest) -> str:
        match = request.resolver_match
        return "change" if match and "object_id" in match.kwargs else "add"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not self._may(request, "change" if change else "add", obj):
            raise PermissionDenied  # the form has put the row where this person has no right
        super().save_model(request, obj, form, change)
        self._record("admin.change" if change else "admin.add", request, obj, fields=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._record("admin.delete", request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for obj in queryset:
            self._record("admin.delete", request, obj)
        super().delete_queryset(request, queryset)

    def _record(self, verb: str, request: HttpRequest, obj: Any, **changes: Any) -> None:
        unit = self._unit_of(obj)
        gone = verb == "admin.delete" and unit is obj
        audit.record(verb, obj, by=request.user, unit=None if gone else unit, changes=changes)


class ReadOnly:
    """Rows that only the portal itself writes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def view_on_site(request: HttpRequest, content_type_id: int, object_id: int) -> HttpResponse:
    """The portal's own page of a row that this person sees in the admin; Django's answers for any row there is."""
    kind = get_object_or_404(ContentType, pk=content_type_id)
    model: Any = kind.model_class()
    shown = admin.site._registry.get(model)
    row: Any = shown.get_object(request, str(object_id)) if shown else None
    if (
        row is None
        or shown is None
        or not shown.has_view_permission(request, row)
        or not hasattr(row, "get_absolute_url")
    ):
        raise Http404
    return redirect(row)

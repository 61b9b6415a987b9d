"""The calendar in the admin: notices are entered with a preview, days are read; for superusers only."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from office.admin_lookups import LimitedLookups
from office.admin_rights import ReadOnly
from office.clocks.actions import EnteredCalendar, Recount, enter_calendar, preview_calendar, recount
from office.clocks.forms import CalendarForm
from office.clocks.models import CalendarNotice, StoredDay
from office.days import DayField
from office.errors import NotAllowed

SHOWN = 200


@admin.register(CalendarNotice)
class CalendarNoticeAdmin(LimitedLookups):
    """Notices, newest first; adding one shows what it changes before it is taken."""

    formfield_overrides = {models.DateField: {"form_class": DayField}}
    list_display = ["year", "document", "dated", "entered_by", "entered_at"]
    list_select_related = ["entered_by"]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False  # a corrected notice is entered anew, and replaces the one before

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the form; on the first sending the days and limits that would move, on the second take it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CalendarForm(request.POST or None)
        preview: EnteredCalendar | None = None
        if request.method == "POST" and form.is_valid():
            values = {**form.cleaned_data, "by": request.user}
            if "take" in request.POST:
                try:
                    entered = enter_calendar(**values)
                except NotAllowed:
                    pass  # the preview says what is wrong
                else:
                    changed, moved = len(entered.changed), len(entered.moved)
                    messages.success(
                        request,
                        _("Taken: %(days)s days changed, %(limits)s deadlines moved, their people have been told.")
                        % {"days": changed, "limits": moved},
                    )
                    return redirect("admin:office_calendarnotice_changelist")
            preview = preview_calendar(**values)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Enter the days off of a year"),
            "form": form,
            "preview": preview,
            "days": self._days(preview),
            "moved": preview.moved[:SHOWN] if preview else [],
        }
        status = 422 if request.method == "POST" and (preview is None or preview.read.faults) else 200
        return TemplateResponse(request, "admin/office/calendarnotice/enter.html", context, status=status)

    def _days(self, preview: EnteredCalendar | None) -> list[tuple[date, bool, str, bool]]:
        """Return each day that the notice names: whether it is worked, its holiday, and whether it changes."""
        if preview is None:
            return []
        changed = set(preview.changed)
        return [(day, works, name, day in changed) for day, (works, name) in sorted(preview.read.days.items())]


@admin.register(StoredDay)
class StoredDayAdmin(ReadOnly, LimitedLookups):
    formfield_overrides = {models.DateField: {"form_class": DayField}}
    list_per_page = 50
    show_full_result_count = False
    list_display = ["day", "working", "kind", "name", "source", "uncertain"]
    list_filter = ["working", "kind", "uncertain"]
    date_hierarchy = "day"


class RecountsLimits(LimitedLookups):
    """Mixin for the admin of exceptions to the calendar: running limits that touch their days are recounted."""

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Save the exception, and recount limits from its old and its new day."""
        days = [obj.day]
        if change:
            days += type(obj).objects.filter(pk=obj.pk).values_list("day", flat=True)
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            self._recount(request, days, obj.source)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        day, source = obj.day, obj.source
        with transaction.atomic():
            super().delete_model(request, obj)
            self._recount(request, [day], source)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        days = list(queryset.values_list("day", flat=True))
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            self._recount(request, days, str(_("an exception that was taken back")))

    def _recount(self, request: HttpRequest, days: Iterable[date], source: str) -> None:
        known = sorted(days)
        if known and (moved := recount(Recount(known[0], known[-1], source, request.user))):
            messages.info(
                request, _("%(limits)s deadlines moved; their people have been told.") % {"limits": len(moved)}
            )

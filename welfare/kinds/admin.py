from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.http import HttpRequest

from members.admin_base import PortalAdmin
from welfare.kinds.models import BenefitKind
from welfare.kinds.names import kind_name


@admin.register(BenefitKind)
class BenefitKindAdmin(PortalAdmin):
    """Kinds are added and taken out of use, never deleted: rows name them by their code."""

    list_display = ["__str__", "code", "active"]
    list_filter = ["active"]
    search_fields = ["code", "name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["code"] if obj is not None else []

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class KindFilter(admin.AllValuesFieldListFilter):
    """Narrows a list of the admin to a kind of benefit, by its name."""

    # Any: as Django types the choices of a filter.
    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": kind_name(str(choice["display"]))}

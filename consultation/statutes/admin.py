from django.contrib import admin

from consultation.statutes.models import StatutoryLimit
from members.admin_base import PortalAdmin


@admin.register(StatutoryLimit)
class StatutoryLimitAdmin(PortalAdmin):
    """Limits are added for regions; the codes are those that cases ask for."""

    list_display = ["__str__", "code", "region", "amount", "unit", "certainty", "document", "article"]
    list_filter = ["unit", "certainty"]

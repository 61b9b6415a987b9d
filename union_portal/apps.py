"""The admin as an app of the portal, with a site of its own."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "union_portal.admin_site.PortalAdminSite"

    def ready(self) -> None:
        super().ready()
        from office.finder.rules import SOURCES
        from union_portal.pages_found import SOURCE

        SOURCES["pages"] = SOURCE

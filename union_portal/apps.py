"""The admin as an app of the portal, with a site of its own."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "union_portal.admin_site.PortalAdminSite"

"""The admin site: its models grouped by what they are about, on its first page and in its side bar."""

from collections.abc import Iterable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from office.types import Message

HISTORIES = "histories"
# Key, title, and the modules whose models it holds; the longest prefix counts. Histories are those of the triggers.
GROUPS: list[tuple[str, Message, tuple[str, ...]]] = [
    ("organisation", _("Organisation"), ("members.units", "members.committees", "members.authority")),
    ("people", _("Members"), ("members",)),
    ("dues", _("Dues"), ("members.dues",)),
    ("own_data", _("Personal information"), ("members.consents", "members.own_data")),
    ("benefits", _("Benefits"), ("welfare",)),
    ("questions", _("Questions"), ("consultation",)),
    ("grievances", _("Grievances"), ("consultation.grievances",)),
    (
        "accounts",
        _("Accounts and interfaces"),
        ("members.authority.models.User", "members.accounts", "members.hr_api", "allauth"),
    ),
    ("office", _("The portal itself"), ("office",)),
    (HISTORIES, _("Row histories"), ("members.models", "welfare.models", "consultation.models")),
]


def group_of(model: type[Model]) -> str:
    """Return the key of the group that shows `model`."""
    name = f"{model.__module__}.{model.__qualname__}."
    fitting = [(len(prefix), key) for key, _title, prefixes in GROUPS for prefix in prefixes if name.startswith(prefix)]
    return max(fitting)[1]


class PortalAdminSite(UnfoldAdminSite):
    """The admin, with the portal's log-in, rate limits and second step included, and its models in groups."""

    login = method_decorator(secure_admin_login)(UnfoldAdminSite.login)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Return the groups in the place of apps; with `app_label` that app, as Django does."""
        apps: list[dict[str, Any]] = super().get_app_list(request, app_label)
        if app_label:
            return apps
        shown = [model for app in apps for model in app["models"]]
        groups = [self._group(key, title, shown) for key, title, _prefixes in GROUPS]
        return [group for group in groups if group["models"]]

    def _group(self, key: str, title: Message, shown: Iterable[dict[str, Any]]) -> dict[str, Any]:
        models = [model for model in shown if group_of(model["model"]) == key]
        address = reverse(f"{self.name}:index")
        return {"name": title, "app_label": key, "app_url": address, "has_module_perms": True, "models": models}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the side bar's groups of links to the lists that the user may see."""
    return [
        {
            "title": group["name"],
            "collapsible": True,
            "items": [
                {"title": model["name"], "link": model["admin_url"]} for model in group["models"] if model["admin_url"]
            ],
        }
        for group in admin.site.get_app_list(request)
    ]

"""The admin site: its models grouped by what they are about, on its first page and in its side bar."""

from functools import cache
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from office.operations.querysets import last_migrated, recorded_sweeps
from office.operations.rules import KINDS
from office.types import Message
from union_portal.sweep_labels import SWEEPS

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


@cache
def group_of(model: type[Model]) -> str:
    """Return the key of the group that shows `model`."""
    name = f"{model.__module__}.{model.__qualname__}."
    fitting = [(len(prefix), key) for key, _title, prefixes in GROUPS for prefix in prefixes if name.startswith(prefix)]
    return max(fitting)[1]


class PortalAdminSite(UnfoldAdminSite):
    """The admin, with the portal's log-in, rate limits and second step included, and its models in groups."""

    login = method_decorator(secure_admin_login)(UnfoldAdminSite.login)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the URLs of the admin with that of the status page."""
        return [path("status/", self.admin_view(self.status), name="status"), *super().get_urls()]

    def status(self, request: HttpRequest) -> HttpResponse:
        """Show what runs, what waits and what failed in the background; for superusers, others get 404."""
        if not request.user.is_superuser:
            raise Http404
        now = timezone.now()
        since = last_migrated()
        sweeps = [(sweep, SWEEPS.get(sweep.name, sweep.name), sweep.is_late(now, since)) for sweep in recorded_sweeps()]
        context = {
            **self.each_context(request),
            "title": _("What runs, what waits, what failed"),
            "work": [(kind, kind.count()) for kind in KINDS.values()],
            "sweeps": sweeps,
            "nothing_runs": not any(sweep.started_at and not late for sweep, _label, late in sweeps),
        }
        return TemplateResponse(request, "admin/status.html", context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Return the groups in the place of apps; with `app_label` that app, as Django does."""
        if app_label:
            return super().get_app_list(request, app_label)
        # A page asks twice, for itself and for its side bar, and each time all permissions on all models are looked up.
        kept = vars(request)
        if "admin_groups" not in kept:
            kept["admin_groups"] = self._groups(super().get_app_list(request))
        groups: list[dict[str, Any]] = kept["admin_groups"]
        return groups

    def _groups(self, apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        shown: dict[str, list[dict[str, Any]]] = {key: [] for key, _title, _prefixes in GROUPS}
        for app in apps:
            for model in app["models"]:
                shown[group_of(model["model"])].append(model)
        always = {"app_url": reverse(f"{self.name}:index"), "has_module_perms": True}
        return [
            {"name": title, "app_label": key, "models": shown[key], **always}
            for key, title, _prefixes in GROUPS
            if shown[key]
        ]


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the side bar's groups of links to the lists that the user may see, the status page first."""
    status = {"title": _("What runs, what waits, what failed"), "link": reverse("admin:status")}
    first = [{"title": "", "items": [status]}] if request.user.is_superuser else []
    groups = [
        {
            "title": group["name"],
            "collapsible": True,
            "items": [
                {"title": model["name"], "link": model["admin_url"]} for model in group["models"] if model["admin_url"]
            ],
        }
        for group in admin.site.get_app_list(request)
    ]
    return [*first, *groups]

"""The figures of an officer's desk and the shortcuts to what their posts do most."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

import consultation.front.figures
import members.front.figures
import welfare.front.figures
from consultation.permissions import ConsultationPermission
from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from office.desk import Shortcut, Tile
from office.permissions import OfficePermission
from office.types import Chart, Message
from welfare.permissions import WelfarePermission

MINUTES_KEPT = 10
MOST_SHORTCUTS = 6
PARTS = (consultation.front.figures, welfare.front.figures, members.front.figures)
# In the order of how often they are used; the first that the officer may use are shown.
SHORTCUTS = [
    Shortcut(
        label=_("Questions to answer"),
        icon="message-circle",
        url_name="consultation:question_list",
        perm=ConsultationPermission.ANSWER_QUESTION,
    ),
    Shortcut(
        label=_("My cases"),
        icon="scale",
        url_name="consultation:grievance_list",
        perm=ConsultationPermission.HANDLE_GRIEVANCE,
        query="mine=on",
    ),
    Shortcut(
        label=_("Cases to accept"),
        icon="inbox",
        url_name="consultation:grievance_list",
        perm=ConsultationPermission.HANDLE_GRIEVANCE,
        query="state=submitted",
    ),
    Shortcut(
        label=_("Reporters who wrote last"),
        icon="message",
        url_name="consultation:grievance_list",
        perm=ConsultationPermission.HANDLE_GRIEVANCE,
        query="unanswered=on",
    ),
    Shortcut(
        label=_("Referrals to reply to"),
        icon="arrow-forward-up",
        url_name="consultation:referral_list",
        perm=ConsultationPermission.REPLY_REFERRAL,
    ),
    Shortcut(
        label=_("Open months"),
        icon="calendar-plus",
        url_name="members:dues_open",
        perm=MembersPermission.KEEP_DUES,
    ),
    Shortcut(
        label=_("Take a payroll file"),
        icon="file-spreadsheet",
        url_name="members:dues_file_new",
        perm=MembersPermission.KEEP_DUES,
    ),
    Shortcut(
        label=_("Budgets"),
        icon="report-money",
        url_name="welfare:budget_list",
        perm=WelfarePermission.CHANGE_BUDGETLINE,
    ),
    Shortcut(
        label=_("Import a roster"),
        icon="file-import",
        url_name="members:import_new",
        perm=MembersPermission.IMPORT_MEMBER,
    ),
    Shortcut(
        label=_("Benefit plans"),
        icon="calendar-event",
        url_name="welfare:plan_list",
        perm=WelfarePermission.CHANGE_PLAN,
    ),
    Shortcut(
        label=_("Counter"),
        icon="package",
        url_name="welfare:counters",
        perm=WelfarePermission.SIGN_GRANT,
    ),
    Shortcut(
        label=_("Sign for members"),
        icon="signature",
        url_name="welfare:grant_list",
        perm=WelfarePermission.SIGN_GRANT,
        query="received=no",
    ),
    Shortcut(
        label=_("Canned answers"),
        icon="message-2-plus",
        url_name="consultation:canned_list",
        perm=ConsultationPermission.CHANGE_CANNEDANSWER,
    ),
    Shortcut(
        label=_("Frequent questions"),
        icon="message-circle-question",
        url_name="consultation:faq_list",
        perm=ConsultationPermission.CHANGE_FAQENTRY,
    ),
    Shortcut(
        label=_("Hand out codes"),
        icon="key",
        url_name="members:activation_list",
        perm=MembersPermission.HAND_OUT_CODE,
    ),
    Shortcut(
        label=_("Audit log"), icon="history", url_name="members:audit_list", perm=OfficePermission.VIEW_AUDITEVENT
    ),
    Shortcut(
        label=_("Find a member"), icon="search", url_name="members:member_list", perm=MembersPermission.VIEW_MEMBER
    ),
    Shortcut(
        label=_("Arrears"), icon="clock-exclamation", url_name="members:arrears_list", perm=MembersPermission.VIEW_DUES
    ),
    Shortcut(label=_("Benefit runs"), icon="gift", url_name="welfare:run_list", perm=WelfarePermission.VIEW_RUN),
    Shortcut(label=_("Organisation"), icon="sitemap", url_name="members:unit_list", perm=MembersPermission.VIEW_UNIT),
]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The tiles and charts of a desk, as of a moment."""

    at: datetime
    tiles: list[Tile]
    charts: list[Chart]


def kept_figures(user: User) -> Figures | None:
    """Return the figures worked out within MINUTES_KEPT for somebody with the same rights, None without such."""
    kept = cache.get(_key(user))
    return kept if isinstance(kept, Figures) else None


def figures(user: User) -> Figures:
    """Return the figures of this desk, worked out at most every MINUTES_KEPT for all who hold the same rights."""
    kept = kept_figures(user)
    if kept is not None:
        return kept
    today = timezone.localdate()
    worked_out = Figures(
        at=timezone.now(),
        tiles=[tile for part in PARTS for tile in part.tiles(user, today)],
        charts=[chart for part in PARTS for chart in part.charts(user, today)],
    )
    cache.set(_key(user), worked_out, MINUTES_KEPT * 60)
    return worked_out


def _key(user: User) -> str:
    """Return the key under which figures are kept: of the rights that they depend on, the day and the language."""
    paths = {perm: sorted(where) for perm, where in user.permission_paths.items()}
    rights = json.dumps([user.is_superuser, timezone.localdate().isoformat(), get_language(), paths], sort_keys=True)
    return f"desk:{hashlib.sha256(rights.encode()).hexdigest()}"


def shortcuts(user: User) -> list[dict[str, str | Message]]:
    """Return label, icon and address of what this officer does most; for administrators the administration first."""
    found: list[dict[str, str | Message]] = [
        {"label": one.label, "icon": one.icon, "url": reverse(one.url_name) + (f"?{one.query}" if one.query else "")}
        for one in SHORTCUTS
        if access.holds(user, one.perm)
    ]
    if user.is_superuser:
        found = found[1 - MOST_SHORTCUTS :]
        found.insert(0, {"label": _("Administration"), "icon": "settings", "url": reverse("admin:index")})
    return found[:MOST_SHORTCUTS]

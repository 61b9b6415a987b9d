"""The menus of both menus: only what exists and what this person may open."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from consultation.permissions import ConsultationPermission
from members import access
from members.permissions import MembersPermission
from office.permissions import OfficePermission
from welfare.permissions import WelfarePermission

# Label, icon, URL name, the permission that shows it when held in any unit ("" for every officer).
STAFF = [
    (_("Desk"), "layout-dashboard", "desk", ""),
    (_("Organisation"), "sitemap", "members:unit_list", MembersPermission.VIEW_UNIT),
    (_("Members"), "users", "members:member_list", MembersPermission.VIEW_MEMBER),
    (_("Benefits"), "gift", "welfare:run_list", WelfarePermission.VIEW_RUN),
    (_("Benefit plans"), "calendar-event", "welfare:plan_list", WelfarePermission.VIEW_PLAN),
    (_("Benefit records"), "list-check", "welfare:grant_list", WelfarePermission.VIEW_GRANT),
    (_("Budgets"), "report-money", "welfare:budget_list", WelfarePermission.VIEW_BUDGETLINE),
    (_("Questions"), "message-circle", "consultation:question_list", ConsultationPermission.VIEW_QUESTION),
    (_("Referrals"), "arrow-forward-up", "consultation:referral_list", ConsultationPermission.REPLY_REFERRAL),
    (_("Grievances"), "scale", "consultation:grievance_list", ConsultationPermission.VIEW_GRIEVANCE),
    (_("Audit log"), "history", "members:audit_list", OfficePermission.VIEW_AUDITEVENT),
]
# Pages that share one entry of the menu: label, URL name, permission.
SECTIONS = {
    "members:unit_list": [
        (_("Units"), "members:unit_list", MembersPermission.VIEW_UNIT),
        (_("Committees and terms"), "members:committee_list", MembersPermission.VIEW_UNIT),
    ],
    "members:member_list": [
        (_("Register"), "members:member_list", MembersPermission.VIEW_MEMBER),
        (_("Applications"), "members:application_list", MembersPermission.VIEW_APPLICATION),
        (_("Transfers"), "members:transfer_list", MembersPermission.VIEW_MEMBERSHIPCHANGE),
        (_("Change requests"), "members:change_list", MembersPermission.VIEW_CHANGEREQUEST),
        (_("Erasure"), "members:erasure_list", MembersPermission.VIEW_ERASURE),
        (_("Doubles"), "members:double_list", MembersPermission.MERGE_MEMBER),
        (_("Dues"), "members:dues_list", MembersPermission.VIEW_DUES),
        (_("Imports"), "members:import_list", MembersPermission.IMPORT_MEMBER),
        (_("Activation"), "members:activation_list", MembersPermission.HAND_OUT_CODE),
    ],
}
WORKER = [
    (_("Home"), "home", "home"),
    (_("My benefits"), "gift", "welfare:my_benefits"),
    (_("Questions"), "message-circle", "consultation:my_questions"),
    (_("My rights"), "scale", "consultation:my_grievances"),
    (_("Me"), "user", "members:my_membership"),
]


@dataclass(frozen=True)
class Entry:
    """One line of a menu; `current` on the page that the person is looking at."""

    label: Any
    icon: str
    url: str
    current: bool


def menus(request: HttpRequest) -> dict[str, Any]:
    """Context for both menus: their menus and the pages beside this one, worked out only where a page shows them."""
    return {
        "staff_menu": SimpleLazyObject(lambda: staff_menu(request)),
        "staff_sections": SimpleLazyObject(lambda: staff_sections(request)),
        "worker_menu": SimpleLazyObject(lambda: _entries(request, WORKER)),
    }


def staff_menu(request: HttpRequest) -> list[Entry]:
    """What this officer may open; empty for a person without any post."""
    if not request.user.is_authenticated or not access.is_officer(request.user):
        return []
    opened = [(label, icon, _first_page(request, name, perm)) for label, icon, name, perm in STAFF]
    return _entries(request, [line for line in opened if line[2]])


def _first_page(request: HttpRequest, name: str, perm: str) -> str:
    """The page that a menu entry opens for this officer: its own, else the first they may see beside it, else ""."""
    if not perm or access.holds(request.user, perm):
        return name
    beside = [
        to for _label, to, needed in SECTIONS.get(name, []) if _address(to) and access.holds(request.user, needed)
    ]
    return beside[0] if beside else ""


def staff_sections(request: HttpRequest) -> list[Entry]:
    """The pages that share the present menu entry and that this officer may open; none where there is no choice."""
    current = {entry.url for entry in staff_menu(request) if entry.current}
    for lines in SECTIONS.values():
        if current & {_address(name) for _label, name, _perm in lines}:
            allowed = [(label, "", to) for label, to, perm in lines if access.holds(request.user, perm)]
            found = _entries(request, allowed)
            return found if len(found) > 1 else []
    return []


def _entries(request: HttpRequest, lines: list[tuple[Any, str, str]]) -> list[Entry]:
    found = [(label, icon, _address(name)) for label, icon, name in lines]
    shown = [line for line in found if line[2]]
    ahead = [url for _label, _icon, url in shown if request.path.startswith(url)]
    here = max(ahead, key=len, default="")
    if here == reverse("home") and request.path != here:
        here = ""
    return [Entry(label, icon, url, url == here) for label, icon, url in shown]


@cache
def _address(name: str) -> str:
    """The URL of a page, "" while the portal has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""

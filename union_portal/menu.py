"""The menus of the staff pages and of the workers' pages: the entries that the user may open."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, TypedDict

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultation.permissions import ConsultationPermission
from members import access
from members.authority.required_step import is_second_step_due
from members.permissions import MembersPermission
from office.permissions import OfficePermission
from office.types import Message
from welfare.permissions import WelfarePermission

# What shows an entry when it is held in any unit: a permission, one of several, or "" for every officer.
Needed: TypeAlias = str | tuple[str, ...]
# Label, icon, URL name, what shows it.
STAFF: list[tuple[Message, str, str, Needed]] = [
    (_("Desk"), "layout-dashboard", "desk", ""),
    (_("Organisation"), "sitemap", "members:unit_list", MembersPermission.VIEW_UNIT),
    (_("Members"), "users", "members:member_list", MembersPermission.VIEW_MEMBER),
    (_("Dues"), "coins", "members:dues_list", MembersPermission.VIEW_DUES),
    (_("Benefits"), "gift", "welfare:run_list", WelfarePermission.VIEW_RUN),
    (_("Benefit plans"), "calendar-event", "welfare:plan_list", WelfarePermission.VIEW_PLAN),
    (_("Benefit records"), "list-check", "welfare:grant_list", WelfarePermission.VIEW_GRANT),
    (_("Goods"), "packages", "welfare:stock_list", WelfarePermission.VIEW_ARTICLE),
    (_("Heat sites"), "temperature-sun", "welfare:heat_site_list", WelfarePermission.VIEW_HEATSITE),
    (_("Hardship"), "heart-handshake", "welfare:hardship_list", WelfarePermission.VIEW_HARDSHIPFILE),
    (_("Visits"), "heart", "welfare:visit_list", WelfarePermission.VIEW_VISIT),
    (_("Visits of my group"), "heart", "welfare:visit_entered", WelfarePermission.ASK_VISIT),
    (_("Budgets"), "report-money", "welfare:budget_list", WelfarePermission.VIEW_BUDGETLINE),
    (pgettext_lazy("menu", "Reports"), "chart-bar", "welfare:report_coverage", MembersPermission.VIEW_HARDSHIPMARK),
    (_("Bank payments"), "credit-card", "welfare:payment_list", WelfarePermission.VIEW_PAYMENTBATCH),
    (_("Approvals"), "checks", "members:approval_list", ""),
    (_("Questions"), "message-circle", "consultation:question_list", ConsultationPermission.VIEW_QUESTION),
    (
        _("Referrals"),
        "arrow-forward-up",
        "consultation:referral_list",
        (ConsultationPermission.REPLY_REFERRAL, ConsultationPermission.VIEW_QUESTION),
    ),
    (_("Grievances"), "scale", "consultation:grievance_list", ConsultationPermission.VIEW_GRIEVANCE),
    (pgettext_lazy("menu", "Documents"), "file-text", "members:document_list", OfficePermission.VIEW_ISSUEDDOCUMENT),
    (_("Audit log"), "history", "members:audit_list", OfficePermission.VIEW_AUDITEVENT),
]
# The pages below one entry of the staff menu, by its URL name: label, URL name, permission.
SECTIONS: dict[str, list[tuple[Message, str, Needed]]] = {
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
        (_("Refused addresses"), "members:bounce_list", MembersPermission.CHANGE_MEMBER),
        (_("Imports"), "members:import_list", MembersPermission.IMPORT_MEMBER),
        (_("Activation"), "members:activation_list", MembersPermission.HAND_OUT_CODE),
    ],
    "members:dues_list": [
        (_("Totals"), "members:dues_list", MembersPermission.VIEW_DUES),
        (_("Dues of members"), "members:charge_list", MembersPermission.VIEW_DUES),
        (_("Arrears"), "members:arrears_list", MembersPermission.VIEW_DUES),
        (_("Payroll files"), "members:dues_file_list", MembersPermission.KEEP_DUES),
    ],
    "welfare:plan_list": [
        (_("Benefit plans"), "welfare:plan_list", WelfarePermission.VIEW_PLAN),
        (_("Caps on benefits"), "welfare:cap_list", WelfarePermission.VIEW_CAP),
        (_("What is due, and why"), "welfare:due_for_event", WelfarePermission.VIEW_CAP),
    ],
    "welfare:run_list": [
        (_("Benefits"), "welfare:run_list", WelfarePermission.VIEW_RUN),
        (_("Objections"), "welfare:objection_list", WelfarePermission.VIEW_OBJECTION),
    ],
    "welfare:stock_list": [
        (_("Stock"), "welfare:stock_list", WelfarePermission.VIEW_ARTICLE),
        (_("Choices of goods"), "welfare:offer_list", WelfarePermission.VIEW_ARTICLE),
        (_("Articles"), "welfare:article_list", WelfarePermission.VIEW_ARTICLE),
        (_("Pickup points"), "welfare:store_list", WelfarePermission.VIEW_ARTICLE),
    ],
    "welfare:heat_site_list": [
        (_("Heat sites"), "welfare:heat_site_list", WelfarePermission.VIEW_HEATSITE),
        (_("Deliveries to heat sites"), "welfare:heat_delivery_list", WelfarePermission.VIEW_HEATSITE),
        (_("Rules of heat"), "welfare:heat_rule_list", WelfarePermission.VIEW_HEATSITE),
    ],
    "welfare:hardship_list": [
        (_("Hardship files"), "welfare:hardship_list", WelfarePermission.VIEW_HARDSHIPFILE),
        (_("Winter care"), "welfare:winter_list", WelfarePermission.VIEW_HARDSHIPFILE),
    ],
    "welfare:grant_list": [
        (_("Benefit records"), "welfare:grant_list", WelfarePermission.VIEW_GRANT),
        (_("Hand-outs"), "welfare:hand_out_list", WelfarePermission.VIEW_GRANT),
        (_("Calls about benefits"), "welfare:sample_call_list", WelfarePermission.VIEW_GRANT),
        (_("Counter"), "welfare:counters", WelfarePermission.SIGN_GRANT),
    ],
    "welfare:budget_list": [
        (_("Budget lines"), "welfare:budget_list", WelfarePermission.VIEW_BUDGETLINE),
        (_("Execution"), "welfare:budget_execution", WelfarePermission.VIEW_BUDGETLINE),
        (_("Year ends"), "welfare:year_end_list", WelfarePermission.VIEW_BUDGETLINE),
        (_("Auditor's packs"), "welfare:audit_pack_list", WelfarePermission.VIEW_AUDITPACK),
    ],
    "welfare:report_coverage": [
        (_("Coverage"), "welfare:report_coverage", MembersPermission.VIEW_HARDSHIPMARK),
        (_("Spending"), "welfare:report_spending", WelfarePermission.VIEW_RUN),
        (_("Fairness"), "welfare:report_fairness", MembersPermission.VIEW_HARDSHIPMARK),
        (_("Not collected"), "welfare:report_uncollected", WelfarePermission.VIEW_GRANT),
        (_("Visits in time"), "welfare:report_visits", WelfarePermission.VIEW_VISIT),
        (_("Look people up"), "welfare:report_lookup", WelfarePermission.VIEW_GRANT),
    ],
    "members:approval_list": [
        (_("What waits for me"), "members:approval_list", ""),
        (_("What I decided"), "members:decision_list", ""),
        (_("Rules"), "members:approval_rule_list", MembersPermission.VIEW_APPROVALRULE),
        (_("Deputies"), "members:deputy_list", ""),
        (_("Freeze periods"), "members:freeze_list", MembersPermission.VIEW_FREEZEPERIOD),
    ],
    "welfare:payment_list": [
        (_("Bank payments"), "welfare:payment_list", WelfarePermission.VIEW_PAYMENTBATCH),
        (_("Bank profiles"), "welfare:profile_list", WelfarePermission.VIEW_BANKPROFILE),
    ],
    "consultation:question_list": [
        (_("Questions"), "consultation:question_list", ConsultationPermission.VIEW_QUESTION),
        (_("Canned answers"), "consultation:canned_list", ConsultationPermission.VIEW_CANNEDANSWER),
        (_("Frequent questions"), "consultation:faq_list", ConsultationPermission.VIEW_FAQENTRY),
    ],
    "members:document_list": [
        (_("Issued documents"), "members:document_list", OfficePermission.VIEW_ISSUEDDOCUMENT),
        (_("Texts of documents"), "members:document_texts", OfficePermission.CHANGE_DOCUMENTTEXT),
    ],
    "members:audit_list": [
        (_("Audit log"), "members:audit_list", OfficePermission.VIEW_AUDITEVENT),
        (_("Seals"), "members:seal_list", OfficePermission.VIEW_AUDITEVENT),
    ],
}
# Label, icon, URL name.
WORKER: list[tuple[Message, str, str]] = [
    (_("Home"), "home", "home"),
    (_("My benefits"), "gift", "welfare:my_benefits"),
    (_("Questions"), "message-circle", "consultation:my_questions"),
    (_("My rights"), "scale", "consultation:my_grievances"),
    (_("Me"), "user", "members:my_membership"),
]


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry of a menu; `current` if the requested page belongs to it. Each is equal to itself only."""

    label: Message
    icon: str
    url: str
    current: bool


class Menus(TypedDict):
    """What every template is given of the menus."""

    staff_menu: SimpleLazyObject[list[Entry]]
    staff_sections: SimpleLazyObject[list[Entry]]
    account_base: Callable[[], str]
    worker_menu: tuple[Entry, ...]


def menus(request: HttpRequest) -> Menus:
    """Return, as a context processor, both menus and the sections of the current entry; an officer's when used.

    With them the template that pages about one's own account extend.
    """
    menu = SimpleLazyObject(lambda: staff_menu(request))
    return {
        "staff_menu": menu,
        "staff_sections": SimpleLazyObject(lambda: staff_sections(request, menu)),
        # Templates call it where they extend what it names.
        "account_base": lambda: _account_base(request, menu),
        "worker_menu": _worker_menu(get_script_prefix(), _current(request.path, [name for _, _, name in WORKER])),
    }


def _account_base(request: HttpRequest, menu: Collection[Entry]) -> str:
    """Return the name of the template with the menu of this user.

    None opens while the second step of the log-in is asked for.
    """
    if not request.user.is_authenticated or is_second_step_due(request):
        return "base_plain.html"
    return "base_staff.html" if menu else "base_worker.html"


@lru_cache(maxsize=64)
def _worker_menu(prefix: str, current: str) -> tuple[Entry, ...]:
    """Return the workers' menu where all URLs begin with `prefix`; the same object each time, by which it is kept."""
    return tuple(Entry(label, icon, reverse(name), name == current) for label, icon, name in WORKER)


def staff_menu(request: HttpRequest) -> list[Entry]:
    """Return the entries that this officer may open; none for a user without a post."""
    if not request.user.is_authenticated or not access.is_officer(request.user):
        return []
    opened = [(label, icon, _first_page(request, name, perm)) for label, icon, name, perm in STAFF]
    return _entries(request, [entry for entry in opened if entry[2]])


def may_open(user: access.Account, needed: Needed) -> bool:
    """Return whether an officer holds what an entry needs in some unit."""
    perms = (needed,) if isinstance(needed, str) else needed
    return any(not perm or access.holds(user, perm) for perm in perms)


def _first_page(request: HttpRequest, name: str, needed: Needed) -> str:
    """Return the URL name that an entry opens: its own, else its first section that the user may open, else ""."""
    if may_open(request.user, needed):
        return name
    sections = SECTIONS.get(name, [])
    allowed = (to for _label, to, below in sections if may_open(request.user, below))
    return next(allowed, "")


def staff_sections(request: HttpRequest, menu: Iterable[Entry] | None = None) -> list[Entry]:
    """Return the sections of the current entry that this officer may open; none if there is only one.

    `menu` is the officer's `staff_menu` where it is known already.
    """
    current = {entry.url for entry in (staff_menu(request) if menu is None else menu) if entry.current}
    for sections in SECTIONS.values():
        if current & {_url(get_script_prefix(), name) for _label, name, _perm in sections}:
            allowed = [(label, "", to) for label, to, perm in sections if may_open(request.user, perm)]
            entries = _entries(request, allowed)
            return entries if len(entries) > 1 else []
    return []


def _entries(request: HttpRequest, pages: Iterable[tuple[Message, str, str]]) -> list[Entry]:
    """Return an entry for each page (label, icon, URL name); the longest matching URL is current."""
    chosen = [(label, icon, name) for label, icon, name in pages]
    current = _current(request.path, [name for _label, _icon, name in chosen])
    return [Entry(label, icon, _url(get_script_prefix(), name), name == current) for label, icon, name in chosen]


def _current(path: str, names: Iterable[str]) -> str:
    """Return the URL name of the page to which `path` belongs: that with the longest matching URL, "" for none."""
    prefix = get_script_prefix()
    matching = [name for name in names if path.startswith(_url(prefix, name))]
    current = max(matching, key=lambda name: len(_url(prefix, name)), default="")
    return "" if current == "home" and path != _url(prefix, current) else current


@lru_cache(maxsize=512)
def _url(prefix: str, name: str) -> str:
    """Return the URL of a page without arguments where all URLs begin with `prefix`."""
    return reverse(name)

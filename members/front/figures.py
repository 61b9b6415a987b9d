"""Figures of the register, of dues and of the audit log on the officers' desk.

They depend on the rights of the reader alone, so that they can be kept for all who hold the same.
"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.committees.models.committees import Committee
from members.dues.models.charges import DuesCharge
from members.dues.rules import first_of_month
from members.permissions import MembersPermission
from members.register.headcount import headcounts_of
from office.days import months_later
from office.desk import Tile, bounded_count, whole
from office.models import AuditCheck, AuditEvent
from office.money import yuan
from office.permissions import OfficePermission
from office.types import Chart

MONTHS = 6
LOG_DAYS = 7


def tiles(user: User, today: date) -> list[Tile]:
    """Return members, this month's dues, committees due for election and the state of the audit log."""
    found = []
    if access.holds(user, MembersPermission.VIEW_MEMBER):
        found.append(_members_tile(user))
    if access.holds(user, MembersPermission.VIEW_DUES):
        found.append(_dues_tile(user, today))
    if access.holds(user, MembersPermission.CHANGE_UNIT):
        found.append(_committees_tile(user, today))
    if access.holds(user, OfficePermission.VIEW_AUDITEVENT):
        found.append(_log_tile(user))
    return found


def _members_tile(user: User) -> Tile:
    paths = access.top_units(user, MembersPermission.VIEW_MEMBER).values_list("path", flat=True)
    counts = headcounts_of(paths).values()
    women = sum(count.women for count in counts)
    return Tile(
        label=_("Members in the union"),
        figure=whole(sum(count.all for count in counts)),
        note=_("today; %(women)s women") % {"women": whole(women)},
        url=reverse("members:member_list"),
    )


def _dues_tile(user: User, today: date) -> Tile:
    month = first_of_month(today)
    totals = DuesCharge.objects.visible_to(user, MembersPermission.VIEW_DUES).filter(month=month).totals()
    return Tile(
        label=_("Dues of %(month)s, paid") % {"month": f"{month:%Y-%m}"},
        figure=yuan(totals["paid_sum"]),
        note=_("of %(due)s; %(count)s still owe") % {"due": yuan(totals["due_sum"]), "count": whole(totals["owing"])},
        url=reverse("members:dues_list"),
    )


def _committees_tile(user: User, today: date) -> Tile:
    due = Committee.objects.visible_to(user, MembersPermission.VIEW_UNIT).with_term(today).due_for_election(today)
    count = bounded_count(due)
    return Tile(
        label=_("Committees to be elected"),
        figure=count,
        note=_("their term ends within six months, or has ended"),
        url=reverse("members:committee_list"),
        alarm=count != "0",
    )


def _log_tile(user: User) -> Tile:
    """Return how much was recorded in the user's units in the last days, and what the last check of the log found."""
    events = AuditEvent.objects.filter(access.within(user, OfficePermission.VIEW_AUDITEVENT))
    check = AuditCheck.objects.order_by("-pk").first()
    faults = check.faults if check else 0
    if check is None:
        note = _("the log has not been checked yet")
    elif faults:
        note = _("the check of the log found %(count)s faults") % {"count": whole(faults)}
    else:
        note = _("log checked on %(day)s: nothing is wrong") % {"day": timezone.localdate(check.ended_at).isoformat()}
    return Tile(
        label=_("Acts recorded in the last %(days)s days") % {"days": LOG_DAYS},
        figure=bounded_count(events.filter(at__gte=timezone.now() - timedelta(days=LOG_DAYS)), 10_000),
        note=note,
        url=reverse("members:seal_list" if faults else "members:audit_list"),
        alarm=bool(faults),
    )


def charts(user: User, today: date) -> list[Chart]:
    """Return the dues of the last months, asked and paid. One query."""
    if not access.holds(user, MembersPermission.VIEW_DUES):
        return []
    last = first_of_month(today)
    charges = DuesCharge.objects.visible_to(user, MembersPermission.VIEW_DUES)
    recent = charges.filter(month__gt=months_later(last, -MONTHS), month__lte=last)
    rows = list(reversed(recent.by_month()))
    if not rows:
        return []
    return [
        {
            "id": "dues",
            "title": _("Dues asked and paid by month, yuan"),
            "kind": "bar",
            "labels": [f"{row['month']:%Y-%m}" for row in rows],
            "series": [
                {"name": _("Amount due"), "values": [row["due_sum"] for row in rows]},
                {"name": _("Paid"), "values": [row["paid_sum"] for row in rows]},
            ],
            "money": True,
        }
    ]

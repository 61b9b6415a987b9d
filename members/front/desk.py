"""What waits for an officer in members, with the day by which it is due, for the officers' desk."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypedDict, cast

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import WithAnnotations

from members import access
from members.authority.models import Appointment, User
from members.committees.models.committees import Committee
from members.committees.rules import warned_until
from members.dues import desk as dues_desk
from members.joining.models import Application
from members.joining.rules import WAITS_LONG
from members.membership.models.changes import MembershipChange, TransferBatch
from members.membership.rules.changes import TONES, TRANSFER, ChangeState
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure
from members.own_data.rules import ErasureCause
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.desk import DeskItem

MOST_SHOWN = 50
TERMS_SHOWN = 10


@dataclass(frozen=True)
class EndingTerm:
    """The term of a committee or an appointment that ends within six months, or has ended without a successor."""

    ends_on: date
    title: str
    unit: Unit
    url: str
    over: bool


def ending_terms(user: User, today: date) -> list[EndingTerm]:
    """Return the ending terms in the user's units, the first to end first, at most TERMS_SHOWN. Two queries."""
    committees = (
        Committee.objects.visible_to(user, MembersPermission.VIEW_UNIT).with_term(today).due_for_election(today)
    )
    posts = Appointment.objects.visible_to(user, MembersPermission.VIEW_UNIT).in_term(today)
    found = [
        EndingTerm(one.ends_on, one.get_kind_display(), one.unit, one.get_absolute_url(), one.ends_on < today)
        for one in committees.select_related("unit")[:TERMS_SHOWN]
        if one.ends_on
    ]
    ending = posts.filter(ends_on__lte=warned_until(today)).select_related("holder", "post", "unit")
    found += [
        EndingTerm(one.ends_on, f"{one.post} · {one.holder}", one.unit, one.unit.get_absolute_url(), False)
        for one in ending.order_by("ends_on", "pk")[:TERMS_SHOWN]
        if one.ends_on
    ]
    return sorted(found, key=lambda term: term.ends_on)[:TERMS_SHOWN]


def waiting(user: User) -> list[DeskItem]:
    """Return what waits for this officer, kind by kind, at most MOST_SHOWN of each, the first due first."""
    rows = _changes(user) if access.holds(user, MembersPermission.DECIDE_CHANGE) else []
    if access.holds(user, TRANSFER):
        rows += _transfers(user)
    if access.holds(user, MembersPermission.ADMIT_MEMBER):
        rows += _applications(user)
    if access.holds(user, MembersPermission.DECIDE_ERASURE):
        rows += _erasures(user)
    if access.holds(user, dues_desk.KEEP):
        rows += dues_desk.waiting(user)
    return rows


def _changes(user: User) -> list[DeskItem]:
    reach = ChangeRequest.objects.visible_to(user, MembersPermission.DECIDE_CHANGE).waiting().exclude(member__user=user)
    return [
        DeskItem(
            title=f"{change.member.name} · {change.label}",
            url=change.get_absolute_url(),
            kind=_("Decide a change request"),
            due_on=change.due_on,
            estimated=change.due_estimated,
            state=change.get_state_display(),
            tone=change.tone,
        )
        for change in reach.select_related("member").order_by("due_on", "pk")[:MOST_SHOWN]
    ]


class WithHeadcount(TypedDict):
    headcount: int


if TYPE_CHECKING:
    CountedBatches: TypeAlias = QuerySet[WithAnnotations[TransferBatch, WithHeadcount]]


def _transfers(user: User) -> list[DeskItem]:
    """Return a line for each single transfer, and one for each bulk transfer."""
    waits = MembershipChange.objects.waiting_for(user)
    waiting = TransferBatch.objects.filter(changes__in=waits).annotate(headcount=Count("changes"))
    batches = cast("CountedBatches", waiting)
    found = waits.filter(batch=None).select_related("member", "from_unit", "to_unit")
    return [
        DeskItem(
            title=f"{batch.unit} → {batch.to_unit} · {batch.headcount}",
            url=batch.get_absolute_url(),
            kind=_("Accept or refuse many members"),
            due_on=batch.effective_on,
            state=str(ChangeState.RELEASED.label),
            tone=TONES[ChangeState.RELEASED],
        )
        for batch in batches.select_related("unit", "to_unit").order_by("effective_on", "pk")[:MOST_SHOWN]
    ] + [
        DeskItem(
            title=f"{change.member.name} · {change.from_unit} → {change.to_unit}",
            url=change.get_absolute_url(),
            kind=_("Release or refuse") if change.state == ChangeState.ASKED else _("Accept or refuse"),
            due_on=change.effective_on,
            state=change.get_state_display(),
            tone=change.tone,
        )
        for change in found.order_by("effective_on", "pk")[:MOST_SHOWN]
    ]


def _applications(user: User) -> list[DeskItem]:
    found = Application.objects.visible_to(user, MembersPermission.ADMIT_MEMBER).waiting().select_related("unit")
    rows = [
        DeskItem(
            title=f"{application.name} · {application.unit}",
            url=application.get_absolute_url(),
            kind=_("Decide on the application"),
            state=application.get_state_display(),
            tone=application.tone,
        )
        for application in found.order_by("pk")[:MOST_SHOWN]
    ]
    return [*_long_waiting(found), *rows]


def _long_waiting(found: QuerySet[Application]) -> list[DeskItem]:
    """Return one line for the applications that have waited over WAITS_LONG, since they are deleted after WAITS_FOR."""
    late = found.filter(sent_at__lt=timezone.now() - WAITS_LONG).aggregate(count=Count("pk"), oldest=Min("sent_at"))
    if not late["count"]:
        return []
    oldest = timezone.localdate(late["oldest"])
    said = ngettext(
        "%(count)d application has waited for over a month, since %(day)s",
        "%(count)d applications have waited for over a month, the oldest since %(day)s",
        late["count"],
    )
    return [
        DeskItem(
            title=said % {"count": late["count"], "day": oldest.isoformat()},
            url=reverse("members:application_list"),
            kind=_("Decide before they are deleted, a year after they were sent"),
            due_on=oldest + WAITS_LONG,
            state="",
            tone="danger",
        )
    ]


def _erasures(user: User) -> list[DeskItem]:
    """Return the erasures that members ask for; those due by retention rules are only in the list of erasures."""
    reach = Erasure.objects.visible_to(user, MembersPermission.DECIDE_ERASURE).waiting().exclude(member__user=user)
    return [
        DeskItem(
            title=erasure.member.name,
            url=erasure.get_absolute_url(),
            kind=_("Answer a request to be erased"),
            state=erasure.get_state_display(),
            tone=erasure.tone,
        )
        for erasure in reach.filter(cause=ErasureCause.REQUEST).select_related("member").order_by("pk")[:MOST_SHOWN]
    ]

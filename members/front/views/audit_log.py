"""The audit log: the list and its export."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import Appointment, User
from members.front.forms import AuditFilter
from members.front.row_changes import ONE_ACT, FieldChange, changes_of
from members.register.models.member import Member
from members.units.models.units import Unit
from office.audit_verbs import VERB_LABELS
from office.audit_words import words_of
from office.exports import Column
from office.lists import Listing, set_for_template
from office.models import AuditEvent
from office.permissions import OfficePermission
from office.types import FieldValues

ALL = Q()
PERM = OfficePermission.VIEW_AUDITEVENT
COLUMNS: tuple[Column[AuditEvent], ...] = (
    Column(_("Time"), 20, lambda event: event.at),
    Column(_("Who"), 12, lambda event: event.actor),
    Column(_("Action"), 24, lambda event: VERB_LABELS.get(event.verb, event.verb)),
    Column(_("code"), 24, lambda event: event.verb),
    Column(_("Object"), 32, lambda event: event.object_label),
    Column(_("Unit"), 24, lambda event: event.unit),
    Column(_("What it tells"), 60, lambda event: "\n".join(told(event))),
    Column(_("Reason"), 40, lambda event: event.reason),
)


def told(event: AuditEvent) -> list[str]:
    """Return what an event of `with_words` tells, in lines."""
    lines: list[str] = getattr(event, "told", [])
    return lines


def with_words(events: Iterable[AuditEvent], reader: User) -> list[AuditEvent]:
    """Return these events, each with what it tells as `told`, as far as `reader` may know. At most three queries."""
    rows = list(events)
    changes = _changed_rows(rows, reader)
    for event in rows:
        lines = [str(change) for change in changes.get(event.pk, [])]
        set_for_template(event, told=lines or words_of(event))
    return rows


def _changed_rows(events: Sequence[AuditEvent], reader: User) -> dict[int, list[FieldChange]]:
    """Return the changed fields of the member that an event is about, by the key of the event.

    Only for events that name changed fields: the row was updated at that moment, and by no other account.
    """
    kind = ContentType.objects.get_for_model(Member)
    naming = [event for event in events if event.object_type_id == kind.pk and "fields" in event.changes]
    if not naming:
        return {}
    members = Member.objects.select_related("unit").in_bulk({event.object_id for event in naming if event.object_id})
    since = min(event.at for event in naming) - ONE_ACT
    updates = changes_of(members, reader, since=since)
    return {
        event.pk: update.fields
        for event in naming
        for update in updates
        if update.member == event.object_id
        and update.by in (event.actor_id, None)
        and abs(event.at - update.at) < ONE_ACT
    }


def _events(request: HttpRequest, so_far: Q = ALL) -> Listing[AuditEvent]:
    form = AuditFilter(request.GET)
    events = AuditEvent.objects.filter(so_far, _in_reach(request.user)).select_related("actor", "unit", "object_type")
    return Listing(
        request=request,
        name=_("Audit log"),
        form=form,
        rows=_narrow(events, form.cleaned_data) if form.is_valid() else events.none(),
        sorts={"time": "pk"},
        default="-time",
        sorts_if_few={"who": "actor__name", "action": "verb", "object": "object_label", "unit": "unit__path"},
        columns=COLUMNS,
        export_url=reverse("members:audit_export"),
    )


@needs(PERM)
def audit_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the events of the user's units, the latest first; those without a unit only if these are all units.

    Log-ins of workers without a post are for superusers alone.
    """
    events = _events(request)
    shown = with_words(events.page, request.user)
    details = any(told(event) or event.reason for event in shown)
    return events.render("members/front/audit_list.html", details=details)


@needs(PERM)
def audit_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered log as a workbook; an audit event says so."""
    return _events(request, Q(at__lt=timezone.now())).export(
        "audit.export", transform=lambda events: with_words(events, request.user)
    )


def _in_reach(user: access.Account) -> Q:
    reach = access.within(user, PERM)
    sees_all = not Unit.objects.filter(depth=1).exclude(access.within(user, PERM, field="")).exists()
    if user.is_superuser or not sees_all:
        return reach | Q(unit=None) if sees_all else reach
    # Beside the time of a report, the times at which workers log in would tell who has filed it.
    posts = Appointment.objects.values("holder")
    administrators = User.objects.filter(Q(is_superuser=True) | Q(is_staff=True)).values("pk")
    in_office = Q(object_id=None) | Q(object_id__in=posts) | Q(object_id__in=administrators)
    return reach | Q(unit=None) & (~Q(verb__startswith="login.") | in_office)


def _narrow(events: QuerySet[AuditEvent], asked: FieldValues) -> QuerySet[AuditEvent]:
    if asked["q"]:
        events = events.filter(object_label__istartswith=asked["q"])
    if asked["verb"]:
        events = events.filter(verb=asked["verb"])
    if asked["actor"]:
        events = events.filter(Q(actor__name__startswith=asked["actor"]) | Q(actor__username__iexact=asked["actor"]))
    if asked["since"]:
        events = events.filter(at__gte=_start(asked["since"]))
    if asked["until"]:
        events = events.filter(at__lt=_start(asked["until"] + timedelta(days=1)))
    return events


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

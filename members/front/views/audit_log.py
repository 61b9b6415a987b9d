"""The audit log: the list and its export."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import needs
from members.authority.models import Appointment, User
from members.front.forms import AuditFilter
from members.units.models.units import Unit
from office.audit_verbs import VERB_LABELS
from office.exports import Column
from office.lists import Listing
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
    Column(_("Reason"), 40, lambda event: event.reason),
)


def _events(request: HttpRequest, so_far: Q = ALL) -> Listing[AuditEvent]:
    form = AuditFilter(request.GET)
    events = AuditEvent.objects.filter(so_far, _in_reach(request.user)).select_related("actor", "unit")
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
def audit_list(request: HttpRequest) -> HttpResponse:
    """List the events of the user's units, the latest first; those without a unit only if these are all units.

    Log-ins of workers without a post are for superusers alone.
    """
    return _events(request).render("members/front/audit_list.html")


@needs(PERM)
def audit_export(request: HttpRequest) -> FileResponse:
    """Export the filtered log as a workbook; an audit event says so."""
    return _events(request, Q(at__lt=timezone.now())).export("audit.export")


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

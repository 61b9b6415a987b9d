"""Name a deputy for the holder of a post who is absent, and end it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import Appointment, User
from members.deputies.models import CHAIN, CIRCLE, REVIEWER, Deputyship
from office import audit
from office.constraints import refused_by
from office.days import since_in_words, until_in_words
from office.errors import NotAllowed
from office.notices import notify
from office.types import JsonValue

# Permissions to approve: only posts that give one have deputies. Filled when kinds of approvals are registered.
APPROVING: set[str] = set()


def approves(appointment: Appointment) -> bool:
    """Return whether the post gives a permission to approve something."""
    held = appointment.post.permissions.values_list("content_type__app_label", "codename")
    return any(f"{app}.{codename}" in APPROVING for app, codename in held)


@transaction.atomic
def name_deputy(
    appointment: Appointment, deputy: User, *, starts_at: datetime, ends_at: datetime, reason: str, by: User
) -> Deputyship:
    """Let `deputy` approve in place of the holder of a post, from `starts_at` until before `ends_at`.

    Raises NotAllowed without a reason, for a time that is over or in which the post is not held, for a post that
    approves nothing, unless the deputy is another active officer of the same union, for a second deputy at a time, for
    whoever reviews the funds, and where deputies would make a circle or too long a chain.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the officer is absent."), code="reason_missing", field="reason")
    if ends_at <= max(starts_at, timezone.now()):
        raise NotAllowed(_("It has to end after it begins, and after now."), code="wrong_period", field="ends_at")
    first, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
    if first < appointment.starts_on or (appointment.ends_on and appointment.ends_on < last):
        raise NotAllowed(_("The post is not held for all of that time."), code="not_held", field="ends_at")
    if not approves(appointment):
        raise NotAllowed(
            _("This post approves nothing: its work is done by whoever else holds it."), code="nothing_to_approve"
        )
    if deputy.pk == appointment.holder_id:
        raise NotAllowed(_("Nobody is their own deputy."), code="own_deputy", field="deputy")
    same_union = Appointment.objects.in_term(timezone.localdate()).filter(
        holder=deputy, unit__path__startswith=appointment.unit.top_path
    )
    if not deputy.is_active or not same_union.exists():
        raise NotAllowed(
            _("Choose somebody who holds a post in this union and has an open account."),
            code="no_officer",
            field="deputy",
        )
    messages = {
        CIRCLE: _("These two would be deputies of each other: choose somebody who is there."),
        CHAIN: _("The deputy is absent too, and so is their deputy: choose somebody who is there."),
        REVIEWER: _("Whoever reviews the funds can't approve what is spent of them."),
        "one_deputy_at_a_time": _("There is a deputy for this post in that time already."),
    }
    with refused_by(messages, fields=dict.fromkeys(messages, "deputy")):
        row = Deputyship.objects.create(
            appointment=appointment,
            deputy=deputy,
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason.strip(),
            by=by,
        )
    told: dict[str, JsonValue] = {"deputy": deputy.pk, "from": starts_at.isoformat(), "until": ends_at.isoformat()}
    audit.record("deputy.name", row, by=by, unit=appointment.unit, reason=row.reason, changes=told)
    notify(
        {deputy, appointment.holder} - {by},
        gettext_lazy("%(deputy)s approves in place of %(absent)s from %(since)s until %(until)s."),
        reverse("members:deputy_list"),
        deputy=deputy,
        absent=appointment,
        since=since_in_words(starts_at),
        until=until_in_words(ends_at),
    )
    return row


@transaction.atomic
def end_deputyship(deputyship: Deputyship, *, by: User, reason: str = "") -> Deputyship:
    """End a deputyship now; what waits goes back to the holder of the post. Raises NotAllowed when it is over."""
    row = Deputyship.objects.select_for_update(of=("self",)).select_related("appointment__unit").get(pk=deputyship.pk)
    now = timezone.now()
    if row.ends_at <= now:
        raise NotAllowed(_("This is over already."), code="over")
    was, row.ends_at = row.ends_at, max(row.starts_at, now)
    row.save(update_fields=["ends_at"])
    audit.record(
        "deputy.end",
        row,
        by=by,
        unit=row.appointment.unit,
        reason=reason.strip(),
        changes={"until": was.isoformat()},
    )
    return row

"""Set and lift freeze periods, and refuse what they forbid."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.freezes.models import FreezePeriod, FrozenAct
from members.units.models.units import Unit
from office import audit
from office.days import until_in_words
from office.errors import NotAllowed


def freeze_of(unit: Unit, act: FrozenAct) -> FreezePeriod | None:
    """Return the period that forbids `act` in the unit now, of several the last to end; None without one."""
    periods = FreezePeriod.objects.in_force(timezone.now()).covering(unit).filter(**{act.value: True})
    return periods.select_related("unit").first()


def frozen_until(period: FreezePeriod) -> str:
    """Return the sentence that says in which unit what is forbidden, until when and why."""
    return _("In %(unit)s %(acts)s is frozen until %(until)s: %(reason)s.") % {
        "unit": period.unit,
        "acts": _(", ").join(str(act.label) for act in period.forbids),
        "until": until_in_words(period.ends_at),
        "reason": period.reason.rstrip(".。"),
    }


def require_unfrozen(unit: Unit, act: FrozenAct) -> None:
    """Raise NotAllowed, with until when and why, while a freeze period of the unit or one above forbids `act`."""
    if period := freeze_of(unit, act):
        raise NotAllowed(frozen_until(period), code="frozen")


def require_all_unfrozen(paths: Iterable[str], act: FrozenAct) -> None:
    """Raise NotAllowed likewise while a freeze period of any of these units, or of one above them, forbids `act`."""
    above = {above for path in paths for above in Unit.paths_down_to(path)}
    periods = FreezePeriod.objects.in_force(timezone.now()).filter(unit__path__in=above, **{act.value: True})
    if period := periods.select_related("unit").order_by("-ends_at").first():
        raise NotAllowed(frozen_until(period), code="frozen")


@transaction.atomic
def freeze_unit(
    unit: Unit,
    *,
    starts_at: datetime,
    ends_at: datetime,
    acts: Collection[str],
    reason: str,
    by: User,
) -> FreezePeriod:
    """Create a freeze period of a unit and everything below it.

    Raises NotAllowed without a reason or without anything to forbid, and unless it ends after it starts and after now.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why it is frozen."), code="reason_missing", field="reason")
    if not acts:
        raise NotAllowed(_("Say what is frozen."), code="nothing_frozen", field="acts")
    if ends_at <= max(starts_at, timezone.now()):
        raise NotAllowed(_("It has to end after it begins, and after now."), code="wrong_period", field="ends_at")
    period = FreezePeriod.objects.create(
        unit=unit,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip(),
        by=by,
        **{act.value: act.value in acts for act in FrozenAct},
    )
    told = {"from": starts_at.isoformat(), "until": ends_at.isoformat(), "acts": _(", ").join(sorted(acts))}
    audit.record("freeze.set", period, by=by, unit=unit, reason=period.reason, changes=told)
    return period


@transaction.atomic
def lift_freeze(period: FreezePeriod, *, by: User, reason: str) -> FreezePeriod:
    """End a freeze period now. Raises NotAllowed without a reason, and when it is over already."""
    if not reason.strip():
        raise NotAllowed(_("Say why it is lifted."), code="reason_missing", field="reason")
    row = FreezePeriod.objects.select_for_update(of=("self",)).select_related("unit").get(pk=period.pk)
    now = timezone.now()
    if row.ends_at <= now:
        raise NotAllowed(_("This freeze is over already."), code="over")
    was, row.ends_at = row.ends_at, max(row.starts_at, now)
    row.save(update_fields=["ends_at"])
    audit.record("freeze.lift", row, by=by, unit=row.unit, reason=reason.strip(), changes={"until": was.isoformat()})
    return row

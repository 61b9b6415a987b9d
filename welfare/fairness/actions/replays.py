"""Replays: a run again as of its day under other rules. Nothing is written but the replay itself."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from office import audit
from office.errors import NotAllowed
from office.sql import run_sql
from welfare.choices import RunState
from welfare.fairness.actions.counting import COUNTED
from welfare.fairness.models import KEPT, CapsBy, Purpose, Recount, RecountState, RulesBy
from welfare.fairness.recounting import count_of
from welfare.permissions import WelfarePermission
from welfare.plans.amounts import Amounts
from welfare.plans.groups import Group
from welfare.runs.models.runs import Run

# Of one person at once: each costs as much as a count.
MOST_AT_WORK = 3
DELETED_AT_ONCE = 20_000
DELETE_CHANGES = """
    DELETE FROM welfare_recountchange WHERE id IN (
        SELECT change.id FROM welfare_recountchange AS change WHERE recount_id = %s LIMIT %s
    )
"""


def may_replay(user: User, run: Run) -> bool:
    """Return whether the user may try rules on the run and see exact figures: who reads the register there.

    By many replays that differ a little anyone else would learn of single people; others see coarse figures alone.
    """
    rights = (WelfarePermission.REPLAY_RUN, MembersPermission.VIEW_MEMBER)
    return all(access.can(user, right, run.unit) for right in rights)


def may_see_people(user: User, replay: Recount) -> bool:
    """Return whether the user may see who would gain or lose, which may tell who is in hardship."""
    return may_replay(user, replay.run) and _may_know_hardship(user, replay)


def _may_know_hardship(user: User, replay: Recount) -> bool:
    return not replay.tells_hardship or access.can(user, MembersPermission.VIEW_HARDSHIPMARK, replay.run.unit)


@transaction.atomic
def start_replay(
    run: Run,
    *,
    by: User,
    name: str = "",
    rules_by: str = RulesBy.PLAN,
    standard: Decimal | None = None,
    group: Group | None = None,
    table: Amounts | None = None,
    caps_by: str = CapsBy.TODAY,
    year_cap: Decimal | None = None,
    event_cap: Decimal | None = None,
) -> Recount:
    """Ask for a replay of a counted run, which a worker counts: `standard`, `group` and `table` are those proposed.

    Raises NotAllowed while the run has no grants, for runs and rules that tell hardship where `by` may not see
    who is in it, and when MOST_AT_WORK replays of theirs are still being counted.
    """
    if run.state not in COUNTED:
        raise NotAllowed(_("Only a run that has been counted can be replayed."), code="not_counted")
    if Recount.objects.replays().waiting().filter(by=by).count() >= MOST_AT_WORK:
        message = _("%(count)s of your replays are still being counted: wait for one, or cancel it.")
        raise NotAllowed(message % {"count": MOST_AT_WORK}, code="too_many_replays")
    replay = Recount(run=run, purpose=Purpose.REPLAY, of_count=count_of(run), by=by, name=name.strip())
    replay.rules_by, replay.caps_by = RulesBy(rules_by), CapsBy(caps_by)
    if replay.caps_by == CapsBy.PROPOSED:
        replay.year_cap, replay.event_cap = year_cap, event_cap
    _set_rules(replay, standard, group, table)
    _require_hardship(replay, by)
    replay.save()
    audit.record(
        "run.replay",
        run,
        by=by,
        unit=run.unit,
        changes={
            "replay": replay.pk,
            "rules": replay.rules_by,
            "standard": str(replay.standard),
            "conditions": replay.conditions,
            "amounts": replay.amounts,
            "caps": replay.caps_by,
        },
    )
    return replay


def _set_rules(replay: Recount, standard: Decimal | None, group: Group | None, table: Amounts | None) -> None:
    run, year = replay.run, replay.run.on.year
    replay.standard, replay.conditions, replay.amounts = run.standard, run.conditions, run.amounts
    if replay.rules_by == RulesBy.PLAN:
        plan = run.plan
        replay.standard, replay.amounts = plan.amount, plan.amounts
        replay.conditions = plan.group.in_year(year).as_json()
    elif replay.rules_by == RulesBy.PROPOSED:
        replay.standard = standard or run.standard
        replay.conditions = (group or Group()).in_year(year).as_json()
        replay.amounts = (table or Amounts()).as_json()


def _require_hardship(replay: Recount, by: User) -> None:
    if not _may_know_hardship(by, replay):
        raise NotAllowed(_("You may not see who is in hardship in this unit."), code="hardship_not_visible")


@transaction.atomic
def cancel_replay(replay: Recount, *, by: User) -> None:
    """Stop a replay that is being counted. Raises NotAllowed when it is done or cancelled already."""
    replay = Recount.objects.select_for_update(of=("self",)).select_related("run__unit").get(pk=replay.pk)
    if replay.state != RecountState.WAITING:
        raise NotAllowed(_("This replay is no longer being counted."), code="moved_on")
    replay.state, replay.done_at = RecountState.CANCELLED, timezone.now()
    replay.save(update_fields=["state", "done_at"])
    replay.places.all().delete()
    audit.record("run.cancel_replay", replay.run, by=by, unit=replay.run.unit, changes={"replay": replay.pk})


def delete_old_replays() -> int:
    """Delete the replays that have been kept for KEPT, and all recounts of cancelled runs; return how many.

    The people of each go slice by slice, so that no transaction is long.
    """
    old = Recount.objects.replays().filter(at__lt=timezone.now() - KEPT)
    of_cancelled = Recount.objects.filter(run__state=RunState.CANCELLED)
    keys = {*old.values_list("pk", flat=True), *of_cancelled.values_list("pk", flat=True)}
    deleted = 0
    for pk in sorted(keys):
        while run_sql(DELETE_CHANGES, [pk, DELETED_AT_ONCE]) == DELETED_AT_ONCE:
            pass
        _rows, gone = Recount.objects.filter(pk=pk).delete()
        # Another worker may have been quicker.
        deleted += gone.get(Recount._meta.label, 0)
    return deleted

"""Undoing a merge, and clearing what that would need once it is too late."""

import json
from collections.abc import Mapping

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Field, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import MemberState
from members.dues.actions.charges import lock_bulk_changes, recompute_person, recompute_since
from members.dues.rules import first_of_month
from members.duplicates import rules
from members.duplicates.actions.two_records import (
    PARTS,
    STATE_COLUMNS,
    UNIQUE,
    Facts,
    RecordValues,
    clear_unique_columns,
    lock_members,
    move_rows,
    queue_for_comparison,
    values_of,
)
from members.duplicates.models import DoubleCandidate, DoubleState, Merge
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.types import JsonValue


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, reason: str) -> Merge:
    """Undo a merge: both records become as they were; parts changed since then stay and are named in `left_over`.

    The pair is open again. Each record owes its own dues again, for the months in between too. Raises NotAllowed
    without a reason, after rules.UNDO_WITHIN, when undone already, when the kept record was merged into a third one,
    when one of them was erased, or when the unit of the merged record is closed.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why these are two people."))
    lock_bulk_changes()
    merge = Merge.objects.select_for_update(of=("self",)).select_related("pair").get(pk=merge.pk)
    members = {m.pk: m for m in lock_members(merge.winner_id, merge.loser_id)}
    winner, loser = members[merge.winner_id], members[merge.loser_id]
    if merge.undone_at or loser.merged_into_id != winner.pk or winner.state == MemberState.MERGED:
        raise NotAllowed(_("This merge is undone already, or another one followed that has to be undone first."))
    if timezone.now() > merge.at + rules.UNDO_WITHIN:
        raise NotAllowed(_("A merge can be undone within %(days)s days.") % {"days": rules.UNDO_WITHIN.days})
    if not merge.facts:
        raise NotAllowed(_("What these records said before is erased."))
    facts: Facts = json.loads(merge.facts.reveal())
    now: RecordValues = json.loads(json.dumps(values_of(winner, loser, merge.taken), cls=DjangoJSONEncoder))
    same = [part for part in merge.taken if _is_unchanged(part, now, facts["after"])]
    clear_unique_columns(winner, same)
    for part in same:
        _set(winner, facts["before"]["winner"], PARTS[part])
        _set(loser, facts["before"]["loser"], PARTS[part] if part in UNIQUE else ())
    _set(loser, facts["before"]["loser"], STATE_COLUMNS)
    with in_open_unit(loser.unit):
        loser.save()
    winner.save()
    for name, keys in facts["along"].items():
        move_rows(getattr(winner, name).filter(pk__in=keys), loser)
    Member.objects.filter(pk__in=facts["followers"], merged_into=winner).update(merged_into=loser)
    if facts["closed"]:
        User.objects.filter(pk=facts["closed"]).update(is_active=True)
    merge.left_over = [part for part in merge.taken if part not in same]
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save()
    DoubleCandidate.objects.filter(pk=merge.pair_id).update(
        state=DoubleState.OPEN, decided_by=None, decided_at=None, reason=""
    )
    recompute_person(winner)
    recompute_person(loser)
    recompute_since(loser, first_of_month(timezone.localdate(merge.at)))
    queue_for_comparison(winner, loser)
    for member in (winner, loser):
        changes: dict[str, JsonValue] = {"merge": merge.pk, "left_over": merge.left_over}
        audit.record("member.undo_merge", member, by=by, unit=member.unit, reason=reason.strip(), changes=changes)
    return merge


def _is_unchanged(part: str, now: RecordValues, after: RecordValues) -> bool:
    """Return whether the kept record, and for unique parts the other too, says the same as after the merge."""
    sides = ("winner", "loser") if part in UNIQUE else ("winner",)
    return all(now[side][column] == after[side][column] for side in sides for column in PARTS[part])


def _set(member: Member, values: Mapping[str, object], columns: tuple[str, ...]) -> None:
    for column in columns:
        field = Member._meta.get_field(column)
        assert isinstance(field, Field)
        setattr(member, column, field.to_python(values[column]))


def clear_expired_facts() -> int:
    """Clear the sealed values of merges that can no longer be undone; return of how many."""
    past = Q(at__lt=timezone.now() - rules.UNDO_WITHIN) | Q(undone_at__isnull=False)
    return Merge.objects.filter(past).exclude(facts="").update(facts="")

"""Merging two records of one person."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members import choices
from members.accounts.models import ActivationCode
from members.authority.models import Appointment, User
from members.choices import MemberState
from members.committees.models.separation import CONSTRAINT as SEPARATION
from members.consents.checks import allows
from members.dues.actions.charges import lock_bulk_changes, recompute_person
from members.duplicates import rules
from members.duplicates.actions.two_records import (
    PARTS,
    UNIQUE,
    Facts,
    clear_unique_columns,
    differing,
    lacking,
    lock_members,
    move_rows,
    queue_for_comparison,
    values_of,
)
from members.duplicates.models import DoubleCandidate, DoubleState, Merge
from members.membership.models.changes import MembershipChange
from members.membership.rules.membership import may_become
from members.personal_file.actions.corrections import MEMBERSHIP
from members.register.models.member import Member
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.types import JsonValue

# Relations whose rows are moved to the kept record.
MOVED_RELATIONS = ("family", "honours", "documents", "hardship_marks", "seats")


@transaction.atomic
def merge_members(pair: DoubleCandidate, *, keep: int, take: set[str], by: User, reason: str) -> Merge:
    """Merge a pair into its record `keep`, which gets the parts in `take` from the other; both keep their histories.

    Honours, documents, marks of hardship and seats move to the kept record, and with its consent the family. Grants,
    questions, dues and periods stay where they are and count for the person; no month of dues is charged twice. Of
    two accounts one is deactivated, and the other record's activation codes are voided.

    Raises NotAllowed without a reason, when the pair has been decided, for an officer's own record, for an erased
    record or one merged before, when the other record's state ranks higher, when it is being transferred, has an open
    change of membership or a seat that is held today, or when the account to be closed has a post or is a superuser's.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why these are one person."))
    lock_bulk_changes()
    pair = DoubleCandidate.objects.select_for_update().get(pk=pair.pk)
    members = {m.pk: m for m in lock_members(pair.a_id, pair.b_id)}
    if pair.state != DoubleState.OPEN or keep not in members:
        raise NotAllowed(_("Somebody else has decided about this pair in the meantime."))
    winner = members.pop(keep)
    loser = members.popitem()[1]
    _require_mergeable(winner, loser, by)
    taken = sorted(take & {*differing(winner, loser), *lacking(winner, loser)})
    closed = _account_to_close(winner, loser, "account" in taken)
    before = values_of(winner, loser, taken)
    _save_both(winner, loser, taken)
    moved_rows = _move_all(winner, loser)
    followers = list(Member.objects.filter(merged_into=loser).values_list("pk", flat=True))
    Member.objects.filter(pk__in=followers).update(merged_into=winner)
    if closed:
        User.objects.filter(pk=closed).update(is_active=False)
    ActivationCode.objects.open().filter(member=loser).update(voided_at=timezone.now())
    pair.state, pair.decided_by, pair.decided_at, pair.reason = DoubleState.MERGED, by, timezone.now(), reason.strip()
    pair.save()
    DoubleCandidate.objects.open().filter(Q(a=loser) | Q(b=loser)).delete()
    after = values_of(winner, loser, taken)
    facts: Facts = {"before": before, "after": after, "followers": followers, "closed": closed, "along": moved_rows}
    merge = Merge.objects.create(
        pair=pair,
        winner=winner,
        loser=loser,
        taken=taken,
        by=by,
        reason=reason.strip(),
        facts=json.dumps(facts, cls=DjangoJSONEncoder),
    )
    recompute_person(winner)
    queue_for_comparison(winner, loser)
    into: dict[str, JsonValue] = {"other": loser.pk, "taken": taken}
    gone: dict[str, JsonValue] = {"other": winner.pk, "taken": taken}
    audit.record("member.merge", winner, by=by, unit=winner.unit, reason=merge.reason, changes=into)
    audit.record("member.merged", loser, by=by, unit=loser.unit, reason=merge.reason, changes=gone)
    return merge


def _require_mergeable(winner: Member, loser: Member, by: User) -> None:
    if by.pk in (winner.user_id, loser.user_id):
        raise NotAllowed(_("Nobody merges their own record: ask another officer."))
    if winner.state == MemberState.MERGED or winner.anonymised_at or loser.anonymised_at:
        raise NotAllowed(_("One of these records is merged already, or was made anonymous."))
    if rules.state_rank(winner.state) < rules.state_rank(loser.state):
        raise NotAllowed(
            _("Keep the other record: its membership is “%(other)s”, of this one “%(kept)s”.")
            % {"other": loser.get_state_display(), "kept": winner.get_state_display()}
        )
    if not may_become(loser.state, MemberState.MERGED):
        raise NotAllowed(_("The record that would go is on its way to another unit: end that first."))
    if MembershipChange.objects.open().filter(member=loser).exists():
        raise NotAllowed(_("A change of membership waits on the record that would go: end that first."))


def _account_to_close(winner: Member, loser: Member, swap: bool) -> int | None:
    """Return the key of the active account that the person needs no more, if both records have one.

    `swap`: the kept record takes the other's account. Raises NotAllowed if the account has a post, today or later,
    or is a superuser's.
    """
    if not (winner.user_id and loser.user_id):
        return None
    closed = winner.user_id if swap else loser.user_id
    posts = Appointment.objects.filter(holder=closed).exclude(ends_on__lt=timezone.localdate())
    account = User.objects.get(pk=closed)
    if posts.exists() or account.is_superuser:
        raise NotAllowed(_("A post hangs on the account that would be closed: keep that account, or end the post."))
    return closed if account.is_active else None


def _save_both(winner: Member, loser: Member, taken: list[str]) -> None:
    """Save both records: the parts taken, and the state of the merged one from today on."""
    _set_parts(winner, loser, taken)
    loser.state, loser.state_since = MemberState.MERGED, timezone.localdate()
    loser.state_reason, loser.merged_into = "", winner
    refused = _("The register knows a later change of the record that would go, or refuses its account's offices.")
    with refused_by(dict.fromkeys((*MEMBERSHIP, SEPARATION), refused)):
        winner.save()
        loser.save()


def _move_all(winner: Member, loser: Member) -> dict[str, list[int]]:
    """Move the rows of MOVED_RELATIONS to the kept record; return the keys of the moved rows by relation.

    Raises NotAllowed when a seat that is held today can't move.
    """
    moved_rows = {name: move_rows(getattr(loser, name).all(), winner) for name in _relations_to_move(winner)}
    today = timezone.localdate()
    if loser.seats.filter(Q(until=None) | Q(until__gte=today), term__ends_on__gte=today).exists():
        raise NotAllowed(_("A seat on a committee can't go along: give it up first."))
    return moved_rows


def _set_parts(winner: Member, loser: Member, taken: list[str]) -> None:
    """Set the values of the merged record on the kept one, unsaved; unique values are exchanged."""
    clear_unique_columns(loser, taken)
    for part in taken:
        for column in PARTS[part]:
            mine, theirs = getattr(winner, column), getattr(loser, column)
            setattr(winner, column, theirs)
            if part in UNIQUE:
                setattr(loser, column, mine)


def _relations_to_move(winner: Member) -> list[str]:
    """Return the relations whose rows move; family only if the kept record has consented to it. PIPL art. 29."""
    return [name for name in MOVED_RELATIONS if name != "family" or allows(winner, choices.Purpose.FAMILY)]

"""Writing verdicts into the register: a few statements per chunk, whatever its size."""

from django.db import connection
from django.utils import timezone

from members.importing.checking import UnitNames, Verdict
from members.models import Member, Unit, User
from union_portal.office import audit

# Imports take turns: two that bring the same person would otherwise meet at the unique hash and one would fail.
TURN = 7_201_503
UPDATES_AT_ONCE = 250


def take_turn() -> None:
    """Wait until no other import writes; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def write(verdicts: list[Verdict], units: UnitNames, *, by: User | None) -> None:
    """Create and update the members of one chunk, and first the units that its accepted rows need."""
    for verdict in verdicts:
        if verdict.new_unit and verdict.member is not None:
            verdict.member.unit = _unit(verdict.new_unit, units, by)
    Member.objects.bulk_create([v.member for v in verdicts if v.outcome == "created" and v.member is not None])
    updated = [v for v in verdicts if v.outcome == "updated"]
    if not updated:
        return
    now = timezone.now()
    members = []
    for verdict in updated:
        if verdict.member is not None:
            verdict.member.updated_at = now
            members.append(verdict.member)
    fields = set().union(*(v.changed for v in updated)) | {"updated_at"}
    Member.objects.bulk_update(members, sorted(fields), batch_size=UPDATES_AT_ONCE)


def _unit(name: str, units: UnitNames, by: User | None) -> Unit:
    found = units.named(name)
    if found:
        return found[0]
    unit = units.create(name)
    audit.record("unit.create", unit, by=by, unit=unit)
    return unit

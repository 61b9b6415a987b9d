"""The moment of a pack: fixed when nothing is under way that could still change what is read.

A transaction that had begun before could commit rows with earlier times behind the reader's back. So the moment lies
before the oldest transaction that is running, and after all that have ended.
"""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from office.models import AuditEvent
from office.sql import rows_of_sql
from welfare.auditing.models import AuditPack, PackPart, private_path
from welfare.auditing.rules import AT_ONCE, LAST, PartKind, file_name
from welfare.auditing.scope import runs_of
from welfare.auditing.sections.all import TABLES
from welfare.auditing.sections.table import Range
from welfare.choices import RunState
from welfare.objections.models import Objection
from welfare.runs.models.runs import Run
from welfare.visits.models.visits import Visit

# The last clear moment: of other clients of this database the oldest transaction began just after it.
MOMENT = """
    SELECT least(clock_timestamp(), min(xact_start) - interval '1 microsecond') FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def set_moment(pack: AuditPack) -> None:
    """Set the moment and the units of a pack that the caller has claimed, without saving it."""
    ((moment,),) = rows_of_sql(MOMENT, [])
    pack.as_of = moment
    pack.units = sorted(type(pack.unit).objects.filter(path__startswith=pack.unit.path).values_list("pk", flat=True))


def plan_parts(pack: AuditPack) -> list[PackPart]:
    """Create the files that the pack will have, each with the keys of its rows; return those to be written at once."""
    parts = [
        _part(pack, kind, number, part)
        for kind, table in TABLES.items()
        for number, part in enumerate(table.ranges(pack), start=1)
    ]
    parts += [_part(pack, kind, 1, Range(0, 0, 0)) for kind in LAST]
    for number, part in enumerate(parts, start=1):
        part.number = number
    PackPart.objects.bulk_create(parts)
    return [part for part in parts if part.kind in AT_ONCE]


def _part(pack: AuditPack, kind: PartKind, number: int, keys: Range) -> PackPart:
    part = PackPart(pack=pack, kind=kind, name=file_name(kind, number), lo=keys.lo, hi=keys.hi, planned=keys.rows)
    # Chosen now, so that a second try replaces what a killed worker has written.
    part.file = private_path(part, "")
    return part


def was_quiet(pack: AuditPack, since: datetime) -> bool:
    """Return whether nobody changed a run, visit or objection of the pack since the moment, nor is at one now.

    Of their rows no earlier state is kept; what was read of them is that of the moment only if this is so at the end.
    """
    kinds = ContentType.objects.get_for_models(Run, Visit, Objection)
    here = Q(object_type__in=[kind.pk for kind in kinds.values()], unit__path__startswith=pack.unit.path)
    # The events of runs from above are of the unit above.
    about = here | Q(object_type=kinds[Run], object_id__in=runs_of(pack).values("pk"))
    changed = AuditEvent.objects.filter(about, at__gt=since)
    half_way = runs_of(pack).filter(state=RunState.CANCELLING) | runs_of(pack).filter(revoking=True)
    return not changed.exists() and not half_way.exists()

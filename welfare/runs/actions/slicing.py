"""Prepare a run for counting: record the caps in force in each of its units, and make its slices."""

from django.db.models import CharField, Count, ExpressionWrapper, F, Max, Min, OuterRef, Subquery, Value

from members.units.models.units import Unit
from office.insert_select import insert_select
from office.sql import analyze
from welfare.choices import Basis
from welfare.grants.models import Grant
from welfare.runs import rules
from welfare.runs.eligibility import members_of
from welfare.runs.models import Run, RunUnit, Slice
from welfare.standards.models import Cap


def record_caps(run: Run) -> None:
    """Write a RunUnit for each unit of the run, with the caps in force there on the day of the event."""

    def nearest(basis: Basis) -> Subquery:
        above = (
            Cap.objects.in_force(run.occasion.on)
            .filter(kind=run.occasion.kind, basis=basis)
            .alias(below=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
            .filter(below__startswith=F("unit__path"))
            .order_by("-unit__depth", "-effective_from")
        )
        return Subquery(above.values("amount")[:1])

    RunUnit.objects.filter(run=run).delete()
    places = (
        Unit.objects.below(run.unit)
        .order_by("path")
        .values_list(Value(run.pk), "pk", nearest(Basis.PERSON_YEAR), nearest(Basis.FESTIVAL), Value(0), Value(0))
    )
    insert_select(RunUnit, ["run", "unit", "year_cap", "festival_cap", "heads", "cost"], places)
    # Workers count at once, before autovacuum has run: without statistics the planner expects a few units only.
    analyze(RunUnit)


def make_slices(run: Run, *, redo: bool = False) -> None:
    """Replace the slices of the run by ranges of member keys that cover all its members; none where there is no member.

    With `redo`, grants of an earlier count exist: each slice will delete those of its range before it writes new ones,
    and those outside of all ranges are deleted here.
    """
    Slice.objects.filter(run=run).delete()
    found = members_of(run).aggregate(heads=Count("pk"), first=Min("pk"), last=Max("pk"))
    Slice.objects.bulk_create(
        Slice(run=run, lo=lo, hi=hi, redo=redo)
        for lo, hi in rules.split_range(found["heads"], found["first"], found["last"], rules.SLICE_SIZE)
    )
    if redo:
        outside = Grant.objects.filter(run=run)
        if found["heads"]:
            outside = outside.exclude(member__gte=found["first"], member__lte=found["last"])
        outside.delete()

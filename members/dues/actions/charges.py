"""Computing who owes what: one statement for any number of months and members."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from psycopg2.sql import SQL, Composable, Literal

from members.choices import LEFT_STATES
from members.dues import rules
from members.dues.models.charges import DuesCharge, DuesMonth, DuesRule
from members.register.models.member import Member
from members.units.models.units import Unit
from office.sql import AdvisoryLock, load_sql, run_sql, take_lock

COMPUTE = load_sql("members.dues", "compute_charges")


def ensure_dues_rule() -> None:
    """Create the rule of 1978 if there is no rule yet; one that exists stays as its administrator left it."""
    if not DuesRule.objects.exists():
        DuesRule.objects.create(effective_from=rules.IN_FORCE_SINCE, source=rules.SOURCE)


def lock_bulk_changes() -> None:
    """Wait until nobody else changes many charges at once, and keep others from it until the transaction ends.

    Computing and payroll files lock the same charges by the thousand: one after the other, they cannot deadlock.
    """
    take_lock(AdvisoryLock.CHARGES)


def compute_charges(months: list[date], *, unit: Unit | None = None, members: QuerySet[Member] | None = None) -> int:
    """Compute the charges of `months` (first days) for everybody who stood in `unit` or below on each of them.

    Paid charges stay; all others become what register, wages, waivers and rule say now, so computing twice changes
    nothing. Without `unit` everywhere, with `members` only for them. Returns how many charges are new or different.
    """
    wanted = Member.objects.all() if members is None else members
    chosen, params = wanted.order_by().values("pk").query.sql_with_params()
    statement = SQL(COMPUTE).format(
        chosen=SQL(chosen), exemption=_exemption(), left_states=SQL("({})").format(_literals(LEFT_STATES))
    )
    return run_sql(statement, [*params, unit.path if unit else "", months, months, months])


def recompute_since(member: Member, since: date) -> None:
    """Compute a person's charges again from a month on: those there are, and those of months their unit has opened."""
    above = Unit.paths_down_to(member.unit.path)
    months = DuesMonth.objects.filter(unit__path__in=above, computed_at__isnull=False, month__gte=since)
    _recompute(member, since, set(months.values_list("month", flat=True)))


def recompute_person(member: Member) -> None:
    """Compute every charge of a person again, after records of theirs were merged or parted."""
    _recompute(member, date.min, set())


def _recompute(member: Member, since: date, opened: set[date]) -> None:
    """Compute the charges of a person's records one after the other, the kept one first.

    So a month stays with that one unless more was paid on another.
    """
    for record in Member.objects.records_of_person(member):
        charged = DuesCharge.objects.filter(member=record, month__gte=since).values_list("month", flat=True)
        if wanted := {*charged, *(opened if record == member else ())}:
            compute_charges(sorted(wanted), members=Member.objects.filter(pk=record.pk))


def _exemption() -> Composable:
    """Return the SQL of why somebody owes nothing for a month, by their standing in it; '' for everybody else."""
    cases = SQL(" ").join(
        SQL("WHEN standing.state = {} THEN {}").format(Literal(str(state)), Literal(str(why)))
        for state, why in rules.EXEMPT_STATES.items()
    )
    no_member = Literal(str(rules.Exemption.NO_MEMBER))
    merged = Literal(str(rules.Exemption.MERGED))
    return SQL(
        "CASE WHEN standing.state IS NULL THEN {} {} "
        "WHEN (member_id, first) IN (SELECT member_id, first FROM asked_elsewhere) THEN {} ELSE '' END"
    ).format(no_member, cases, merged)


def _literals(words: Iterable[str]) -> Composable:
    return SQL(", ").join(Literal(str(word)) for word in words)

"""Who receives in a run, how much, and why not: one queryset for the lists on pages and for writing grants."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, cast

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least
from django_stubs_ext import WithAnnotations
from psycopg2.sql import SQL, Identifier

from members.choices import LEFT_STATES, RETIRED_STATUSES, MemberState
from members.membership.models.changes import MembershipChange
from members.membership.models.periods import MembershipPeriod
from members.register.models.member import Member
from office.sql import load_sql, rows_of_sql, run_sql
from welfare.choices import RECEIVING, Basis, Kind, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.grants.models.occasions import Occasion
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.grants.querysets import WithdrawnGrants
from welfare.lists.models import ListRow
from welfare.plans.matching import BIRTHDAY, YUAN, amount_for, exclusions
from welfare.plans.rules import birthdays_in
from welfare.runs.membership import membership_verdicts
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice


class OnTheDay(TypedDict):
    """What `members_of` annotates: the key of the unit and the state on the day of the event, and that period."""

    unit_then: int
    state_then: str
    since: date
    until: date | None


class Judged(OnTheDay):
    """What `judged` annotates."""

    verdict: str
    due: Decimal
    reduced_by: str
    standard: Decimal


if TYPE_CHECKING:
    MembersOnTheDay: TypeAlias = QuerySet[WithAnnotations[Member, OnTheDay]]
    JudgedMembers: TypeAlias = QuerySet[WithAnnotations[Member, Judged]]


CLEAR = load_sql("welfare.runs", "clear_slice")
WRITE = SQL("""
    WITH judged (
        member_id, unit_id, post_category, name, verdict, due, reduced_by, standard
    ) AS MATERIALIZED ({facts}),
    written AS (
        INSERT INTO {grants} (member_id, occasion_id, run_id, unit_id, name, amount, post_category, reduced_by)
        SELECT member_id, %s, %s, unit_id, name, due, post_category, reduced_by
        FROM judged WHERE verdict IN (%s, %s)
    ),
    kept_out AS (
        INSERT INTO {exclusions} (member_id, run_id, unit_id, post_category, verdict, standard, reduced_by)
        SELECT
            member_id, %s, unit_id, post_category, verdict,
            CASE WHEN verdict = %s THEN standard END, CASE WHEN verdict = %s THEN reduced_by ELSE '' END
        FROM judged WHERE verdict NOT IN (%s, %s)
    )
    SELECT verdict, post_category, count(*), (sum(due) FILTER (WHERE verdict IN (%s, %s)))::text
    FROM judged GROUP BY verdict, post_category
""")


@dataclass(frozen=True)
class Scope:
    """Where `judged` finds the caps of each unit, and which grants of other runs it counts: those of a run's own count.

    `places` leads from a unit to its row with the caps, `owner` is the field of that row that names `owned_by`, by
    default the run. `given_by`: the keys of the runs whose grants count; None for all others.
    """

    places: str = "standings__unit__run_places"
    owner: str = "run"
    owned_by: int | None = None
    given_by: tuple[int, ...] | None = None

    def of(self, run: Run) -> Q:
        """Return the condition that a row of the caps belongs to what is counted."""
        return Q(**{f"{self.places}__{self.owner}": run.pk if self.owned_by is None else self.owned_by})

    def elsewhere(self, run: Run, grant: str) -> Q:
        """Return the condition that a grant, found by the lookup `grant`, is of another run and counts."""
        others = ~Q(**{f"{grant}run": run.pk})
        return others if self.given_by is None else others & Q(**{f"{grant}run__in": self.given_by})


OWN_COUNT = Scope()


def members_of(run: Run, among: tuple[int, int] | None = None, scope: Scope = OWN_COUNT) -> "MembersOnTheDay":
    """Return the members who on the day of the event are in the run's unit or below it, whatever their state.

    Past days follow from the membership periods, future days also from the changes agreed so far; who entered the
    register after the day counts in the unit of entry. Annotates what held on the day: `unit_then`, `state_then`,
    `since` and `until`. `among` limits the members to a range of keys, both included. A run for birthdays has only
    those with a birthday in its days, and those whose birth date is not known; one from a list only those on it. A
    follow-up has only those to whom its source and the other follow-ups gave nothing; a correction only those to whom
    they gave less than what the run gives by the register of now.
    """
    day = run.on
    # A short list of keys: for a join the planner would expect no rows when no change is planned.
    moved_by_then = MembershipChange.objects.due(day).values("member")
    before = MembershipPeriod.objects.filter(member=OuterRef("standings__member"), starts_on__lte=day)
    covers = Q(standings__starts_on__lte=day) & (Q(standings__ends_on=None) | Q(standings__ends_on__gt=day))
    entered_later = Q(standings__starts_on__gt=day, standings__ends_on=None, standings__planned=False) & ~Exists(before)
    in_force = covers & (Q(standings__planned=True) | ~Q(pk__in=moved_by_then)) | entered_later
    found = in_force & scope.of(run)
    if among:
        # On both tables, so that no query plan reads more than this range of either.
        lo, hi = among
        found &= Q(pk__range=among, standings__member__gte=lo, standings__member__lte=hi)
    members = Member.objects.alias(birthday=BIRTHDAY) if run.until else Member.objects.all()
    if run.until:
        found &= Q(birthday__in=birthdays_in(run.on, run.until, run.leap_day)) | Q(birth_date=None)
    if run.from_list_id is not None:
        found &= Q(pk__in=ListRow.objects.filter(list=run.from_list_id).values("member"))
    if run.corrects:
        members = members.alias(given_before=_given_before(run)).filter(given_before__lt=_amount(run))
    elif run.source_id is not None:
        found &= ~Q(Exists(_family_grants(run).filter(member=OuterRef("pk"))))
    members = members.filter(found).annotate(
        unit_then=F("standings__unit"),
        state_then=F("standings__state"),
        since=F("standings__starts_on"),
        until=F("standings__ends_on"),
    )
    return cast("MembersOnTheDay", members)


def judged(run: Run, among: tuple[int, int] | None = None, scope: Scope = OWN_COUNT) -> "JudgedMembers":
    """Return `members_of(run)` with `verdict`, `standard`, `due` (as rules.festival_due) and `reduced_by`.

    Sums are in yuan: `standard` is what the plan gives, `due` what caps leave of it; `reduced_by` is a Basis or "".

    Grants of other runs count, issued or not, as do grants of records that were merged into the member. `run` may be
    a copy with other rules that is not saved; `scope` then says which caps and grants count.
    """
    this_year = Occasion.objects.filter(kind=run.occasion.kind, on__year=run.occasion.on.year).values_list(
        "pk", flat=True
    )
    elsewhere = Q(given__isnull=False) & scope.elsewhere(run, "given__")
    of_merged_records = Grant.objects.filter(scope.elsewhere(run, ""), member__merged_into__isnull=False)
    already = Coalesce(
        Sum("given__amount", filter=elsewhere), Value(Decimal(0)), output_field=YUAN
    ) + _given_to_merged_records(of_merged_records.filter(occasion__in=list(this_year)))
    standard: Combinable = _amount(run)
    festival_cap: Combinable = F(f"{scope.places}__festival_cap")
    year_cap = F(f"{scope.places}__year_cap")
    if run.corrects:
        # What was given for the event counts against its cap and against the standard; the year's grants hold it too.
        before = _given_before(run)
        standard = ExpressionWrapper(standard - before, output_field=YUAN)
        festival_cap = ExpressionWrapper(festival_cap - before, output_field=YUAN)
    # LEAST ignores NULL, which means no cap.
    due = Greatest(Least(standard, festival_cap, year_cap - already), Value(Decimal(0)), output_field=YUAN)
    given = Q(grants__occasion__in=list(this_year), grants__revoked_at=None)
    if among:
        given &= Q(grants__member__gte=among[0], grants__member__lte=among[1])
    listed_elsewhere = of_merged_records.filter(occasion=run.occasion).values("member__merged_into")
    return (
        members_of(run, among, scope)
        .alias(
            given=FilteredRelation("grants", condition=given),
            listed=Coalesce(BoolOr(elsewhere & Q(given__occasion=run.occasion)), Value(False)),
        )
        .annotate(due=due, standard=standard)
        .annotate(
            verdict=Case(
                *member_verdicts(run, among, scope),
                *_verdicts_of_grants(run, standard, listed_elsewhere),
                default=Value(Verdict.FULL),
                output_field=CharField(),
            ),
            reduced_by=_reduced_by(run, standard, festival_cap),
        )
    )


def _verdicts_of_grants(run: Run, standard: Combinable, listed_elsewhere: "QuerySet[Grant, Any]") -> list[When]:
    """Return the verdicts that depend on grants and caps; `listed_elsewhere` are keys of persons.

    Any: the rows are keys.
    """
    return [
        When(listed=True, then=Value(Verdict.ALREADY)),
        When(pk__in=listed_elsewhere, then=Value(Verdict.ALREADY)),
        When(pk__in=decided_by_objection(run).filter(due=0).values("member"), then=Value(Verdict.OBJECTION)),
        When(due=0, then=Value(Verdict.CAP_REACHED)),
        When(due__lt=standard, then=Value(Verdict.REDUCED)),
    ]


def _reduced_by(run: Run, standard: Combinable, festival_cap: Combinable) -> Case:
    """Return the Basis of the cap that leaves less than the standard, "" where none does."""
    return Case(
        When(due=standard, then=Value("")),
        When(due=festival_cap, then=Value(once_of(run))),
        default=Value(Basis.PERSON_YEAR),
        output_field=CharField(),
    )


def once_of(run: Run) -> Basis:
    """Return as which basis a cap for one event is named in a run, whichever of both it is."""
    return Basis.FESTIVAL if run.occasion.kind == Kind.FESTIVAL else Basis.EVENT


def decided_by_objection(run: Run) -> WithdrawnGrants:
    """Return each member's newest row of those that upheld objections took off lists of the plan for its occasion."""
    rows = WithdrawnGrant.objects.filter(occasion=run.occasion, run__plan=run.plan_id)
    newest = rows.order_by("member_id", "-pk").distinct("member_id").values("pk")
    return WithdrawnGrant.objects.filter(pk__in=newest)


def _amount(run: Run) -> Combinable:
    """Return what the run gives a member before any cap, in yuan: as an objection decided, by its list, or its plan."""
    decided = decided_by_objection(run)
    # Looked for once: the subquery would be asked for each of a million members.
    if not decided.exists():
        return _planned_amount(run)
    instead = Subquery(decided.filter(member=OuterRef("pk"), due__gt=0).values("due")[:1])
    return Coalesce(instead, _planned_amount(run), output_field=YUAN)


def _planned_amount(run: Run) -> Combinable:
    if run.from_list_id is None:
        return amount_for(run.table, run.standard, run.on)
    typed = ListRow.objects.filter(list=run.from_list_id, member=OuterRef("pk"))
    return Subquery(typed.values("amount")[:1], output_field=YUAN)


def _family_grants(run: Run) -> QuerySet[Grant]:
    """Return the grants of a follow-up's source and of the other follow-ups of that."""
    runs = Run.objects.filter(Q(pk=run.source_id) | Q(source=run.source_id)).exclude(pk=run.pk)
    return Grant.objects.filter(run__in=[*runs.values_list("pk", flat=True)])


def _given_before(run: Run) -> Case:
    """Return what a correction's source and its other follow-ups gave a member, in yuan; NULL for nothing.

    What records that were merged into the member were given counts too; the subquery for it runs only for such members.
    """
    grants = _family_grants(run).order_by()
    own = grants.filter(member=OuterRef("pk")).values("member").annotate(sum=Sum("amount")).values("sum")
    merged = Member.objects.filter(merged_into__isnull=False).values("merged_into")
    return Case(When(pk__in=merged, then=_given_to_person(grants)), default=Subquery(own), output_field=YUAN)


def _given_to_person(grants: QuerySet[Grant]) -> Subquery:
    """Return what all records of a member were given of these grants, in yuan; NULL for nothing.

    Of several for one occasion one counts, since nobody receives twice: what was received, else the largest.
    """
    marked = grants.annotate(
        person=Coalesce("member__merged_into", "member"),
        got=Case(When(received_at__isnull=False, then=1), default=0),
    )
    goes_before = (
        Q(got__gt=OuterRef("got"))
        | Q(got=OuterRef("got"), amount__gt=OuterRef("amount"))
        | Q(got=OuterRef("got"), amount=OuterRef("amount"), pk__lt=OuterRef("pk"))
    )
    others = marked.filter(
        goes_before, occasion=OuterRef("occasion"), member__in=_records(OuterRef(OuterRef("person")))
    )
    counted = marked.filter(~Exists(others), member__in=_records(OuterRef(OuterRef("pk"))))
    return Subquery(counted.values("person").annotate(sum=Sum("amount")).values("sum"))


def _records(person: OuterRef) -> QuerySet[Member]:
    """Return a member, and the records that were merged into it."""
    return Member.objects.filter(Q(pk=person) | Q(merged_into=person))


def _given_to_merged_records(grants: QuerySet[Grant]) -> Case:
    """Return the yuan given to records merged into a member; the subquery runs only where there are such records."""
    theirs = grants.filter(member__merged_into=OuterRef("pk")).order_by().values("member__merged_into")
    given = Coalesce(Subquery(theirs.annotate(sum=Sum("amount")).values("sum")), Value(Decimal(0)), output_field=YUAN)
    merged = Member.objects.filter(merged_into__isnull=False).values("merged_into")
    return Case(When(pk__in=merged, then=given), default=Value(Decimal(0)), output_field=YUAN)


def member_verdicts(run: Run, among: tuple[int, int] | None = None, scope: Scope = OWN_COUNT) -> list[When]:
    """Return the verdicts before ALREADY, which need neither caps nor grants, in the order in which they are tried."""
    day = run.on
    # Who left after the day and came back has a later day of joining, and was a member on the day all the same.
    joined_since = Q(until=None) & (Q(joined_on__gt=day) | Q(joined_on=None, state_since__gt=day))
    # A record merged into another one counts as that record, also on earlier days.
    left = When(Q(state_then__in=LEFT_STATES) | Q(merged_into__isnull=False), then=Value(Verdict.LEFT))
    whens = [
        When(state_then=MemberState.PENDING, then=Value(Verdict.PENDING)),
        When(state_then=MemberState.RETAINED, then=Value(Verdict.RETAINED)),
        When(employment__in=RETIRED_STATUSES, then=Value(Verdict.RETIRED)),
        When(joined_since | Q(since__gt=day), then=Value(Verdict.JOINED_LATER)),
        When(Q(**{f"{scope.places}__in_group": False}), then=Value(Verdict.OTHER_UNIT)),
        *(When(excluded, then=Value(verdict)) for verdict, excluded in exclusions(run.group)),
        *([When(birth_date=None, then=Value(Verdict.NO_BIRTH_DATE))] if run.until else []),
        *membership_verdicts(run, among),
    ]
    upheld = decided_by_objection(run).filter(due__gt=0).values("member")
    if upheld.exists():
        # Whoever decided that something is due has looked at the conditions.
        whens = [When(~Q(pk__in=upheld) & one.condition, then=one.result) for one in whens]
    return [left, *whens]


def write_grants(part: Slice, run: Run) -> list[tuple[str, str, int, str]]:
    """Write the grants and exclusions of one slice, and return its counts.

    These are [verdict, post category, headcount, yuan as text]. One statement judges every member of the slice once,
    inserts a grant for those who receive and an exclusion for the others, and counts all.
    """
    facts = judged(run, among=(part.lo, part.hi)).order_by()
    select, params = facts.values(
        "pk", "unit_then", "post_category", "name", "verdict", "due", "reduced_by", "standard"
    ).query.sql_with_params()
    statement = WRITE.format(
        facts=SQL(select),
        grants=Identifier(Grant._meta.db_table),
        exclusions=Identifier(Exclusion._meta.db_table),
    )
    capped = Verdict.CAP_REACHED
    written = [run.occasion_id, run.pk, *RECEIVING, run.pk, capped, capped, *RECEIVING, *RECEIVING]
    counts = rows_of_sql(statement, [*params, *written])
    return [(verdict, category, heads, money or "0") for verdict, category, heads, money in counts]


def delete_written(run: Run, among: tuple[int, int]) -> None:
    """Delete the grants and exclusions that a run has written about the members of a range of keys."""
    run_sql(CLEAR, {"run": run.pk, "lo": among[0], "hi": among[1]})

"""A member's own line of each run of their units: what is due, or why nothing is. It tells nothing of others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from welfare.choices import DECIDED_STATES, Form, ObjectionState, RunState, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.grants.querysets import Exclusions
from welfare.objections.models import Objection, PublicNotice
from welfare.objections.reasons import BY_REGION, Reason, reason_of_exclusion, reason_of_reduction
from welfare.objections.rules import YEARS_SHOWN
from welfare.runs.accounts import account_for
from welfare.runs.collection import Details, add_details
from welfare.runs.decided import with_places
from welfare.runs.models.runs import Run
from welfare.standards.lookup import regions_at


@dataclass(frozen=True)
class Line:
    """What one run means for a member.

    `amount` (yuan) is due in it; None where nothing is. `reason` says why that is less than the standard, or nothing.
    `instead` is what was decided to be due after an objection. `notice` is the public notice in which the member may
    object now.
    """

    run: Run
    amount: Decimal | None = None
    grant: Grant | None = None
    collection: Details | None = None
    reason: Reason | None = None
    instead: Decimal | None = None
    notice: PublicNotice | None = None
    objections: list[Objection] = field(default_factory=list)

    @property
    def held(self) -> bool:
        return self.grant is not None and self.grant.held

    @property
    def payment(self) -> str:
        """What became of the money, as its member is told: to which account, and whether it is paid; "" for goods."""
        if self.grant is None or self.run.form != Form.MONEY:
            return ""
        if self.grant.newest_payment is not None:
            return self.grant.newest_payment.told
        account = account_for(self.grant)
        if not account:
            return _("It is paid into your account, which the union does not know yet: enter it under “My data”.")
        return _("It is paid into your account %(account)s.") % {"account": account}

    @property
    def open_objection(self) -> Objection | None:
        """The member's own objection to this line that is not decided."""
        return next((one for one in self.objections if one.state == ObjectionState.OPEN), None)


def own_runs(user: User) -> QuerySet[Run]:
    """Return the runs of the last years that considered the account's member, under whichever record and in which unit.

    Only those that have been decided: a list that is planned or in review tells nobody anything.
    """
    records = access.records_of(user)
    keys = {
        *Grant.objects.filter(member__in=records).values_list("run", flat=True),
        *_exclusions(user).values_list("run", flat=True),
        *WithdrawnGrant.objects.filter(member__in=records).values_list("run", flat=True),
    }
    first = timezone.localdate() - timedelta(days=366 * YEARS_SHOWN)
    runs = Run.objects.filter(pk__in=keys, state__in=DECIDED_STATES, on__gte=first)
    return runs.select_related("plan", "occasion", "unit").defer("counts")


def lines_of(user: User, runs: Iterable[Run], today: date) -> list[Line]:
    """Return the member's line of each of these runs, by a number of queries that doesn't depend on how many."""
    rows = list(runs)
    records = access.records_of(user)
    theirs = {"run__in": [run.pk for run in rows], "member__in": records}
    read = ("run__plan", "run__occasion", "run__unit", "unit")
    mine = with_places(Grant.objects.filter(**theirs)).select_related(*read, "member__merged_into")
    grants = {one.run_id: one for one in mine.prefetch_related("payment_lines__file")}
    add_details(grants.values())
    exclusions = _best(with_places(_exclusions(user).filter(run__in=rows)).select_related(*read, "member"))
    regions = regions_at(one.unit.path for one in exclusions.values() if one.verdict in BY_REGION)
    withdrawn = {one.run_id: one for one in WithdrawnGrant.objects.filter(**theirs)}
    notices = {one.run_id: one for one in PublicNotice.objects.running(today).filter(run__in=rows)}
    made: dict[int, list[Objection]] = {}
    for one in Objection.objects.own(user).filter(run__in=rows, about__in=records).order_by("pk"):
        made.setdefault(one.run_id, []).append(one)
    return [
        _line(
            run,
            grants.get(run.pk),
            _reason(exclusions.get(run.pk), regions),
            withdrawn.get(run.pk),
            notices.get(run.pk),
            made.get(run.pk, []),
        )
        for run in rows
    ]


def _exclusions(user: User) -> Exclusions:
    """Return the member's exclusions, without those that only say that a record was merged into another one."""
    mine = Exclusion.objects.filter(member__in=access.records_of(user))
    return mine.exclude(verdict=Verdict.LEFT, member__merged_into__isnull=False)


def _best(exclusions: Iterable[Exclusion]) -> dict[int, Exclusion]:
    """Return one exclusion a run: that of the record kept, not that of one merged into it."""
    found: dict[int, Exclusion] = {}
    for one in exclusions:
        if one.run_id not in found or one.member.merged_into_id is None:
            found[one.run_id] = one
    return found


def _line(
    run: Run,
    grant: Grant | None,
    reason: Reason | None,
    withdrawn: WithdrawnGrant | None,
    notice: PublicNotice | None,
    objections: list[Objection],
) -> Line:
    if grant is not None:
        collection = getattr(grant, "collection", None) if run.state != RunState.IN_NOTICE else None
        return Line(run, grant.amount, grant, collection, reason_of_reduction(grant), None, notice, objections)
    if withdrawn is not None:
        return Line(run, instead=withdrawn.due, objections=objections)
    return Line(run, reason=reason, notice=notice, objections=objections)


def _reason(exclusion: Exclusion | None, regions: Mapping[str, str]) -> Reason | None:
    return None if exclusion is None else reason_of_exclusion(exclusion, regions.get(exclusion.unit.path, ""))


def may_object(line: Line) -> bool:
    """Return whether the member may object to their own line now."""
    decided = any(one.state not in (ObjectionState.OPEN, ObjectionState.WITHDRAWN) for one in line.objections)
    return line.notice is not None and line.open_objection is None and not decided

"""What of a run's money is spent follows from its rows: the ledger is brought to agree with them, up or down."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from members.authority.models import User
from office.errors import NotAllowed
from office.money import yuan
from office.sql import load_sql, rows_of_sql
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.budgets.models import CLOSED_YEAR, BudgetEntry, BudgetLine
from welfare.choices import RUN_KIND, SHOWN_TO_MEMBERS, Form, RunState
from welfare.grants.querysets import Grants
from welfare.runs.actions.locks import lock_run
from welfare.runs.models.runs import Run

STANDING = load_sql("welfare.runs", "standing")


class Standing(NamedTuple):
    """How many grants of a run stand where, and how many yuan they are; revoked ones are not among them."""

    received_heads: int
    received: Decimal
    at_bank_heads: int
    at_bank: Decimal
    """On their way through the bank, or paid under another record of the same person."""
    returned_heads: int
    returned: Decimal
    """Returned by the bank, and not made anew."""
    waiting_heads: int
    waiting: Decimal
    """Neither received nor given to the bank."""

    @property
    def missing_heads(self) -> int:
        """How many have not received, whatever has become of their money."""
        return self.at_bank_heads + self.returned_heads + self.waiting_heads

    def spent(self, *, waiting: bool) -> Decimal:
        """Return the yuan that are spent: what was received and is with the bank, and what waits where that counts."""
        return self.received + self.at_bank + (self.waiting if waiting else Decimal(0))


def standing_of(run: Run) -> Standing:
    """Return where the grants of a run stand; one query that reads them all."""
    return Standing(*rows_of_sql(STANDING, {"run": run.pk, "money": run.form == Form.MONEY})[0])


def waiting_is_spent(run: Run) -> bool:
    """Return whether what nobody has collected is spent all the same.

    Goods are bought for all, and lie in store when the run is closed; money that nobody was paid has never left.
    """
    return run.state == RunState.ISSUED or (run.form != Form.MONEY and not run.revoking)


def settle(run: Run, *, by: User | None, reason: str = "") -> Decimal:
    """Let the ledger say what of an issued or closed run's money is spent, as its rows do; return how many yuan more.

    What is too much there is refunded, to the line that paid it; what is too little is reserved and spent. Whoever
    calls this has locked the run. Raises NotAllowed when the budget has too little left.
    """
    if run.state not in SHOWN_TO_MEMBERS or run.line is None:
        return Decimal(0)
    owed = standing_of(run).spent(waiting=waiting_is_spent(run))
    cause, spent = Cause(RUN_KIND, run.pk), _spent_by_line(run)
    difference = owed - sum(amount for _line, amount in spent)
    if difference > 0:
        line = paying_line(run)
        ledger.reserve(line, difference, cause=cause, by=by, reason=reason)
        ledger.spend(line, difference, cause=cause, by=by, reason=reason)
    too_much = max(-difference, Decimal(0))
    for line, amount in reversed(spent):
        part = min(too_much, amount)
        ledger.refund(line, part, cause=cause, by=by, reason=reason)
        too_much -= part
    return difference


def settle_all(runs: "list[int]", *, by: User | None, reason: str = "") -> None:
    """Settle several runs, whose rows the caller has changed, in the order of their keys. Raises as `settle` does.

    All are locked before the first is settled: whoever closes a run holds it, and then waits for its budget line.
    """
    locked = [lock_run(run) for run in Run.objects.filter(pk__in=runs).order_by("pk")]
    for run in locked:
        settle(run, by=by, reason=reason)


def lock_if_returned(grants: Grants) -> "list[int]":
    """Lock the runs of those of these grants that the bank has returned, and return their keys.

    Whoever signs for one of them in cash spends its money again, and settles the run afterwards.
    """
    returned = grants.filter(run__form=Form.MONEY, payment_lines__state="returned")
    runs = Run.objects.filter(pk__in=returned.order_by().values("run")).order_by("pk")
    return list(runs.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def require_left(run: Run, amount: Decimal) -> None:
    """Raise NotAllowed when the line that would pay `amount` yuan more for a run has too little left."""
    if amount <= 0:
        return
    line = paying_line(run)
    if line.left < amount:
        message = _("The budget has %(left)s left, and %(cost)s is needed.")
        raise NotAllowed(message % {"left": yuan(line.left), "cost": yuan(amount)}, code="budget_too_small")


def paying_line(run: Run) -> BudgetLine:
    """Return the line that pays what a run needs now: its own, or that of the first later year that is not closed.

    Raises NotAllowed when there is none.
    """
    for line in _lines_of(run):
        if not line.is_closed:
            return line
    raise NotAllowed(CLOSED_YEAR, code="closed_year")


def _lines_of(run: Run) -> "list[BudgetLine]":
    """Return the line of a run and those of the same unit and kind in later years, by year."""
    own = run.line
    assert own is not None
    later = BudgetLine.objects.filter(unit=own.unit_id, kind=own.kind, year__gte=own.year)
    return list(later.select_related("unit").order_by("year"))


def _spent_by_line(run: Run) -> list[tuple[BudgetLine, Decimal]]:
    """Return the lines on which something is spent for a run, by year, and how many yuan."""
    lines = _lines_of(run)
    entries = BudgetEntry.objects.of_cause(RUN_KIND, run.pk).filter(line__in=lines)
    last = dict(entries.order_by("line", "-number").distinct("line").values_list("line", "cause_spent"))
    return [(line, last[line.pk]) for line in lines if last.get(line.pk)]

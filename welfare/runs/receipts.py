"""How many of an issued run have received, and what of its money waits for objections or was taken off by them."""

from decimal import Decimal

from django.db.models import Sum

from welfare.runs.models.runs import Run


def giving(run: Run) -> int:
    """Return how many the run gives to: those approved, without those revoked or taken off by objections."""
    return run.live_heads - run.withdrawn.filter(amount__isnull=False).count()


def not_received(run: Run) -> int:
    """Return how many can receive and haven't: without those held by an objection or taken off the list by one."""
    return giving(run) - run.grants.held().count() - run.grants.received().count()


def giving_sum(run: Run) -> Decimal:
    """Return the yuan that the run gives: the approved cost, without what was revoked or taken off by objections."""
    return (run.cost or Decimal(0)) - run.revoked_cost - withdrawn_sum(run)


def withdrawn_sum(run: Run) -> Decimal:
    """Return the yuan that upheld objections took off the approved cost."""
    return run.withdrawn.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def held_sum(run: Run) -> Decimal:
    """Return the yuan of the grants to which somebody objects."""
    return run.grants.held().aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

"""Compare budget lines with their ledgers, entry by entry, in plain SQL."""

from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from welfare.budgets.rules import EFFECTS


class Disagreement(NamedTuple):
    """A budget line whose sums, or the sums after one of its entries, are not those of its ledger."""

    line: int
    amount: Decimal
    reserved: Decimal
    spent: Decimal
    ledger_amount: Decimal
    ledger_reserved: Decimal
    ledger_spent: Decimal
    wrong_entries: int


def disagreements() -> list[Disagreement]:
    """Return the lines that disagree with their ledgers, whichever of the two has more; none while all is well."""
    values = ", ".join(f"('{kind.value}', {', '.join(map(str, effect))})" for kind, effect in EFFECTS.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH effect (kind, amount, reserved, spent) AS (VALUES {values}), summed AS (
                SELECT entry.*,
                    sum(entry.amount * effect.amount) OVER so_far AS to_amount,
                    sum(entry.amount * effect.reserved) OVER so_far AS to_reserved,
                    sum(entry.amount * effect.spent) OVER so_far AS to_spent,
                    row_number() OVER so_far AS place
                FROM welfare_budgetentry AS entry JOIN effect USING (kind)
                WINDOW so_far AS (PARTITION BY line_id ORDER BY number)
            ), ledger AS (
                SELECT line_id,
                    coalesce(sum(summed.amount * effect.amount), 0) AS amount,
                    coalesce(sum(summed.amount * effect.reserved), 0) AS reserved,
                    coalesce(sum(summed.amount * effect.spent), 0) AS spent,
                    count(*) FILTER (WHERE place <> number
                        OR (to_amount, to_reserved, to_spent) <> (amount_after, reserved_after, spent_after)) AS wrong
                FROM summed JOIN effect USING (kind) GROUP BY line_id
            )
            SELECT line.id, line.amount, line.reserved, line.spent,
                coalesce(ledger.amount, 0), coalesce(ledger.reserved, 0), coalesce(ledger.spent, 0),
                coalesce(ledger.wrong, 0)
            FROM welfare_budgetline AS line LEFT JOIN ledger ON ledger.line_id = line.id
            WHERE (line.amount, line.reserved, line.spent) <>
                (coalesce(ledger.amount, 0), coalesce(ledger.reserved, 0), coalesce(ledger.spent, 0))
                OR ledger.wrong > 0
            ORDER BY line.id
            """
        )
        return [Disagreement(*row) for row in cursor.fetchall()]

"""The SQL of the triggers of budget lines, of their ledger and of year ends."""

from welfare.budgets.rules import AFTER_CLOSING, BEFORE_USE, EFFECTS, OF_YEAR_END
from welfare.choices import YEAR_END_KIND, YearEndState


def _effect(sum_of: str) -> str:
    """Return the SQL of what NEW adds to a sum of its line."""
    cases = " ".join(
        f"WHEN '{kind.value}' THEN {getattr(effect, sum_of)}"
        for kind, effect in EFFECTS.items()
        if getattr(effect, sum_of)
    )
    return f"NEW.amount * CASE NEW.kind {cases} ELSE 0 END"


def _listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


# The line itself is locked, never its last entry: of two that wait for that entry the second would go on from it, too.
# The number is given under the lock, since keys of a sequence are not given in the order of commits.
NUMBER_ENTRY = f"""
    SELECT * INTO line FROM welfare_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;
    SELECT * INTO last FROM welfare_budgetentry WHERE line_id = NEW.line_id ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.amount_after := coalesce(last.amount_after, 0) + {_effect("amount")};
    NEW.reserved_after := coalesce(last.reserved_after, 0) + {_effect("reserved")};
    NEW.spent_after := coalesce(last.spent_after, 0) + {_effect("spent")};
    SELECT * INTO earlier FROM welfare_budgetentry
    WHERE line_id = NEW.line_id AND cause_kind = NEW.cause_kind AND cause_id = NEW.cause_id
    ORDER BY number DESC LIMIT 1;
    NEW.cause_reserved := coalesce(earlier.cause_reserved, 0) + {_effect("reserved")};
    NEW.cause_spent := coalesce(earlier.cause_spent, 0) + {_effect("spent")};
    IF NEW.kind NOT IN ({_listed(AFTER_CLOSING)}) AND EXISTS (
        SELECT FROM welfare_yearend AS closing
        WHERE closing.unit_id = line.unit_id AND closing.year = line.year AND closing.state = '{YearEndState.CLOSED}'
        AND (NEW.kind NOT IN ({_listed(OF_YEAR_END)}) OR NEW.cause_kind <> '{YEAR_END_KIND}'
            OR NEW.cause_id <> closing.id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the year is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_year_takes_no_entries';
    END IF;
    RETURN NEW;
"""
NUMBER_ENTRY_DECLARES = [
    ("line", "welfare_budgetline%ROWTYPE"),
    ("last", "welfare_budgetentry%ROWTYPE"),
    ("earlier", "welfare_budgetentry%ROWTYPE"),
]

# Of several entries written by one statement the last one counts.
FOLLOW_LEDGER = """
    UPDATE welfare_budgetline AS line
    SET amount = last.amount_after, reserved = last.reserved_after, spent = last.spent_after
    FROM (
        SELECT * FROM welfare_budgetentry WHERE line_id = NEW.line_id ORDER BY number DESC LIMIT 1
    ) AS last
    WHERE line.id = NEW.line_id;
    RETURN NULL;
"""

KEEP_SUMS = """
    IF NOT EXISTS (
        SELECT FROM (
            SELECT * FROM welfare_budgetentry WHERE line_id = NEW.id ORDER BY number DESC LIMIT 1
        ) AS last
        WHERE (last.amount_after, last.reserved_after, last.spent_after) = (NEW.amount, NEW.reserved, NEW.spent)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the sums of a budget line are those of its ledger'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_line_is_what_its_ledger_says';
    END IF;
    RETURN NEW;
"""

_CLOSED = f"""
    EXISTS (
        SELECT FROM welfare_yearend WHERE unit_id = {{row}}.unit_id AND year = {{row}}.year
        AND state = '{YearEndState.CLOSED}'
    )
"""
# Whoever closes a year locks the unit, too, so that no line is added to it meanwhile.
BEGIN_WITH_NOTHING = f"""
    PERFORM FROM members_unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
    IF {_CLOSED.format(row="NEW")} THEN
        RAISE EXCEPTION 'pgtrigger: the year is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_year_takes_no_lines';
    END IF;
    IF NEW.amount <> 0 OR NEW.reserved <> 0 OR NEW.spent <> 0 THEN
        RAISE EXCEPTION 'pgtrigger: the sums of a budget line are those of its ledger'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_line_is_what_its_ledger_says';
    END IF;
    RETURN NEW;
"""
KEEP_USED_LINE = f"""
    PERFORM FROM members_unit WHERE id IN (OLD.unit_id, NEW.unit_id) ORDER BY id FOR NO KEY UPDATE;
    IF {_CLOSED.format(row="OLD")} OR {_CLOSED.format(row="NEW")} OR EXISTS (
        SELECT FROM welfare_budgetentry WHERE line_id = NEW.id AND kind NOT IN ({_listed(BEFORE_USE)})
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a budget line that was used stays what it was for'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'used_line_stays';
    END IF;
    RETURN NEW;
"""

CLOSE_AS_APPROVED = f"""
    IF NOT EXISTS (
        SELECT FROM members_approvalround AS round
        WHERE round.kind = '{YEAR_END_KIND}' AND round.object_id = NEW.id AND round.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    IF EXISTS (
        SELECT FROM welfare_budgetline
        WHERE unit_id = NEW.unit_id AND year = NEW.year AND (reserved <> 0 OR amount <> spent)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: money of the year is reserved or left'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_year_has_nothing_left';
    END IF;
    RETURN NEW;
"""

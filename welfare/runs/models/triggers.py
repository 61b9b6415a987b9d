"""What the database refuses of runs, and what of them follows from other columns, as the bodies of triggers."""

import pgtrigger
from django.conf import settings

from welfare.choices import (
    HARDSHIP_KINDS,
    RUN_KIND,
    RunState,
)
from welfare.grants.models.triggers import FROZEN
from welfare.plans.amounts import By

# A freeze period of the unit or one above, and an approval that is missing, refuse the step in the database too.
AS_APPROVED = f"""
    IF EXISTS (
        SELECT FROM members_freezeperiod AS period
        JOIN members_unit AS frozen ON frozen.id = period.unit_id
        JOIN members_unit AS unit ON unit.id = NEW.unit_id AND starts_with(unit.path, frozen.path)
        WHERE period.starts_at <= now() AND now() < period.ends_at
        AND CASE NEW.state WHEN '{RunState.APPROVED}' THEN period.approving ELSE period.issuing END
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the unit is frozen';
    END IF;
    IF NEW.state = '{RunState.APPROVED}' AND NOT EXISTS (
        SELECT FROM members_approvalround AS round
        WHERE round.kind = '{RUN_KIND}' AND round.object_id = NEW.id AND round.number = NEW.round
        AND round.state = 'approved' AND round.amount = NEW.cost
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    IF NEW.state = '{RunState.ISSUED}' AND OLD.state IN ('{RunState.APPROVED}', '{RunState.IN_NOTICE}')
    AND NEW.notice_days > 0 AND (
        OLD.state <> '{RunState.IN_NOTICE}' OR NEW.notice_until IS NULL
        OR NEW.notice_until >= (now() AT TIME ZONE '{settings.TIME_ZONE}')::date
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the public notice is not over';
    END IF;
    RETURN NEW;
"""

# Whether being on the list tells that somebody is in hardship; it follows from what the run gives to whom.
TELLS_HARDSHIP = f"""
    NEW.tells_hardship := jsonb_exists(NEW.conditions, 'hardships') OR NEW.amounts ->> 'by' = '{By.HARDSHIP.value}'
        OR EXISTS (
            SELECT FROM welfare_occasion
            WHERE id = NEW.occasion_id AND kind IN ({", ".join(f"'{kind.value}'" for kind in HARDSHIP_KINDS)})
        );
    NEW.tells_hardship := coalesce(NEW.tells_hardship, false);
    RETURN NEW;
"""


def stays_when_decided(name: str, operation: pgtrigger.Operation, run: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses to change or delete rows of a decided run; `run` is the key of theirs as SQL."""
    func = """
        IF EXISTS (SELECT 1 FROM welfare_run WHERE id = {run} AND state IN ({frozen})) THEN
            RAISE EXCEPTION 'pgtrigger: what decided an approved run stays';
        END IF;
        RETURN {row};
    """
    row = "OLD" if operation == pgtrigger.Delete else "NEW"
    func = func.replace("{run}", run).replace("{frozen}", FROZEN).replace("{row}", row)
    return pgtrigger.Trigger(name=name, operation=operation, when=pgtrigger.Before, func=func)


# What was reserved is released before a run is cancelled or goes back to be corrected; cancelled runs give nothing.
GIVEN_UP_IS_EMPTY = f"""
    IF OLD.line_id IS NOT NULL AND (
        SELECT cause_reserved FROM welfare_budgetentry
        WHERE line_id = OLD.line_id AND cause_kind = '{RUN_KIND}' AND cause_id = OLD.id
        ORDER BY number DESC LIMIT 1
    ) > 0 THEN
        RAISE EXCEPTION 'pgtrigger: money is still reserved for this run';
    END IF;
    IF NEW.state = '{RunState.CANCELLED}' AND (
        EXISTS (SELECT FROM welfare_grant WHERE run_id = NEW.id)
        OR EXISTS (SELECT FROM welfare_exclusion WHERE run_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: grants of this run are left';
    END IF;
    RETURN NEW;
"""

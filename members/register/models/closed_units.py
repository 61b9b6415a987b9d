"""Triggers on Member that refuse members in closed units, except those who have left the union."""

import pgtrigger

from members.choices import LEFT_STATES

CONSTRAINT = "closed_units_take_nobody_in"
_LEFT = ", ".join(f"'{state}'" for state in LEFT_STATES)

# The foreign key takes the same key share lock later anyway. Who closes a unit locks its row for update: either they
# wait for this transaction and see its members, or this one waits and sees the unit closed.
_REFUSE = f"""
    PERFORM 1 FROM members_unit WHERE id IN ({{units}}) ORDER BY id FOR KEY SHARE;
    IF EXISTS (SELECT FROM members_unit WHERE id IN ({{units}}) AND closed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: this unit is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{CONSTRAINT}';
    END IF;
    RETURN NULL;
"""

_ENTERED = f"SELECT DISTINCT unit_id FROM entered WHERE state NOT IN ({_LEFT})"

NOBODY_ENTERS = pgtrigger.Trigger(
    name="nobody_enters_a_closed_unit",
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    referencing=pgtrigger.Referencing(new="entered"),
    func=_REFUSE.format(units=_ENTERED),
)
NOBODY_COMES = pgtrigger.Trigger(
    name="nobody_comes_into_a_closed_unit",
    operation=pgtrigger.Update,
    when=pgtrigger.After,
    condition=pgtrigger.Condition(
        f"NEW.state NOT IN ({_LEFT}) AND (OLD.unit_id <> NEW.unit_id OR OLD.state IN ({_LEFT}))"
    ),
    func=_REFUSE.format(units="NEW.unit_id"),
)

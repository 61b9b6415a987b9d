"""What is due in a unit, asked as the page "what is due" does."""

from members.units.models.units import Unit
from welfare.standards.lookup import Standards, due_in
from welfare.standards.rules import Due, Facts


def due_for(unit: Unit, facts: Facts) -> Due:
    """Return what is due in a unit for the event that `facts` tell of."""
    return due_in(Standards(facts.kind).at(unit.path), facts)

"""Which unit may stand below which: domain.md part 4, from the federation down to the group."""

from members.choices import UnitKind

DOWNWARDS = (UnitKind.FEDERATION, UnitKind.UNION, UnitKind.BRANCH, UnitKind.GROUP)


def may_stand_below(kind: str, above: str) -> bool:
    """Whether a unit of `kind` is no larger body than the one above it; one of the same kind may be."""
    return DOWNWARDS.index(UnitKind(kind)) >= DOWNWARDS.index(UnitKind(above))

"""Which kind of unit may be below which: domain.md part 4, from the federation down to the group."""

from members.choices import UnitKind

DOWNWARDS = (UnitKind.FEDERATION, UnitKind.UNION, UnitKind.BRANCH, UnitKind.GROUP)


def may_be_below(kind: str, above: str) -> bool:
    """Return whether a unit of `kind` may be below one of the kind `above`, which is an equal or larger body."""
    return DOWNWARDS.index(UnitKind(kind)) >= DOWNWARDS.index(UnitKind(above))


def kind_below(kind: str) -> UnitKind:
    """Return the kind of unit usually found directly below one of `kind`."""
    return DOWNWARDS[min(DOWNWARDS.index(UnitKind(kind)) + 1, len(DOWNWARDS) - 1)]

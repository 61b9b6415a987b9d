from itertools import count

from members.units.models.units import Unit

# What has to be unique is numbered, across all kinds of rows.
numbers = count(1)


def unit(name: str = "", *, parent: Unit | None = None, kind: str = "branch", code: str = "") -> Unit:
    """Create a unit below `parent`, or a root without one."""
    number = next(numbers)
    fields = {"name": name or f"Unit {number}", "code": code or f"U{number}", "kind": kind}
    if parent is None:
        return Unit.objects.add_root(fields)
    parent.refresh_from_db()  # treebeard counts a node's children on the row
    return Unit.objects.add_child(parent, fields)

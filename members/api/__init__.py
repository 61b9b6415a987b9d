"""Units and members for other systems: reading, the register's changes, and whole batches at once."""

from members.api.members import MemberViewSet
from members.api.serializers import UnitBrief
from members.api.units import UnitViewSet

__all__ = ["MemberViewSet", "UnitBrief", "UnitViewSet"]

from members.models.imports import ImportFault, ImportJob, ImportState
from members.models.membership import Member
from members.models.organisation import Appointment, Post, Unit
from members.models.periods import MembershipPeriod
from members.models.user import User

__all__ = [
    "Appointment",
    "ImportFault",
    "ImportJob",
    "ImportState",
    "Member",
    "MembershipPeriod",
    "Post",
    "Unit",
    "User",
]

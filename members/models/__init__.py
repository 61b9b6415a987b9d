from members.models.membership import Member
from members.models.organisation import Appointment, Post, Unit
from members.models.user import User

__all__ = ["Appointment", "Member", "Post", "Unit", "User"]

from members.admin.accounts import AppointmentAdmin, PostAdmin, UserAdmin
from members.admin.membership import ImportJobAdmin, MemberAdmin
from members.admin.organisation import UnitAdmin

__all__ = ["AppointmentAdmin", "ImportJobAdmin", "MemberAdmin", "PostAdmin", "UnitAdmin", "UserAdmin"]

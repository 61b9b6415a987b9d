from members.admin.accounts import AppointmentAdmin, PostAdmin, UserAdmin
from members.admin.activation import ActivationCodeAdmin
from members.admin.membership import ImportJobAdmin, MemberAdmin
from members.admin.organisation import UnitAdmin
from members.admin.own_data import ChangeRequestAdmin, ConsentAdmin, ConsentTextAdmin
from members.admin.person import FamilyMemberAdmin, HardshipMarkAdmin, HonourAdmin, MemberDocumentAdmin

__all__ = [
    "ActivationCodeAdmin",
    "AppointmentAdmin",
    "ChangeRequestAdmin",
    "ConsentAdmin",
    "ConsentTextAdmin",
    "FamilyMemberAdmin",
    "HardshipMarkAdmin",
    "HonourAdmin",
    "ImportJobAdmin",
    "MemberAdmin",
    "MemberDocumentAdmin",
    "PostAdmin",
    "UnitAdmin",
    "UserAdmin",
]

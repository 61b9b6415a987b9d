from members.accounts.admin import ActivationCodeAdmin
from members.committees.admin.appointments import AppointmentAdmin, PostAdmin, UserAdmin
from members.committees.admin.committees import CommitteeAdmin, SeatAdmin, TermAdmin
from members.dues.admin import (
    DuesBasisAdmin,
    DuesBookAdmin,
    DuesChargeAdmin,
    DuesMonthAdmin,
    DuesPaymentAdmin,
    DuesRuleAdmin,
    DuesWaiverAdmin,
    PayrollFileAdmin,
    PayrollRowAdmin,
    ReceiptCountAdmin,
)
from members.duplicates.admin import DoubleCandidateAdmin, MemberToCompareAdmin, MergeAdmin
from members.front.admin import MemberAdmin
from members.hr_api.admin import ApiCallAdmin, DepartureAdmin, MemberStampAdmin
from members.importing.admin import (
    ImportFaultAdmin,
    ImportJobAdmin,
    ImportLeaverAdmin,
    ImportRowAdmin,
    ImportSliceAdmin,
)
from members.joining.admin import ApplicationAdmin
from members.membership.admin import MembershipChangeAdmin, MembershipPeriodAdmin, TransferBatchAdmin
from members.organisation.admin import UnitAdmin
from members.own_data.admin import (
    ChangeRequestAdmin,
    ConsentAdmin,
    ConsentTextAdmin,
    ErasureAdmin,
    LegalHoldAdmin,
    RetentionRuleAdmin,
)
from members.personal_file.admin import FamilyMemberAdmin, HardshipMarkAdmin, HonourAdmin, MemberDocumentAdmin
from members.register.admin import HistoryAdmin

__all__ = [
    "ActivationCodeAdmin",
    "ApiCallAdmin",
    "ApplicationAdmin",
    "AppointmentAdmin",
    "ChangeRequestAdmin",
    "CommitteeAdmin",
    "ConsentAdmin",
    "ConsentTextAdmin",
    "DepartureAdmin",
    "DoubleCandidateAdmin",
    "DuesBasisAdmin",
    "DuesBookAdmin",
    "DuesChargeAdmin",
    "DuesMonthAdmin",
    "DuesPaymentAdmin",
    "DuesRuleAdmin",
    "DuesWaiverAdmin",
    "ErasureAdmin",
    "FamilyMemberAdmin",
    "HardshipMarkAdmin",
    "HistoryAdmin",
    "HonourAdmin",
    "ImportFaultAdmin",
    "ImportJobAdmin",
    "ImportLeaverAdmin",
    "ImportRowAdmin",
    "ImportSliceAdmin",
    "LegalHoldAdmin",
    "MemberAdmin",
    "MemberDocumentAdmin",
    "MemberStampAdmin",
    "MemberToCompareAdmin",
    "MembershipChangeAdmin",
    "MembershipPeriodAdmin",
    "MergeAdmin",
    "PayrollFileAdmin",
    "PayrollRowAdmin",
    "PostAdmin",
    "ReceiptCountAdmin",
    "RetentionRuleAdmin",
    "SeatAdmin",
    "TermAdmin",
    "TransferBatchAdmin",
    "UnitAdmin",
    "UserAdmin",
]

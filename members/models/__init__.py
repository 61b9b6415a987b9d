from members.accounts.models import ActivationCode, CodePurpose
from members.authority.models import Appointment, Post, User
from members.committees.models.committees import Committee, PostPower, Seat, Term
from members.consents.models import Consent, ConsentText
from members.dues.models.charges import DuesBasis, DuesBook, DuesCharge, DuesMonth, DuesRule, DuesWaiver
from members.dues.models.payments import DuesPayment, PaidBy, ReceiptCount
from members.dues.models.payroll import PayrollFile, PayrollRow
from members.duplicates.models import DoubleCandidate, DoubleState, MemberToCompare, Merge
from members.hr_api.models.api_calls import ApiCall
from members.hr_api.models.change_stamps import Departure, MemberStamp
from members.importing.models.imports import ImportFault, ImportJob, ImportKey, ImportMode, ImportState
from members.importing.models.staging import ImportLeaver, ImportRow, ImportSlice, RowOutcome
from members.joining.models import Application
from members.membership.models.changes import MembershipChange, Standing, TransferBatch
from members.membership.models.periods import MembershipPeriod
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure, LegalHold, RetentionRule
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.records import Honour, MemberDocument
from members.register.models.member import Member
from members.units.models.places import UnitPlace
from members.units.models.units import Unit, UnitContact

__all__ = [
    "ActivationCode",
    "ApiCall",
    "Application",
    "Appointment",
    "ChangeRequest",
    "CodePurpose",
    "Committee",
    "Consent",
    "ConsentText",
    "Departure",
    "DoubleCandidate",
    "DoubleState",
    "DuesBasis",
    "DuesBook",
    "DuesCharge",
    "DuesMonth",
    "DuesPayment",
    "DuesRule",
    "DuesWaiver",
    "Erasure",
    "FamilyMember",
    "HardshipMark",
    "Honour",
    "ImportFault",
    "ImportJob",
    "ImportKey",
    "ImportLeaver",
    "ImportMode",
    "ImportRow",
    "ImportSlice",
    "ImportState",
    "LegalHold",
    "Member",
    "MemberDocument",
    "MemberStamp",
    "MemberToCompare",
    "MembershipChange",
    "MembershipPeriod",
    "Merge",
    "PaidBy",
    "PayrollFile",
    "PayrollRow",
    "Post",
    "PostPower",
    "ReceiptCount",
    "RetentionRule",
    "RowOutcome",
    "Seat",
    "Standing",
    "Term",
    "TransferBatch",
    "Unit",
    "UnitContact",
    "UnitPlace",
    "User",
]

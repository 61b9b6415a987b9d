"""What the posts may do in consultation; an administrator may change it afterwards."""

from consultation.permissions import ConsultationPermission

READ_ALL = (
    ConsultationPermission.VIEW_QUESTION,
    ConsultationPermission.VIEW_FAQENTRY,
    ConsultationPermission.VIEW_GRIEVANCE,
)

SHIPPED: dict[str, tuple[ConsultationPermission, ...]] = {
    "chair": (
        *READ_ALL,
        ConsultationPermission.URGE_QUESTION,
    ),
    "branch_chair": (
        ConsultationPermission.VIEW_QUESTION,
        ConsultationPermission.URGE_QUESTION,
    ),
    "auditor": READ_ALL,
    "desk_counsellor": (
        ConsultationPermission.VIEW_QUESTION,
        ConsultationPermission.ANSWER_QUESTION,
        ConsultationPermission.REFER_QUESTION,
        ConsultationPermission.URGE_QUESTION,
        ConsultationPermission.VIEW_CANNEDANSWER,
        ConsultationPermission.CHANGE_CANNEDANSWER,
        ConsultationPermission.VIEW_FAQENTRY,
        ConsultationPermission.CHANGE_FAQENTRY,
    ),
    "rights_officer": (
        ConsultationPermission.VIEW_GRIEVANCE,
        ConsultationPermission.HANDLE_GRIEVANCE,
    ),
    "department_liaison": (ConsultationPermission.REPLY_REFERRAL,),
}

"""The posts that the portal ships, and what each may do; an administrator may change them afterwards."""

from django.utils.translation import gettext_noop as _

READ_ALL = (
    "members.view_unit",
    "members.view_member",
    "members.view_changerequest",
    "members.view_consent",
    "members.view_activationcode",
    "welfare.view_plan",
    "welfare.view_run",
    "welfare.view_grant",
    "welfare.view_budgetline",
    "consultation.view_question",
    "consultation.view_grievance",
    "office.view_auditevent",
)

POSTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "chair": (
        _("Chair"),
        (
            *READ_ALL,
            "members.reveal_member",
            "members.export_member",
            "members.decide_change",
            "members.hand_out_code",
            "members.hand_out_officer_code",
            "welfare.approve_run",
            "welfare.return_run",
            "consultation.urge_question",
        ),
    ),
    "branch_chair": (
        _("Branch chair"),
        (
            "members.view_unit",
            "members.view_member",
            "members.hand_out_code",
            "welfare.view_run",
            "welfare.view_grant",
            "welfare.approve_run",
            "welfare.return_run",
            "consultation.view_question",
            "consultation.urge_question",
        ),
    ),
    "welfare_officer": (
        _("Welfare officer"),
        (
            "members.view_unit",
            "members.view_member",
            "members.change_member",
            "members.import_member",
            "members.export_member",
            "members.reveal_member",
            "members.view_changerequest",
            "members.decide_change",
            "members.view_consent",
            "members.record_consent",
            "members.hand_out_code",
            "welfare.view_plan",
            "welfare.change_plan",
            "welfare.view_run",
            "welfare.open_run",
            "welfare.submit_run",
            "welfare.issue_run",
            "welfare.cancel_run",
            "welfare.view_grant",
            "welfare.sign_grant",
            "welfare.view_budgetline",
        ),
    ),
    "finance_officer": (
        _("Finance officer"),
        (
            "members.view_unit",
            "welfare.view_plan",
            "welfare.view_run",
            "welfare.view_grant",
            "welfare.approve_run",
            "welfare.return_run",
            "welfare.view_budgetline",
            "welfare.change_budgetline",
        ),
    ),
    "auditor": (_("Auditor"), READ_ALL),
    "desk_counsellor": (
        _("Desk counsellor"),
        (
            "consultation.view_question",
            "consultation.answer_question",
            "consultation.refer_question",
            "consultation.urge_question",
        ),
    ),
    "rights_officer": (
        _("Rights officer"),
        ("consultation.view_grievance", "consultation.handle_grievance"),
    ),
    "department_liaison": (_("Department liaison"), ("consultation.reply_referral",)),
    "group_leader": (
        _("Group leader"),
        ("members.view_unit", "members.view_member", "welfare.view_grant", "welfare.sign_grant"),
    ),
}

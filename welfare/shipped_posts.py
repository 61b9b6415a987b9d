"""What the posts may do in welfare; an administrator may change it afterwards."""

from welfare.permissions import WelfarePermission

READ_ALL = (
    WelfarePermission.VIEW_PLAN,
    WelfarePermission.VIEW_RUN,
    WelfarePermission.VIEW_GRANT,
    WelfarePermission.VIEW_BUDGETLINE,
    WelfarePermission.VIEW_BUDGETCHANGE,
    WelfarePermission.VIEW_BANKPROFILE,
    WelfarePermission.VIEW_PAYMENTBATCH,
    WelfarePermission.VIEW_CAP,
    WelfarePermission.VIEW_OBJECTION,
)

SHIPPED: dict[str, tuple[WelfarePermission, ...]] = {
    "chair": (
        *READ_ALL,
        WelfarePermission.APPROVE_RUN,
        WelfarePermission.RETURN_RUN,
        WelfarePermission.APPROVE_BUDGETCHANGE,
        WelfarePermission.RELEASE_PAYMENTBATCH,
        WelfarePermission.DECIDE_OBJECTION,
    ),
    "branch_chair": (
        WelfarePermission.VIEW_RUN,
        WelfarePermission.VIEW_GRANT,
        WelfarePermission.VIEW_OBJECTION,
        WelfarePermission.DECIDE_OBJECTION,
        WelfarePermission.APPROVE_RUN,
        WelfarePermission.RETURN_RUN,
        WelfarePermission.APPROVE_BUDGETCHANGE,
    ),
    "welfare_officer": (
        WelfarePermission.VIEW_PLAN,
        WelfarePermission.CHANGE_PLAN,
        WelfarePermission.VIEW_RUN,
        WelfarePermission.OPEN_RUN,
        WelfarePermission.SUBMIT_RUN,
        WelfarePermission.ISSUE_RUN,
        WelfarePermission.CANCEL_RUN,
        WelfarePermission.VIEW_GRANT,
        WelfarePermission.SIGN_GRANT,
        WelfarePermission.VIEW_BUDGETLINE,
        WelfarePermission.VIEW_CAP,
        WelfarePermission.VIEW_OBJECTION,
        WelfarePermission.DECIDE_OBJECTION,
    ),
    "finance_officer": (
        WelfarePermission.VIEW_PLAN,
        WelfarePermission.VIEW_RUN,
        WelfarePermission.VIEW_GRANT,
        WelfarePermission.APPROVE_RUN,
        WelfarePermission.RETURN_RUN,
        WelfarePermission.VIEW_BUDGETLINE,
        WelfarePermission.VIEW_CAP,
        WelfarePermission.CHANGE_BUDGETLINE,
        WelfarePermission.VIEW_BUDGETCHANGE,
        WelfarePermission.APPROVE_BUDGETCHANGE,
        WelfarePermission.VIEW_BANKPROFILE,
        WelfarePermission.CHANGE_BANKPROFILE,
        WelfarePermission.VIEW_PAYMENTBATCH,
        WelfarePermission.MAKE_PAYMENTBATCH,
        WelfarePermission.VIEW_OBJECTION,
        WelfarePermission.DECIDE_OBJECTION,
    ),
    "auditor": READ_ALL,
    "group_leader": (
        WelfarePermission.VIEW_GRANT,
        WelfarePermission.SIGN_GRANT,
    ),
}

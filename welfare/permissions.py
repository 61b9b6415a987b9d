"""The permissions of welfare, which posts grant and which pages, API and admin require."""

from enum import StrEnum


class WelfarePermission(StrEnum):
    """What a post in a unit permits there and in all units below; the value is Django's name of the permission."""

    VIEW_PLAN = "welfare.view_plan"
    """See benefit plans."""
    CHANGE_PLAN = "welfare.change_plan"
    """Make and change benefit plans."""

    VIEW_RUN = "welfare.view_run"
    """See runs, their counts and their rosters."""
    OPEN_RUN = "welfare.open_run"
    """Open a run before its day."""
    SUBMIT_RUN = "welfare.submit_run"
    """Submit a run for review, and count it again."""
    APPROVE_RUN = "welfare.approve_run"
    """Approve a run."""
    RETURN_RUN = "welfare.return_run"
    """Return a run."""
    ISSUE_RUN = "welfare.issue_run"
    """Issue and close a run, and open a closed one again."""
    CANCEL_RUN = "welfare.cancel_run"
    """Cancel a run, take an approved one back for correction, revoke what was not collected of an issued one."""
    REPLAY_RUN = "welfare.replay_run"
    """Try other rules on a run, and see who would gain or lose."""

    VIEW_OBJECTION = "welfare.view_objection"
    """See objections to public notices."""
    DECIDE_OBJECTION = "welfare.decide_objection"
    """Decide objections to public notices of lists that somebody else made and approved."""

    VIEW_GRANT = "welfare.view_grant"
    """See what members were granted."""
    SIGN_GRANT = "welfare.sign_grant"
    """Hand out to members at a counter, and sign for those who received on paper."""
    UNDO_HAND_OUT = "welfare.undo_hand_out"
    """Take back what a counter handed out by mistake, and decide about what two noted; call a sample."""

    VIEW_ARTICLE = "welfare.view_article"
    """See articles, pickup points, their stock, and what members chose."""
    CHANGE_ARTICLE = "welfare.change_article"
    """Make articles and pickup points, ask members which they want, and let them choose."""
    KEEP_STOCK = "welfare.keep_stock"
    """Take goods in, count them, write off what is spoilt, and reserve them for runs."""

    VIEW_HEATSITE = "welfare.view_heatsite"
    """See heat sites, what they need and what was brought there."""
    CHANGE_HEATSITE = "welfare.change_heatsite"
    """Make heat sites, say how many people work there and what each gets; take deliveries back."""
    DELIVER_HEATSITE = "welfare.deliver_heatsite"
    """Deliver goods to heat sites."""

    VIEW_CAP = "welfare.view_cap"
    """See caps and rules of benefits, and ask what is due."""

    VIEW_BUDGETLINE = "welfare.view_budgetline"
    """See budgets and what is left of them."""
    CHANGE_BUDGETLINE = "welfare.change_budgetline"
    """Enter and change budgets."""

    VIEW_BANKPROFILE = "welfare.view_bankprofile"
    """See how banks want files of payments to be."""
    CHANGE_BANKPROFILE = "welfare.change_bankprofile"
    """Make, change and check bank profiles."""
    VIEW_PAYMENTBATCH = "welfare.view_paymentbatch"
    """See payments and what became of them, accounts masked."""
    MAKE_PAYMENTBATCH = "welfare.make_paymentbatch"
    """Make payments, fetch their files for the bank and take its answers."""
    RELEASE_PAYMENTBATCH = "welfare.release_paymentbatch"
    """Release payments that somebody else has made."""

    VIEW_BUDGETCHANGE = "welfare.view_budgetchange"
    """See in the admin what adjustments of budgets were proposed and decided."""
    APPROVE_BUDGETCHANGE = "welfare.approve_budgetchange"
    """Approve and return adjustments of budgets."""

    VIEW_HARDSHIPFILE = "welfare.view_hardshipfile"
    """See who has a hardship file, its level and state, without income, health or family."""
    ASSESS_HARDSHIPFILE = "welfare.assess_hardshipfile"
    """Assess hardship, end files and note aid; read family, income and health for a reason that is recorded."""
    APPROVE_HARDSHIPFILE = "welfare.approve_hardshipfile"
    """Approve and return assessments of hardship; read what they rest on for a reason that is recorded."""

    VIEW_VISIT = "welfare.view_visit"
    """See visits: to whom, for which event, how much; not what they say of health and family."""
    ASK_VISIT = "welfare.ask_visit"
    """Ask for visits to members of one's group, and make them."""
    HANDLE_VISIT = "welfare.handle_visit"
    """Check, plan and close visits; read what they say of health for a reason that is recorded."""
    APPROVE_VISIT = "welfare.approve_visit"
    """Approve and return visits; read what they say of health for a reason that is recorded."""
    PAY_VISIT = "welfare.pay_visit"
    """Pay for visits."""

    VIEW_AUDITPACK = "welfare.view_auditpack"
    """See auditor's packs and fetch their archives: all that a unit gave in a year, names masked."""
    MAKE_AUDITPACK = "welfare.make_auditpack"
    """Have auditor's packs made, and open papers of visits and hardship files in them for a reason that is recorded."""


SPENDING = (
    WelfarePermission.APPROVE_RUN,
    WelfarePermission.ISSUE_RUN,
    WelfarePermission.DECIDE_OBJECTION,
    WelfarePermission.CHANGE_BUDGETLINE,
    WelfarePermission.APPROVE_BUDGETCHANGE,
    WelfarePermission.MAKE_PAYMENTBATCH,
    WelfarePermission.RELEASE_PAYMENTBATCH,
    WelfarePermission.APPROVE_VISIT,
    WelfarePermission.PAY_VISIT,
)
"""The permissions that decide about money; who reviews the funds may hold none of them. Source: domain.md part 4."""

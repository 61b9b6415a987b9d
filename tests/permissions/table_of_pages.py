"""Who gets in where: one line for each route of the portal. A route without a line fails the tests."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests.permissions.form_data import (
    ANSWER,
    CHANGE,
    ELECTION,
    HAND_OUT,
    HANDLE,
    HARDSHIP,
    HONOUR,
    KIN,
    MARK,
    MERGE,
    ON_A_DAY,
    PAYMENT,
    REASON,
    REPLY,
    SLIP,
    TRANSFER,
    VIEW_CHANGE,
    VIEW_GRIEVANCE,
    VIEW_QUESTION,
    asked_for,
    codes,
    correction,
    into_the_other,
    leaving,
    merging,
    months,
    new_unit,
    newcomer,
    payroll,
    plan,
    scan,
    seat,
    to_the_other,
    two_records,
    unit,
)

ANYBODY, EVERYBODY, OFFICERS, OWN = "anybody", "everybody with an account", "whoever holds a post", "whose row it is"


@dataclass(frozen=True)
class Door:
    """What one address does for those it lets in, and what it answers to the others.

    `who` are alternatives: a permission, OWN, EVERYBODY, ANYBODY. With `row` (of Branch.rows) the permission counts in
    the row's unit; a row out of reach answers like one that isn't there.
    """

    who: tuple[str, ...]
    row: str = ""
    page: int = 200
    """Status of a GET, 405 where there is none."""
    post: Any = None
    """What a POST sends, if there is a POST; with a function, what it makes of the branch."""
    after: int = 302
    """Status of a POST that was let in; it always changes something."""
    shut: int = 403
    """What somebody gets who has none of the rights anywhere: 403 says so, 404 says that there is nothing."""
    lists: bool = False
    """The page shows rows of the branch."""
    seen_by: tuple[str, ...] = ()
    """Who is told 403 instead of 404, since they see the row anyway."""
    far: int = 0
    """What a POST answers to an officer of elsewhere whom the page itself lets in: the unit it names isn't theirs."""


def row(perm: str, name: str, **given: Any) -> Door:
    return Door((perm,), name, **given)


def page(perm: str, **given: Any) -> Door:
    return Door((perm,), **given)


def act(perm: str, name: str, post: Any = None, **given: Any) -> Door:
    """A step taken by POST only."""
    return Door((perm,), name, page=405, post=post or {}, **given)


def own(name: str, **given: Any) -> Door:
    return Door((OWN,), name, shut=404, **given)


def own_act(name: str, post: Any = None) -> Door:
    return Door((OWN,), name, page=405, post=post or {}, shut=404)


MEMBERS = {
    "members:member_new": page("members.add_member", post=newcomer, far=422),
    "members:member_life": row("members.view_member", "member"),
    "members:member_sheet": row("members.view_member", "member"),
    "members:member_file": row("members.view_member", "member_file"),
    "members:member_card": Door((ANYBODY,), "card"),
    "members:card_code": Door((ANYBODY,), "card"),
    "members:kin_new": row(CHANGE, "member", post=KIN),
    "members:kin_change": row(CHANGE, "kin", post=KIN),
    "members:kin_remove": row(CHANGE, "kin", post=REASON),
    "members:honour_new": row(CHANGE, "member", post=HONOUR),
    "members:honour_remove": row(CHANGE, "honour", post=REASON),
    "members:hardship_set": row(MARK, "member", post=HARDSHIP),
    "members:hardship_lift": row(MARK, "member", post={"on": "2026-06-01"} | REASON),
    "members:document_new": row(
        CHANGE, "member", post=lambda branch: {"kind": "other", "title": "材料", "scans": scan()}
    ),
    "members:document_remove": row(CHANGE, "document", post=REASON),
    "members:my_file": own("own_file"),
    "members:member_list": page("members.view_member", lists=True),
    "members:member_export": page("members.export_member", lists=True),
    "members:member_export_full": page("members.export_full_member", post=REASON, after=200),
    "members:member_detail": row("members.view_member", "member"),
    "members:member_correct": row("members.change_member", "member", post=correction),
    "members:member_reveal": act("members.reveal_member", "member", REASON, after=200),
    "members:unit_list": page("members.view_unit", lists=True),
    "members:unit_export": page("members.view_unit", lists=True),
    "members:unit_options": page("members.view_unit", lists=True),
    "members:unit_detail": row("members.view_unit", "unit"),
    "members:unit_poster": row("members.view_unit", "unit"),
    "members:unit_below": row("members.view_unit", "unit", lists=True),
    "members:unit_new": row("members.add_unit", "unit", post=new_unit),
    "members:unit_change": row("members.change_unit", "unit", post=unit),
    "members:unit_move": row("members.reorganise_unit", "subunit", post=to_the_other),
    "members:unit_merge": row("members.reorganise_unit", "subunit", post=into_the_other),
    "members:unit_close": row("members.reorganise_unit", "subunit", post={"on": "2026-06-01"} | REASON),
    "members:unit_reopen": row("members.reorganise_unit", "closed_unit", post=REASON),
    "members:committee_list": page("members.view_unit", lists=True),
    "members:committee_export": page("members.view_unit", lists=True),
    "members:committee_detail": row("members.view_unit", "committee"),
    "members:committee_elect": row("members.change_unit", "unit", post=ELECTION | {"kind": "women"}),
    "members:term_change": row("members.change_unit", "term", post=ELECTION),
    "members:term_file": row("members.view_unit", "term_file"),
    "members:seat_take": act("members.change_unit", "committee", seat),
    "members:seat_give_up": row("members.change_unit", "seat", post={"until": "2026-01-01"} | REASON),
    "members:import_list": page("members.import_member", lists=True),
    "members:import_export": page("members.import_member", lists=True),
    "members:import_new": page("members.import_member"),
    "members:import_template": page("members.import_member"),
    "members:import_detail": row("members.import_member", "import"),
    "members:import_progress": row("members.import_member", "import"),
    "members:import_confirm": act("members.import_member", "import"),
    "members:import_leave_out": act("members.import_member", "import", {"left_out": ["phone"]}),
    "members:import_changes": row("members.import_member", "import", post={"number": 2, "left_out": "on"}, lists=True),
    "members:import_leavers": row("members.import_member", "import_reconciled", post=leaving, lists=True),
    "members:import_leavers_export": row("members.import_member", "import_reconciled", lists=True),
    "members:import_resume": act("members.import_member", "import_cancelled"),
    "members:import_cancel": act("members.import_member", "import"),
    "members:import_result": row("members.import_member", "import"),
    "members:dues_list": page("members.view_dues", lists=True),
    "members:dues_export": page("members.view_dues", lists=True),
    "members:dues_progress": page("members.view_dues"),
    "members:dues_open": page("members.keep_dues", post=months, far=422),
    "members:dues_compute": act("members.keep_dues", "dues_month"),
    "members:dues_book": act("members.keep_dues", "dues_book"),
    "members:charge_list": page("members.view_dues", lists=True),
    "members:charge_export": page("members.view_dues", lists=True),
    "members:charge_sheet": page("members.view_dues", lists=True),
    "members:dues_pay": row("members.keep_dues", "charge", post=PAYMENT),
    "members:dues_member": row("members.view_dues", "member"),
    "members:dues_wage": row("members.keep_dues", "member", post={"wage": 5000, "starts_on": "2026-01"}),
    "members:dues_wage_drop": row("members.keep_dues", "wage", post={}),
    "members:dues_waive": row(
        "members.waive_dues", "member", post={"starts_on": "2026-01", "ends_on": "2026-02"} | REASON
    ),
    "members:dues_waiver_end": row("members.waive_dues", "waiver", post={"ends_on": "2026-12"} | REASON),
    "members:dues_reverse": row("members.keep_dues", "payment", post=REASON),
    "members:dues_receipt": row("members.view_dues", "payment"),
    "members:arrears_list": page("members.view_dues", lists=True),
    "members:arrears_export": page("members.view_dues", lists=True),
    "members:arrears_remind": page("members.keep_dues", page=405, post={}),
    "members:dues_file_list": page("members.keep_dues", lists=True),
    "members:dues_file_export": page("members.keep_dues", lists=True),
    "members:dues_file_template": page("members.keep_dues"),
    "members:dues_file_new": page("members.keep_dues", post=payroll, far=422),
    "members:dues_file": row("members.keep_dues", "payroll"),
    "members:dues_file_rows": row("members.keep_dues", "payroll", lists=True),
    "members:dues_file_progress": row("members.keep_dues", "payroll"),
    "members:dues_file_confirm": act("members.keep_dues", "payroll", {"take_differing": "on"}),
    "members:dues_file_cancel": act("members.keep_dues", "payroll"),
    "members:my_dues": Door((EVERYBODY,)),
    "members:my_receipt": own("payment"),
    "members:my_membership": Door((EVERYBODY,)),
    "members:my_field": Door((EVERYBODY,), "own_field"),
    "members:my_change": own("change"),
    "members:my_change_withdraw": own_act("change"),
    "members:my_change_file": own("change_file"),
    "members:erasure_list": page("members.view_erasure", lists=True),
    "members:erasure_export": page("members.view_erasure", lists=True),
    "members:erasure_detail": row("members.view_erasure", "erasure"),
    "members:erasure_carry_out": act(
        "members.decide_erasure", "erasure", lambda branch: {"name": branch.rows["erasure"].member.name}
    ),
    "members:erasure_refuse": act("members.decide_erasure", "erasure", REASON),
    "members:hold_place": act("members.decide_erasure", "erasure", REASON),
    "members:hold_lift": act("members.decide_erasure", "held_erasure"),
    "members:my_erasure": Door((EVERYBODY,)),
    "members:my_erasure_withdraw": Door((EVERYBODY,), page=405),
    "members:my_holdings": Door((EVERYBODY,)),
    "members:my_consents": Door((EVERYBODY,)),
    "members:my_consent": Door((EVERYBODY,), "purpose", page=405),
    "members:change_list": page("members.view_changerequest", lists=True),
    "members:change_export": page("members.view_changerequest", lists=True),
    "members:change_detail": row("members.view_changerequest", "change"),
    "members:change_accept": act("members.decide_change", "change"),
    "members:change_return": act("members.decide_change", "change", REASON),
    "members:change_file": row("members.view_changerequest", "change_file"),
    "members:consent_list": row("members.view_consent", "member"),
    "members:consent_file": row("members.view_consent", "consent_file"),
    "members:activation_list": page(HAND_OUT, lists=True),
    "members:activation_export": page(HAND_OUT, lists=True),
    "members:activation_hand_out": page(HAND_OUT, page=405, post=codes, after=200, far=422),
    "members:double_list": page(MERGE, lists=True),
    "members:double_export": page(MERGE, lists=True),
    "members:double_new": page(MERGE, page=405, post=two_records, far=422),
    "members:double_detail": row(MERGE, "pair", post=merging),
    "members:double_dismiss": act(MERGE, "pair", {"two-reason": "两个人"}),
    "members:merge_detail": row(MERGE, "merge"),
    "members:merge_undo": act(MERGE, "merge", REASON),
    "members:activate": Door((ANYBODY,)),
    "members:activate_password": Door((ANYBODY,), page=302),
    "members:member_admit": row("members.admit_member", "pending_member", post=ON_A_DAY),
    "members:member_refuse": row("members.admit_member", "pending_member", post=ON_A_DAY),
    "members:member_retain": row("members.change_membership", "member", post=ON_A_DAY),
    "members:member_withdraw": row("members.change_membership", "member", post=ON_A_DAY),
    "members:member_expel": row("members.expel_member", "member", post=ON_A_DAY),
    "members:member_return": row("members.change_membership", "left_member", post=ON_A_DAY),
    "members:member_transfer": row(
        TRANSFER, "member", post=lambda branch: ON_A_DAY | {"unit": branch.rows["group"].code}
    ),
    "members:member_transfer_out": row(TRANSFER, "member", post=ON_A_DAY | {"outside": "外地工会"}),
    "members:transfer_list": page(VIEW_CHANGE, lists=True),
    "members:transfer_export": page(VIEW_CHANGE, lists=True),
    "members:transfer_ask": page(TRANSFER, post=asked_for, far=422),
    "members:transfer_units": page(TRANSFER, lists=True),
    "members:transfer_many": page(TRANSFER),
    "members:batch_detail": row(VIEW_CHANGE, "batch", lists=True),
    "members:batch_accept": act(TRANSFER, "batch"),
    "members:batch_refuse": act(TRANSFER, "batch", REASON),
    "members:batch_progress": row(VIEW_CHANGE, "batch"),
    "members:transfer_detail": row(VIEW_CHANGE, "transfer"),
    "members:transfer_agree": act(TRANSFER, "transfer"),
    "members:transfer_refuse": act(TRANSFER, "transfer", REASON),
    "members:transfer_take_back": act(TRANSFER, "agreed_transfer", REASON),
    "members:transfer_letter": row(VIEW_CHANGE, "agreed_transfer"),
    "members:application_list": page("members.view_application", lists=True),
    "members:application_export": page("members.view_application", lists=True),
    "members:application_detail": row("members.view_application", "application"),
    "members:application_admit": act(
        "members.admit_member", "application", lambda branch: {"unit": branch.unit.code, "on": timezone.localdate()}
    ),
    "members:application_return": act("members.admit_member", "application", REASON),
    "members:join": Door((ANYBODY,)),
    "members:join_sent": Door((ANYBODY,), page=302),
    "members:join_follow": Door((ANYBODY,)),
    "members:audit_list": page("office.view_auditevent", lists=True),
    "members:audit_export": page("office.view_auditevent", lists=True),
}

WELFARE = {
    "welfare:run_list": page("welfare.view_run", lists=True),
    "welfare:run_list_export": page("welfare.view_run", lists=True),
    "welfare:desk_runs": page("welfare.view_run", lists=True),
    "welfare:run_detail": row("welfare.view_run", "run"),
    "welfare:run_progress": row("welfare.view_run", "run"),
    "welfare:run_judged": row("welfare.view_run", "verdict", lists=True),
    "welfare:run_judged_export": row("welfare.view_run", "verdict", lists=True),
    "welfare:run_roster": row("welfare.view_run", "run", lists=True),
    "welfare:run_export": row("welfare.view_run", "run", lists=True),
    "welfare:run_sheet": row("welfare.view_run", "run", lists=True),
    "welfare:run_recount": act("welfare.submit_run", "counted_run"),
    "welfare:run_retry": act("welfare.submit_run", "counting_run"),
    "welfare:run_submit": act("welfare.submit_run", "counted_run"),
    "welfare:run_approve": act("welfare.approve_run", "run_in_review"),
    "welfare:run_return": row("welfare.return_run", "run_in_review", post=REASON),
    "welfare:run_issue": act("welfare.issue_run", "approved_run"),
    "welfare:run_cancel": row("welfare.cancel_run", "counted_run", post=REASON),
    "welfare:run_close": row("welfare.issue_run", "run", post=REASON),
    "welfare:plan_list": page("welfare.view_plan", lists=True),
    "welfare:plan_export": page("welfare.view_plan", lists=True),
    "welfare:plan_new": page("welfare.change_plan", post=plan, far=422),
    "welfare:plan_detail": row("welfare.view_plan", "plan"),
    "welfare:plan_change": row("welfare.change_plan", "plan", post=plan),
    "welfare:plan_open": act("welfare.open_run", "plan"),
    "welfare:budget_list": page("welfare.view_budgetline", lists=True),
    "welfare:budget_export": page("welfare.view_budgetline", lists=True),
    "welfare:budget_new": page(
        "welfare.change_budgetline",
        post=lambda branch: {"unit": branch.unit.code, "year": 2028, "kind": "festival", "amount": 5},
        far=422,
    ),
    "welfare:budget_change": row("welfare.change_budgetline", "next_budget", post={"amount": 5} | REASON),
    "welfare:grant_list": page("welfare.view_grant", lists=True),
    "welfare:grant_export": page("welfare.view_grant", lists=True),
    "welfare:grant_sign": row("welfare.sign_grant", "grant", post=REASON),
    "welfare:member_grants": row("welfare.view_grant", "member", lists=True),
    "welfare:my_benefits": Door((EVERYBODY,)),
    "welfare:benefit_receive": own_act("grant"),
}

QUESTIONS = {
    "my_questions": Door((EVERYBODY,)),
    "ask": Door((EVERYBODY,)),
    "my_question": own("own_question"),
    "my_question_write": own_act("own_question", {"text": "还有"}),
    "my_question_rate": own_act("answered_question", {"grade": 3}),
    "my_question_urge": own_act("overdue_question"),
    "my_question_file": own("own_question_file"),
    "question_list": page(VIEW_QUESTION, lists=True),
    "question_export": page(VIEW_QUESTION, lists=True),
    "question_detail": row(VIEW_QUESTION, "question"),
    "question_file": row(VIEW_QUESTION, "question_file", shut=404),
    "question_accept": act(ANSWER, "question", {"tier": "general"}, shut=404),
    "question_answer": act(ANSWER, "taken_question", {"text": "答复"}, shut=404),
    "question_note": act(ANSWER, "taken_question", {"text": "备注"}, shut=404),
    "question_refer": act(
        "consultation.refer_question",
        "unreferred_question",
        lambda branch: {"unit": branch.unit.pk, "text": "请说明"},
        shut=404,
    ),
    "question_assign": act(
        ANSWER, "unreferred_question", lambda branch: {"counsellor": branch.second_counsellor.pk}, shut=404
    ),
    "question_tier": act(ANSWER, "taken_question", {"tier": "complex"} | REASON, shut=404),
    "question_urge": act("consultation.urge_question", "question", {"note": ""}, shut=404),
    "referral_list": page(REPLY, lists=True),
    "referral_export": page(REPLY, lists=True),
    "referral_detail": Door(SLIP, "referral", shut=404),
    "referral_slip": Door(SLIP, "referral", shut=404),
    "referral_reply": act(REPLY, "referral", {"text": "回复"}, shut=404),
    "referral_urge": act("consultation.urge_question", "referral", shut=404),
    "referral_withdraw": act("consultation.refer_question", "referral", shut=404),
}

GRIEVANCES = {
    "member_cases": Door((VIEW_QUESTION, VIEW_GRIEVANCE), "member"),
    "my_grievances": Door((EVERYBODY,)),
    "file_grievance": Door((EVERYBODY,)),
    "my_grievance": own("own_grievance"),
    "my_grievance_write": own_act("own_grievance", {"text": "还有"}),
    "my_grievance_file": own("own_grievance_file"),
    "report": Door((ANYBODY,)),
    "follow": Door((ANYBODY,)),
    "follow_write": Door((ANYBODY,), page=302),
    "follow_file": Door((ANYBODY,), "nameless_file", page=405),
    "grievance_list": page(VIEW_GRIEVANCE, lists=True),
    "grievance_export": page(VIEW_GRIEVANCE, lists=True),
    "grievance_detail": row(VIEW_GRIEVANCE, "grievance"),
    "grievance_file": row(VIEW_GRIEVANCE, "grievance_file", shut=404),
    "grievance_reveal": act(HANDLE, "grievance", REASON, after=200, shut=404),
    "grievance_accept": act(HANDLE, "grievance", shut=404),
    "grievance_start": act(HANDLE, "accepted_grievance", shut=404),
    "grievance_step": act(HANDLE, "accepted_grievance", {"text": "走访"}, shut=404),
    "grievance_write": act(HANDLE, "accepted_grievance", {"text": "已在办"}, shut=404),
    "grievance_note": act(HANDLE, "accepted_grievance", {"text": "备注"}, shut=404),
    "grievance_close": act(HANDLE, "accepted_grievance", {"outcome": "settled", "summary": "已补发"}, shut=404),
    "grievance_decline": act(HANDLE, "grievance", {"reason": "不属于", "advice": "仲裁"}, shut=404),
}

OFFICE = {
    "home": Door((ANYBODY,)),
    "desk": Door((OFFICERS,)),
    "set_language": Door((ANYBODY,), page=302),
    "office:my_notices": Door((EVERYBODY,)),
    "office:read_all_notices": Door((EVERYBODY,), page=405),
    "office:read_notice": own_act("notice"),
}

PAGES = OFFICE | MEMBERS | WELFARE | {f"consultation:{name}": door for name, door in (QUESTIONS | GRIEVANCES).items()}

# The account pages belong to whoever is logged in, and carry no rows of others; status of a GET without and with a
# log-in. None: to the log-in page.
ACCOUNTS: dict[str, tuple[int | None, int]] = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_signup": (200, 302),
    "account_reauthenticate": (None, 200),
    "account_email": (None, 302),
    "account_email_verification_sent": (200, 200),
    "account_change_password": (None, 200),
    "account_set_password": (None, 302),
    "account_reset_password": (200, 200),
    "account_confirm_login_code": (302, 302),
    "account_confirm_email": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_done": (200, 200),
    "mfa_index": (None, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (None, 302),
    "mfa_activate_totp": (None, 302),
    "mfa_deactivate_totp": (None, 404),
    "mfa_view_recovery_codes": (None, 404),
    "mfa_generate_recovery_codes": (None, 302),
    "mfa_download_recovery_codes": (None, 404),
}

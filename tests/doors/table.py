"""Who gets in where: one line for each route of the portal and of its API. A route without a line fails the tests."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pghistory.models import Event

from members.actions.merges import differing
from tests.members import payrolls

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


REASON = {"reason": "核实过了"}
VIEW_QUESTION, VIEW_GRIEVANCE = "consultation.view_question", "consultation.view_grievance"
HAND_OUT, MERGE = "members.hand_out_code", "members.merge_member"
ANSWER, HANDLE, REPLY = (
    "consultation.answer_question",
    "consultation.handle_grievance",
    "consultation.reply_referral",
)
TRANSFER, VIEW_CHANGE = "members.transfer_member", "members.view_membershipchange"
ON_A_DAY = {"on": "2026-01-05"} | REASON
SLIP = (REPLY, VIEW_QUESTION)


def plan(branch: Any) -> dict[str, Any]:
    return {"name": "新方案", "unit": branch.unit.code, "festival": "spring", "amount": 100, "lead_days": 5}


def leaving(branch: Any) -> dict[str, Any]:
    return {"leaver": branch.rows["leaver"].pk, "kind": "withdraw", "on": "2026-01-05"} | REASON


def correction(branch: Any) -> dict[str, Any]:
    member = branch.rows["member"]
    kept = ("name", "employee_number", "employment", "employment_form", "post_category", "id_kind", "sex")
    return {
        **{name: getattr(member, name) for name in kept},
        "unit": branch.unit.code,
        "new_phone": "13812345678",
    } | REASON


def two_records(branch: Any) -> dict[str, Any]:
    return {"one": branch.rows["member"].employee_number, "other": branch.rows["newcomer"].employee_number}


def merging(branch: Any) -> dict[str, Any]:
    pair = branch.rows["pair"]
    return {"keep": pair.a_id, **dict.fromkeys(differing(pair.a, pair.b), pair.a_id)} | REASON


def codes(branch: Any) -> dict[str, Any]:
    return {"members": [branch.rows["newcomer"].pk], "how": "print", "once": "1"}


def newcomer(branch: Any) -> dict[str, Any]:
    return {
        "name": "新来", "id_kind": "2", "id_number": "E7654321", "phone": "13987654321", "unit": branch.unit.code,
        "joined_on": "2026-01-01", "employment": "on_duty", "sex": "1",
    }  # fmt: skip


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.txt", b"scan")


CHANGE, MARK = "members.change_member", "members.mark_hardship"
KIN = {"relation": "child", "name": "小明", "sex": "1"}
HONOUR = {"title": "五一劳动奖章", "level": "national", "awarded_by": "全国总工会", "awarded_on": "2025-05-01"}
HARDSHIP = {
    "kind": "deep", "starts_on": "2026-02-01", "basis": "委员会决议", "reason": "重病", "review_on": "2027-02-01",
}  # fmt: skip


def months(branch: Any) -> dict[str, Any]:
    return {"unit": branch.unit.code, "first": "2026-01", "last": "2026-02"}


def payroll(branch: Any) -> dict[str, Any]:
    return {
        "unit": branch.unit.code, "paid_on": "2026-09-15",
        "file": payrolls.upload([payrolls.row(branch.rows["charge"])]),
    }  # fmt: skip


PAYMENT = {"amount": 5, "paid_on": "2026-09-09", "paid_by": "cash"}


def asked_for(branch: Any) -> dict[str, Any]:
    """Who is to come to the branch's group, as its officer writes it."""
    member = branch.rows["member"]
    return ON_A_DAY | {
        "name": member.name, "employee_number": member.employee_number, "unit": branch.rows["group"].code,
    }  # fmt: skip


ELECTION = {
    "elected_on": "2024-03-01", "starts_on": "2024-03-01", "years": 5, "entitled": 40, "voted": 35, "places": 7,
}  # fmt: skip


def unit(branch: Any) -> dict[str, Any]:
    lines = {"contacts-TOTAL_FORMS": 0, "contacts-INITIAL_FORMS": 0}
    return {"name": f"{branch.mark}新名", "code": branch.unit.code, "kind": "branch"} | lines


def new_unit(branch: Any) -> dict[str, Any]:
    return unit(branch) | {"code": f"{branch.mark}-9"}


def to_the_other(branch: Any) -> dict[str, Any]:
    return {"to": branch.rows["other_subunit"].code} | REASON


def into_the_other(branch: Any) -> dict[str, Any]:
    return to_the_other(branch) | {"on": "2026-06-01"}


def seat(branch: Any) -> dict[str, Any]:
    return {"post": "member", "member": branch.rows["member"].employee_number, "since": "2024-03-01"}


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

QUESTION_READERS, GRIEVANCE_READERS = (OWN, VIEW_QUESTION), (OWN, VIEW_GRIEVANCE)
ASK = {"kind": "consultation", "text": "年假怎么算"}
# By name of the route and method.
API: dict[tuple[str, str], Door] = {
    ("api_unit-list", "get"): page("members.view_unit", lists=True),
    ("api_unit-detail", "get"): row("members.view_unit", "unit"),
    ("api_member-list", "get"): page("members.view_member", lists=True),
    ("api_member-batch", "post"): page(
        "members.import_member",
        post=lambda branch: {"unit": branch.unit.code, "members": [{"employee_number": "N1"}]},
        after=200,
    ),
    ("api_member-changes", "get"): page("members.view_member"),
    ("api_member-detail", "get"): row("members.view_member", "member"),
    ("api_question-list", "get"): Door((EVERYBODY,)),
    ("api_question-list", "post"): Door((EVERYBODY,), post=ASK, after=201),
    ("api_question-detail", "get"): Door(QUESTION_READERS, "question", shut=404),
    ("api_question-accept", "post"): Door(
        (ANSWER,), "question", post={"tier": "general"}, after=200, shut=404, seen_by=QUESTION_READERS
    ),
    ("api_question-answer", "post"): Door(
        (ANSWER,), "taken_question", post={"text": "答复"}, after=200, shut=404, seen_by=QUESTION_READERS
    ),
    ("api_grievance-list", "get"): Door((EVERYBODY,)),
    ("api_grievance-list", "post"): Door((EVERYBODY,), post={"category": "wages", "facts": "欠薪"}, after=201),
    ("api_grievance-detail", "get"): Door(GRIEVANCE_READERS, "grievance", shut=404),
    ("api_run-list", "get"): page("welfare.view_run", lists=True),
    ("api_run-detail", "get"): row("welfare.view_run", "run"),
    ("api_run-submit", "post"): row("welfare.submit_run", "counted_run", post={}, after=200),
    ("api_run-approve", "post"): row("welfare.approve_run", "run_in_review", post={}, after=200),
    ("api_run-return", "post"): row("welfare.return_run", "run_in_review", post=REASON, after=200),
    ("api_run-issue", "post"): row("welfare.issue_run", "approved_run", post={}, after=200),
    ("api_grant-list", "get"): page("welfare.view_grant", lists=True),
    ("api_grant-detail", "get"): row("welfare.view_grant", "grant"),
    ("api_own_grant-list", "get"): Door((EVERYBODY,)),
    ("api_own_grant-detail", "get"): Door((OWN,), "grant", shut=404),
    ("api_own_grant-receive", "post"): Door((OWN,), "grant", post={}, after=200, shut=404),
    ("api_schema", "get"): Door((EVERYBODY,)),
}


@dataclass(frozen=True)
class Shelf:
    """One model in the admin: whether officers may read it by their rights in its unit, and what a superuser may do.

    Where the rights on another model count, `by` names it: then changing that one covers adding and deleting here.
    """

    row: str = ""
    """Its row in Branch.rows; "" where the cast has none."""
    scoped: bool = False
    may: tuple[str, ...] = ()
    by: str = ""


EDITED = ("add", "change", "delete")
ADMIN = {
    "account.emailaddress": Shelf(may=EDITED),
    "authtoken.tokenproxy": Shelf(may=EDITED),
    "mfa.authenticator": Shelf(may=("delete",)),
    "office.auditevent": Shelf("event"),
    "office.notice": Shelf("notice"),
    "office.attachment": Shelf("attachment"),
    "office.dayoverride": Shelf("day", may=EDITED),
    "members.user": Shelf("user", may=EDITED),
    "members.post": Shelf(may=EDITED),
    "members.appointment": Shelf(may=EDITED),
    "members.member": Shelf("member", True, EDITED),
    "members.membershipperiod": Shelf("period", True),
    "members.membershipchange": Shelf("transfer", True),
    "members.transferbatch": Shelf("batch", True),
    "members.application": Shelf("application", True),
    "members.changerequest": Shelf("change", True),
    "members.consenttext": Shelf("consent_text", may=EDITED),
    "members.consent": Shelf("consent", True),
    "members.retentionrule": Shelf("retention_rule", may=("change",)),
    "members.erasure": Shelf("erasure", True),
    "members.legalhold": Shelf("hold", True),
    "members.apicall": Shelf("call"),
    "members.memberstamp": Shelf(),
    "members.departure": Shelf(),
    "members.familymember": Shelf("kin", True, by="member"),
    "members.honour": Shelf("honour", True, EDITED, by="member"),
    "members.hardshipmark": Shelf("mark", True),
    "members.memberdocument": Shelf("document", True, by="member"),
    "members.importjob": Shelf("import", True),
    "members.importrow": Shelf("import_row", True),
    "members.importslice": Shelf("import_slice", True),
    "members.importfault": Shelf("import_fault", True),
    "members.importleaver": Shelf("leaver", True),
    "members.activationcode": Shelf("code", True),
    "members.duesrule": Shelf("dues_rule", may=EDITED),
    "members.duesbasis": Shelf("wage", True, by="dues"),
    "members.dueswaiver": Shelf("waiver", True, by="dues"),
    "members.duesbook": Shelf("dues_book", True, by="dues"),
    "members.duesmonth": Shelf("dues_month", True, by="dues"),
    "members.duescharge": Shelf("charge", True, by="dues"),
    "members.duespayment": Shelf("payment", True, by="dues"),
    "members.receiptcount": Shelf("receipt_count", True, by="dues"),
    "members.unit": Shelf("subunit", True, EDITED),
    "members.committee": Shelf("committee", True, ("delete",)),
    "members.term": Shelf("term", True, ("delete",)),
    "members.seat": Shelf("seat", True, ("delete",)),
    "members.payrollfile": Shelf("payroll", True, by="dues"),
    "members.payrollrow": Shelf("payroll_row", True, by="dues"),
    "members.doublecandidate": Shelf("pair"),
    "members.merge": Shelf("merge"),
    "members.membertocompare": Shelf(),
    "welfare.occasion": Shelf("occasion"),
    "welfare.run": Shelf("run", True),
    "welfare.rununit": Shelf("place", True),
    "welfare.slice": Shelf("slice", True),
    "welfare.grant": Shelf("grant", True),
    "welfare.approval": Shelf("approval", True),
    "welfare.cap": Shelf("cap", True, EDITED),
    "welfare.budgetline": Shelf("budget", True, EDITED),
    "welfare.approvalrule": Shelf("rule", may=EDITED),
    "welfare.plan": Shelf("plan", True, EDITED),
    "consultation.deadlinerule": Shelf(may=("change",)),
    "consultation.clock": Shelf("clock"),
    "consultation.series": Shelf(),
    "consultation.question": Shelf("question", True, ("change", "delete")),
    "consultation.message": Shelf("message", True),
    "consultation.rating": Shelf("rating", True),
    "consultation.referral": Shelf("referral", True),
    "consultation.grievance": Shelf("grievance", True),
    "consultation.grievanceentry": Shelf("entry", True),
    "consultation.grievancereporter": Shelf("reporter"),
}
# What a row has said is read by whoever reads the row.
for _kept in Event.__subclasses__():
    _tracked: Any = _kept.pgh_tracked_model
    _shelf = ADMIN[_tracked._meta.label_lower]
    _row = _shelf.row and f"{_shelf.row}_history"
    ADMIN[_kept._meta.label_lower] = Shelf(_row, _shelf.scoped, by=_shelf.by or _tracked._meta.model_name)
# The admin's pages that belong to no model: status for an officer who may open the admin.
ADMIN_PAGES = {
    "admin:index": 200, "admin:login": 302, "admin:logout": 405, "admin:password_change": 200,
    "admin:password_change_done": 200, "admin:search": 200, "admin:autocomplete": 403, "admin:jsi18n": 200,
    "admin:view_on_site": 404, "admin:app_list": 200, "admin:auth_user_password_change": 403,
    "admin:welfare_cap_adopt": 403, "admin_view_on_site": 404,
}  # fmt: skip

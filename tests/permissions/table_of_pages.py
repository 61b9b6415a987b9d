"""Who may use which page: one line for each route; a route without a line fails the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict, Unpack
from uuid import uuid4

from django.utils import timezone

from members.own_data.models.retention import Erasure
from members.units.models.units import Unit
from tests.permissions.form_data import (
    ANSWER,
    CHANGE,
    ELECTION,
    HAND_OUT,
    HANDLE,
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
    PostData,
    activation_codes,
    approval_rule,
    bank_answer,
    bank_profile,
    benefit_list,
    candidate_pair,
    canned_answer,
    chosen_goods,
    correction,
    counted_stock,
    dues_months,
    elsewhere,
    faq_entry,
    freeze,
    goods_taken_in,
    heat_delivery,
    heat_period,
    heat_ration,
    heat_site,
    leaver,
    merge,
    merge_unit,
    move_unit,
    named_goods,
    new_article,
    new_offer,
    new_payment,
    new_unit,
    newcomer,
    payroll,
    plan,
    scan,
    seat,
    transfer_request,
    unit,
    year_end,
)
from tests.permissions.people import Branch
from tests.word_files import word_layout
from welfare.runs.models.runs import Run

ANYBODY, LOGGED_IN, OFFICERS, OWNER = "anybody", "everybody with an account", "whoever holds a post", "whose row it is"
Post = PostData | Callable[[Branch], PostData] | None


@dataclass(frozen=True)
class Access:
    """Who may use one address, and what it answers to them and to everybody else.

    `allowed` are alternatives: a permission, OWNER, LOGGED_IN, ANYBODY. With `row`, a key of Branch.rows, a permission
    counts in the row's unit; a row out of reach answers like one that doesn't exist.
    """

    allowed: tuple[str, ...]
    row: str = ""
    anywhere: bool = False
    """Whether the row belongs to no unit, so that a permission counts wherever it is held."""
    get_status: int = 200
    """Status of an allowed GET; 405 where the address takes POST only."""
    post: Post = None
    """What a POST sends, or a function that makes it from the branch; None where there is no POST to test."""
    post_status: int = 302
    """Status of an allowed POST, which always writes something."""
    refused_status: int = 403
    """Status for whoever holds none of the permissions in any unit; 404 where they must not learn of the row."""
    lists_rows: bool = False
    """Whether the page shows rows of the branch."""
    seen_by: tuple[str, ...] = ()
    """Who gets 403 instead of 404 for a POST, since other pages show them the row."""
    superuser_status: int = 0
    """Status of a POST by a superuser, whom a rule refuses what only holders of posts may do; 0 for `post_status`."""
    foreign_status: int = 0
    """Status of a POST that names a unit of the branch, sent by an officer of another one who may use the page."""


class Fields(TypedDict, total=False):
    """Fields of Access that `row_page` and `page` hand on."""

    get_status: int
    post: Post
    post_status: int
    refused_status: int
    lists_rows: bool
    foreign_status: int
    superuser_status: int


def row_page(perm: str, row: str, **fields: Unpack[Fields]) -> Access:
    """Return the access to the page of one row, for whoever holds `perm` in its unit."""
    return Access((perm,), row, **fields)


def page(perm: str, **fields: Unpack[Fields]) -> Access:
    """Return the access to a page of no row, for whoever holds `perm` in some unit."""
    return Access((perm,), **fields)


def row_action(
    perm: str,
    row: str,
    post: Post = None,
    *,
    post_status: int = 302,
    refused_status: int = 403,
    superuser_status: int = 0,
) -> Access:
    """Return the access to a step on one row, by POST only, for whoever holds `perm` in its unit."""
    return Access(
        (perm,),
        row,
        get_status=405,
        post=post or {},
        post_status=post_status,
        refused_status=refused_status,
        superuser_status=superuser_status,
    )


def own_page(row: str) -> Access:
    """Return the access to the page of one row, for the worker whose row it is."""
    return Access((OWNER,), row, refused_status=404)


def own_action(row: str, post: Post = None) -> Access:
    """Return the access to a step on one row, by POST only, for the worker whose row it is."""
    return Access((OWNER,), row, get_status=405, post=post or {}, refused_status=404)


READS_VISITS = ("welfare.handle_visit", "welfare.approve_visit")
VISITS = (*READS_VISITS, "welfare.view_visit", "welfare.pay_visit")
DECIDES = ("welfare.assess_hardshipfile", "welfare.approve_hardshipfile")
MEMBERS = {
    "members:member_new": page("members.add_member", post=newcomer, foreign_status=422),
    "members:member_life": row_page("members.view_member", "member"),
    "members:member_sheet": row_page("members.view_member", "member"),
    "members:member_file": row_page("members.view_member", "member_file"),
    "members:member_card": Access((ANYBODY,), "card"),
    "members:card_code": Access((ANYBODY,), "card"),
    "members:kin_new": row_page(CHANGE, "member", post=KIN),
    "members:kin_change": row_page(CHANGE, "kin", post=KIN),
    "members:kin_remove": row_page(CHANGE, "kin", post=REASON),
    "members:honour_new": row_page(CHANGE, "member", post=HONOUR),
    "members:honour_remove": row_page(CHANGE, "honour", post=REASON),
    "members:hardship_lift": row_page(MARK, "member", post={"on": "2026-06-01"} | REASON),
    "members:document_new": row_page(
        CHANGE, "member", post=lambda branch: {"kind": "other", "title": "材料", "scans": scan()}
    ),
    "members:document_remove": row_page(CHANGE, "document", post=REASON),
    "members:my_file": own_page("own_file"),
    "members:member_list": page("members.view_member", lists_rows=True),
    "members:member_export": page("members.export_member", lists_rows=True),
    "members:member_export_full": page("members.export_full_member", post=REASON, post_status=200),
    "members:member_detail": row_page("members.view_member", "member"),
    "members:member_correct": row_page("members.change_member", "member", post=correction),
    "members:member_reveal": row_action("members.reveal_member", "member", REASON, post_status=200),
    "members:unit_list": page("members.view_unit", lists_rows=True),
    "members:unit_export": page("members.view_unit", lists_rows=True),
    "members:unit_options": page("members.view_unit", lists_rows=True),
    "members:unit_detail": row_page("members.view_unit", "unit"),
    "members:unit_poster": row_page("members.view_unit", "unit"),
    "members:unit_below": row_page("members.view_unit", "unit", lists_rows=True),
    "members:unit_new": row_page("members.add_unit", "unit", post=new_unit),
    "members:unit_change": row_page("members.change_unit", "unit", post=unit),
    "members:unit_move": row_page("members.reorganise_unit", "subunit", post=move_unit),
    "members:unit_merge": row_page("members.reorganise_unit", "subunit", post=merge_unit),
    "members:unit_close": row_page("members.reorganise_unit", "subunit", post={"on": "2026-06-01"} | REASON),
    "members:unit_reopen": row_page("members.reorganise_unit", "closed_unit", post=REASON),
    "members:committee_list": page("members.view_unit", lists_rows=True),
    "members:committee_export": page("members.view_unit", lists_rows=True),
    "members:committee_detail": row_page("members.view_unit", "committee"),
    "members:committee_elect": row_page("members.change_unit", "unit", post=ELECTION | {"kind": "women"}),
    "members:term_change": row_page("members.change_unit", "term", post=ELECTION),
    "members:term_file": row_page("members.view_unit", "term_file"),
    "members:seat_take": row_action("members.change_unit", "committee", seat),
    "members:seat_give_up": row_page("members.change_unit", "seat", post={"until": "2026-01-01"} | REASON),
    "members:import_list": page("members.import_member", lists_rows=True),
    "members:import_export": page("members.import_member", lists_rows=True),
    "members:import_new": page("members.import_member"),
    "members:import_template": page("members.import_member"),
    "members:import_detail": row_page("members.import_member", "import"),
    "members:import_progress": row_page("members.import_member", "import"),
    "members:import_confirm": row_action("members.import_member", "import"),
    "members:import_leave_out": row_action("members.import_member", "import", {"left_out": ["phone"]}),
    "members:import_changes": row_page(
        "members.import_member", "import", post={"number": 2, "left_out": "on"}, lists_rows=True
    ),
    "members:import_row": row_page("members.import_member", "import_faulty_row", post={"phone": "13812345678"}),
    "members:import_changes_export": row_page("members.import_member", "import", lists_rows=True),
    "members:import_leavers": row_page("members.import_member", "import_reconciled", post=leaver, lists_rows=True),
    "members:import_leavers_export": row_page("members.import_member", "import_reconciled", lists_rows=True),
    "members:import_resume": row_action("members.import_member", "import_cancelled"),
    "members:import_cancel": row_action("members.import_member", "import"),
    "members:import_result": row_page("members.import_member", "import"),
    "members:import_refused": row_page("members.import_member", "import"),
    "members:dues_list": page("members.view_dues", lists_rows=True),
    "members:dues_export": page("members.view_dues", lists_rows=True),
    "members:dues_progress": page("members.view_dues"),
    "members:dues_open": page("members.keep_dues", post=dues_months, foreign_status=422),
    "members:dues_compute": row_action("members.keep_dues", "dues_month"),
    "members:dues_book": row_action("members.keep_dues", "dues_book"),
    "members:charge_list": page("members.view_dues", lists_rows=True),
    "members:charge_export": page("members.view_dues", lists_rows=True),
    "members:charge_receipts": page("members.keep_dues", get_status=405, post={}),
    "members:document_batch": row_page("office.view_issueddocument", "document_batch"),
    "members:document_batch_progress": row_page("office.view_issueddocument", "document_batch"),
    "members:document_batch_file": row_page("office.view_issueddocument", "document_batch", get_status=302),
    "members:charge_sheet": page("members.view_dues", lists_rows=True),
    "members:dues_pay": row_page("members.keep_dues", "charge", post=PAYMENT),
    "members:dues_member": row_page("members.view_dues", "member"),
    "members:dues_wage": row_page("members.keep_dues", "member", post={"wage": 5000, "starts_on": "2026-01"}),
    "members:dues_wage_drop": row_page("members.keep_dues", "wage", post={}),
    "members:dues_waive": row_page(
        "members.waive_dues", "member", post={"starts_on": "2026-01", "ends_on": "2026-02"} | REASON
    ),
    "members:dues_waiver_end": row_page("members.waive_dues", "waiver", post={"ends_on": "2026-12"} | REASON),
    "members:dues_reverse": row_page("members.keep_dues", "payment", post=REASON),
    "members:document_list": page("office.view_issueddocument", lists_rows=True),
    "members:document_export": page("office.view_issueddocument", lists_rows=True),
    "members:document_detail": row_page("office.view_issueddocument", "issued_document"),
    "members:document_file": row_page("office.view_issueddocument", "issued_document"),
    "members:document_word_file": row_page("office.view_issueddocument", "issued_document"),
    "members:document_void": row_page("office.void_issueddocument", "issued_document", post=REASON),
    "members:document_texts": page("office.change_documenttext", lists_rows=True),
    "members:document_text_new": Access(
        ("office.change_documenttext",),
        "document_kind",
        anywhere=True,
        foreign_status=422,
        post=lambda branch: {"unit": branch.unit.code, "body": "请妥善保管。", "base": 0},
    ),
    "members:document_text": row_page("office.change_documenttext", "document_text", post={"body": "谢谢", "base": 1}),
    "members:document_text_sample": row_page("office.change_documenttext", "document_text"),
    "members:document_text_restore": row_action("office.change_documenttext", "text_version_keys"),
    "members:document_layout_new": Access(
        ("office.change_documenttext",),
        "layout_kind",
        anywhere=True,
        foreign_status=422,
        post=lambda branch: {"unit": branch.unit.code, "file": word_layout()},
    ),
    "members:document_layout": row_page("office.change_documenttext", "word_layout"),
    "members:document_layout_file": row_page("office.change_documenttext", "word_layout"),
    "members:document_layout_sample": row_page("office.change_documenttext", "word_layout"),
    "members:document_layout_drop": row_page("office.change_documenttext", "word_layout", post=REASON),
    "members:document_text_drop": row_page("office.change_documenttext", "document_text", post=REASON),
    "members:dues_receipt": row_page("members.view_dues", "payment"),
    "members:dues_receipt_file": row_page("members.view_dues", "payment"),
    "members:arrears_list": page("members.view_dues", lists_rows=True),
    "members:arrears_export": page("members.view_dues", lists_rows=True),
    "members:arrears_remind": page("members.keep_dues", get_status=405, post={}),
    "members:dues_file_list": page("members.keep_dues", lists_rows=True),
    "members:dues_file_export": page("members.keep_dues", lists_rows=True),
    "members:dues_file_template": page("members.keep_dues"),
    "members:dues_file_new": page("members.keep_dues", post=payroll, foreign_status=422),
    "members:dues_file": row_page("members.keep_dues", "payroll"),
    "members:dues_file_rows": row_page("members.keep_dues", "payroll", lists_rows=True),
    "members:dues_file_progress": row_page("members.keep_dues", "payroll"),
    "members:dues_file_confirm": row_action("members.keep_dues", "payroll", {"take_differing": "on"}),
    "members:dues_file_cancel": row_action("members.keep_dues", "payroll"),
    "members:my_dues": Access((LOGGED_IN,)),
    "members:my_receipt": own_page("payment"),
    "members:my_receipt_file": own_page("payment"),
    "members:my_membership": Access((LOGGED_IN,)),
    "members:my_entry": Access((LOGGED_IN,)),
    "members:my_family": Access((LOGGED_IN,)),
    "members:my_honours": Access((LOGGED_IN,)),
    "members:my_documents": Access((LOGGED_IN,)),
    "members:my_periods": Access((LOGGED_IN,)),
    "members:my_field": Access((LOGGED_IN,), "own_field"),
    "members:my_change": own_page("change"),
    "members:my_change_withdraw": Access((OWNER,), "change", post={}, refused_status=404),
    "members:my_change_file": own_page("change_file"),
    "members:bounce_list": page(CHANGE, lists_rows=True),
    "members:bounce_export": page(CHANGE, lists_rows=True),
    "members:erasure_list": page("members.view_erasure", lists_rows=True),
    "members:erasure_export": page("members.view_erasure", lists_rows=True),
    "members:erasure_detail": row_page("members.view_erasure", "erasure"),
    "members:erasure_carry_out": row_action(
        "members.decide_erasure", "erasure", lambda branch: {"name": branch.row("erasure", Erasure).member.name}
    ),
    "members:erasure_refuse": row_action("members.decide_erasure", "erasure", REASON),
    "members:hold_place": row_action("members.decide_erasure", "erasure", REASON),
    "members:hold_lift": row_action("members.decide_erasure", "held_erasure"),
    "members:my_erasure": Access((LOGGED_IN,)),
    "members:my_erasure_withdraw": Access((LOGGED_IN,)),
    "members:my_holdings": Access((LOGGED_IN,)),
    "members:my_consents": Access((LOGGED_IN,)),
    "members:my_consent": Access((LOGGED_IN,), "purpose"),
    "members:change_list": page("members.view_changerequest", lists_rows=True),
    "members:change_export": page("members.view_changerequest", lists_rows=True),
    "members:change_detail": row_page("members.view_changerequest", "change"),
    "members:change_accept": row_action("members.decide_change", "change"),
    "members:change_return": row_action("members.decide_change", "change", REASON),
    "members:change_file": row_page("members.view_changerequest", "change_file"),
    "members:consent_list": row_page("members.view_consent", "member"),
    "members:consent_file": row_page("members.view_consent", "consent_file"),
    "members:activation_list": page(HAND_OUT, lists_rows=True),
    "members:activation_export": page(HAND_OUT, lists_rows=True),
    "members:activation_hand_out": page(
        HAND_OUT, get_status=405, post=activation_codes, post_status=200, foreign_status=422
    ),
    "members:double_list": page(MERGE, lists_rows=True),
    "members:double_export": page(MERGE, lists_rows=True),
    "members:double_new": page(MERGE, get_status=405, post=candidate_pair, foreign_status=422),
    "members:double_detail": row_page(MERGE, "pair", post=merge),
    "members:double_dismiss": row_action(MERGE, "pair", {"two-reason": "两个人"}),
    "members:merge_detail": row_page(MERGE, "merge"),
    "members:merge_undo": row_action(MERGE, "merge", REASON),
    "members:activate": Access((ANYBODY,)),
    "members:activate_password": Access((ANYBODY,), get_status=302),
    "members:sign_in_start": Access((ANYBODY,), "provider_slug", get_status=302),
    # Nobody has begun to sign in; nor has anybody an identity that waits for an account.
    "members:sign_in_back": Access((ANYBODY,), "provider_slug", get_status=422),
    "members:identity_bind": Access((ANYBODY,), get_status=302),
    "members:identity_confirm": Access((LOGGED_IN,), get_status=302),
    "members:identity_bind_code": Access((ANYBODY,), get_status=302),
    "members:my_identities": Access((LOGGED_IN,)),
    "members:identity_unbind": own_action("binding"),
    "members:member_admit": row_page("members.admit_member", "pending_member", post=ON_A_DAY),
    "members:member_refuse": row_page("members.admit_member", "pending_member", post=ON_A_DAY),
    "members:member_retain": row_page("members.change_membership", "member", post=ON_A_DAY),
    "members:member_withdraw": row_page("members.change_membership", "member", post=ON_A_DAY),
    "members:member_expel": row_page("members.expel_member", "member", post=ON_A_DAY),
    "members:member_return": row_page("members.change_membership", "left_member", post=ON_A_DAY),
    "members:member_transfer": row_page(
        TRANSFER, "member", post=lambda branch: ON_A_DAY | {"unit": branch.row("group", Unit).code}
    ),
    "members:member_transfer_out": row_page(TRANSFER, "member", post=ON_A_DAY | {"outside": "外地工会"}),
    "members:transfer_list": page(VIEW_CHANGE, lists_rows=True),
    "members:transfer_export": page(VIEW_CHANGE, lists_rows=True),
    "members:transfer_ask": page(TRANSFER, post=transfer_request, foreign_status=422),
    "members:transfer_units": page(TRANSFER, lists_rows=True),
    "members:transfer_many": page(TRANSFER),
    "members:batch_detail": row_page(VIEW_CHANGE, "batch", lists_rows=True),
    "members:batch_accept": row_action(TRANSFER, "batch"),
    "members:batch_refuse": row_action(TRANSFER, "batch", REASON),
    "members:batch_progress": row_page(VIEW_CHANGE, "batch"),
    "members:transfer_detail": row_page(VIEW_CHANGE, "transfer"),
    "members:transfer_agree": row_action(TRANSFER, "transfer"),
    "members:transfer_refuse": row_action(TRANSFER, "transfer", REASON),
    "members:transfer_take_back": row_action(TRANSFER, "agreed_transfer", REASON),
    "members:transfer_letter": row_page(VIEW_CHANGE, "agreed_transfer"),
    "members:application_list": page("members.view_application", lists_rows=True),
    "members:application_export": page("members.view_application", lists_rows=True),
    "members:application_detail": row_page("members.view_application", "application"),
    "members:application_admit": row_action(
        "members.admit_member", "application", lambda branch: {"unit": branch.unit.code, "on": timezone.localdate()}
    ),
    "members:application_return": row_action("members.admit_member", "application", REASON),
    "members:join": Access((ANYBODY,)),
    "members:join_follow": Access((ANYBODY,)),
    "members:audit_list": page("office.view_auditevent", lists_rows=True),
    "members:audit_export": page("office.view_auditevent", lists_rows=True),
    "members:seal_list": page("office.view_auditevent"),
    "members:seal_export": page("office.view_auditevent"),
}

WELFARE = {
    "welfare:run_list": page("welfare.view_run", lists_rows=True),
    "welfare:run_list_export": page("welfare.view_run", lists_rows=True),
    "welfare:desk_runs": page("welfare.view_run", lists_rows=True),
    "welfare:run_detail": row_page("welfare.view_run", "run"),
    "welfare:run_progress": row_page("welfare.view_run", "run"),
    "welfare:run_judged": row_page("welfare.view_run", "verdict", lists_rows=True),
    "welfare:run_judged_export": row_page("welfare.view_run", "verdict", lists_rows=True),
    "welfare:run_before_review": row_page("welfare.view_run", "counted_run"),
    "welfare:run_conflict": row_page("welfare.view_run", "conflict", lists_rows=True),
    "welfare:run_conflict_export": row_page("welfare.view_run", "conflict", lists_rows=True),
    "welfare:run_beside": row_page("welfare.view_run", "counted_run", lists_rows=True),
    "welfare:run_beside_export": row_page("welfare.view_run", "counted_run", lists_rows=True),
    "welfare:run_fairness": row_page("welfare.view_run", "counted_run"),
    "welfare:run_fairness_export": row_page("welfare.view_run", "counted_run"),
    "welfare:replay_new": row_page(
        "welfare.replay_run", "counted_run", post={"rules_by": "own", "caps_by": "none", "name": "无上限"}
    ),
    "welfare:replay_detail": row_page("welfare.view_run", "replay"),
    "welfare:replay_progress": row_page("welfare.view_run", "replay"),
    "welfare:replay_export": row_page("welfare.view_run", "replay"),
    "welfare:replay_people": row_page("welfare.replay_run", "replay", lists_rows=True),
    "welfare:replay_people_export": row_page("welfare.replay_run", "replay", lists_rows=True),
    "welfare:replay_cancel": row_action("welfare.replay_run", "waiting_replay"),
    "welfare:run_roster": row_page("welfare.view_run", "run", lists_rows=True),
    "welfare:run_export": row_page("welfare.view_run", "run", lists_rows=True),
    "welfare:run_sheet": row_page("welfare.view_run", "run", lists_rows=True),
    "welfare:run_sheet_file": row_page("welfare.view_run", "run"),
    "welfare:run_sheet_export": row_page("welfare.view_run", "run"),
    "welfare:grant_receipt_file": row_page("welfare.view_grant", "grant", get_status=302),
    "welfare:my_receipt_file": Access((OWNER,), "grant", get_status=302, refused_status=404),
    "welfare:run_follow_up": row_page("welfare.open_run", "run", post={**REASON, "whom": "late"}),
    "welfare:run_recount": row_action("welfare.submit_run", "counted_run"),
    "welfare:run_retry": row_action("welfare.submit_run", "counting_run"),
    "welfare:run_submit": row_action("welfare.submit_run", "counted_run"),
    "welfare:run_approve": row_action("welfare.approve_run", "run_in_review", superuser_status=422),
    "welfare:run_return": row_page("welfare.return_run", "run_in_review", post=REASON, superuser_status=422),
    "welfare:run_issue": row_action("welfare.issue_run", "approved_run"),
    "welfare:run_cancel": row_page("welfare.cancel_run", "counted_run", post=REASON),
    "welfare:run_correct": row_page("welfare.cancel_run", "approved_run", post=REASON),
    "welfare:run_revoke": row_page("welfare.cancel_run", "run", post=REASON),
    "welfare:run_reopen": row_page("welfare.issue_run", "closed_run", post=REASON),
    "welfare:run_close": row_page("welfare.issue_run", "run", post=REASON),
    "welfare:run_publish": row_action("welfare.issue_run", "unpublished_run"),
    "welfare:run_notice_file": row_page("welfare.view_run", "public_run"),
    "welfare:my_lines": Access((LOGGED_IN,)),
    "welfare:my_line": Access((OWNER,), "run", refused_status=404),
    "welfare:public_notice": Access((OWNER,), "public_run", refused_status=404),
    "welfare:objection_new": Access(
        (OWNER,), "public_run", post={"kind": "amount", "text": "少了"}, refused_status=404
    ),
    "welfare:my_objection": Access((OWNER,), "objection", refused_status=404),
    "welfare:my_objection_withdraw": Access((OWNER,), "objection", post={}, get_status=405, refused_status=404),
    "welfare:objection_list": page("welfare.view_objection", lists_rows=True),
    "welfare:objection_export": page("welfare.view_objection", lists_rows=True),
    "welfare:objection_detail": row_page("welfare.view_objection", "objection"),
    "welfare:objection_uphold": row_page("welfare.decide_objection", "objection", post={"due": 400, **REASON}),
    "welfare:objection_reject": row_page("welfare.decide_objection", "objection", post=REASON),
    "welfare:payment_list": page("welfare.view_paymentbatch", lists_rows=True),
    "welfare:payment_list_export": page("welfare.view_paymentbatch", lists_rows=True),
    "welfare:payment_new": page("welfare.make_paymentbatch", post=new_payment, foreign_status=422),
    "welfare:payment_detail": row_page("welfare.view_paymentbatch", "bank_payment"),
    "welfare:payment_progress": row_page("welfare.view_paymentbatch", "stuck_payment"),
    "welfare:payment_release": row_action("welfare.release_paymentbatch", "made_payment"),
    "welfare:payment_retry": row_action("welfare.make_paymentbatch", "stuck_payment"),
    "welfare:payment_cancel": row_page("welfare.make_paymentbatch", "made_payment", post=REASON),
    "welfare:payment_lines": row_page("welfare.view_paymentbatch", "bank_payment", lists_rows=True),
    "welfare:payment_lines_export": row_page("welfare.view_paymentbatch", "bank_payment", lists_rows=True),
    "welfare:payment_left_out": row_page("welfare.view_paymentbatch", "bank_payment", lists_rows=True),
    "welfare:payment_left_out_export": row_page("welfare.view_paymentbatch", "bank_payment", lists_rows=True),
    "welfare:payment_cover": row_page("welfare.view_paymentbatch", "bank_payment"),
    "welfare:payment_fetch": row_page("welfare.make_paymentbatch", "released_file", post={}, post_status=200),
    "welfare:answer_new": row_page("welfare.make_paymentbatch", "bank_payment", post=bank_answer),
    "welfare:answer_detail": row_page("welfare.view_paymentbatch", "answer"),
    "welfare:answer_progress": row_page("welfare.view_paymentbatch", "answer"),
    "welfare:answer_rows_export": row_page("welfare.view_paymentbatch", "answer"),
    "welfare:answer_confirm": row_action("welfare.make_paymentbatch", "answer"),
    "welfare:answer_cancel": row_action("welfare.make_paymentbatch", "answer"),
    "welfare:answer_undo": row_page("welfare.make_paymentbatch", "taken_answer", post=REASON),
    "welfare:profile_list": page("welfare.view_bankprofile", lists_rows=True),
    "welfare:profile_export": page("welfare.view_bankprofile", lists_rows=True),
    "welfare:profile_new": page("welfare.change_bankprofile", post=bank_profile, foreign_status=422),
    "welfare:profile_detail": row_page("welfare.view_bankprofile", "bank_profile"),
    "welfare:profile_change": row_page("welfare.change_bankprofile", "bank_profile", post=bank_profile),
    "welfare:profile_check": Access(
        ("welfare.change_bankprofile", "welfare.release_paymentbatch"),
        "new_profile",
        get_status=405,
        post={"version": "1"},
        post_status=302,
        refused_status=403,
    ),
    "welfare:profile_use": row_action("welfare.change_bankprofile", "bank_profile"),
    "welfare:plan_list": page("welfare.view_plan", lists_rows=True),
    "welfare:plan_export": page("welfare.view_plan", lists_rows=True),
    "welfare:plan_new": page("welfare.change_plan", post=plan, foreign_status=422),
    "welfare:plan_detail": row_page("welfare.view_plan", "plan"),
    "welfare:plan_change": row_page("welfare.change_plan", "plan", post=plan),
    "welfare:plan_open": row_action("welfare.open_run", "plan"),
    "welfare:benefit_list_new": row_page("welfare.open_run", "plan", post=benefit_list),
    "welfare:benefit_list_detail": row_page("welfare.open_run", "benefit_list"),
    "welfare:benefit_list_progress": row_page("welfare.open_run", "benefit_list"),
    "welfare:benefit_list_open": row_action("welfare.open_run", "benefit_list"),
    "welfare:benefit_list_cancel": row_action("welfare.open_run", "benefit_list"),
    "welfare:budget_list": page("welfare.view_budgetline", lists_rows=True),
    "welfare:budget_export": page("welfare.view_budgetline", lists_rows=True),
    "welfare:budget_new": page(
        "welfare.change_budgetline",
        post=lambda branch: {"unit": branch.unit.code, "year": 2028, "kind": "festival", "amount": 5},
        foreign_status=422,
    ),
    "welfare:budget_change": row_page("welfare.change_budgetline", "next_budget", post={"amount": 5, **REASON}),
    "welfare:budget_execution": page("welfare.view_budgetline", lists_rows=True),
    "welfare:execution_export": page("welfare.view_budgetline", lists_rows=True),
    "welfare:execution_months_export": page("welfare.view_budgetline"),
    "welfare:execution_kinds_export": page("welfare.view_budgetline"),
    "welfare:year_end_list": page("welfare.view_budgetline", lists_rows=True),
    "welfare:year_end_export": page("welfare.view_budgetline", lists_rows=True),
    "welfare:year_end_new": page("welfare.change_budgetline", post=year_end, foreign_status=422),
    "welfare:year_end_detail": row_page("welfare.view_budgetline", "year_end"),
    "welfare:budget_ledger": row_page("welfare.view_budgetline", "budget", lists_rows=True),
    "welfare:budget_ledger_export": row_page("welfare.view_budgetline", "budget", lists_rows=True),
    "welfare:stock_list": page("welfare.view_article", lists_rows=True),
    "welfare:stock_export": page("welfare.view_article", lists_rows=True),
    "welfare:stock_take_in": page("welfare.keep_stock", post=goods_taken_in, foreign_status=422),
    "welfare:stock_entries": row_page("welfare.view_article", "stock_batch", lists_rows=True),
    "welfare:stock_entries_export": row_page("welfare.view_article", "stock_batch"),
    "welfare:stock_spoil": row_page("welfare.keep_stock", "stock_batch", post={"quantity": 1, **REASON}),
    "welfare:offer_list": page("welfare.view_article", lists_rows=True),
    "welfare:offer_export": page("welfare.view_article", lists_rows=True),
    "welfare:offer_new": page("welfare.change_article", post=new_offer, foreign_status=422),
    "welfare:offer_detail": row_page("welfare.view_article", "offer", lists_rows=True),
    "welfare:offer_open": row_action("welfare.change_article", "draft_offer"),
    "welfare:offer_end": row_action("welfare.change_article", "offer"),
    "welfare:offer_orders": row_page("welfare.view_article", "offer", lists_rows=True),
    "welfare:offer_orders_export": row_page("welfare.view_article", "offer", lists_rows=True),
    "welfare:run_goods": row_page("welfare.issue_run", "run", post=named_goods),
    "welfare:run_reserve": row_page("welfare.keep_stock", "run", post={"as": "proposed"}),
    "welfare:plan_goods": row_page("welfare.change_plan", "plan", post=named_goods),
    "welfare:plan_satisfaction": row_page("welfare.view_plan", "plan"),
    "welfare:my_offers": Access((LOGGED_IN,)),
    "welfare:my_offer": Access((OWNER,), "offer", post=chosen_goods, refused_status=404),
    "welfare:benefit_rate": Access((OWNER,), "own_receipt", refused_status=404),
    "welfare:article_list": page("welfare.view_article", lists_rows=True),
    "welfare:article_export": page("welfare.view_article", lists_rows=True),
    "welfare:article_new": page("welfare.change_article", post=new_article, foreign_status=422),
    "welfare:article_change": row_page("welfare.change_article", "article", post=new_article),
    "welfare:store_list": page("welfare.view_article", lists_rows=True),
    "welfare:store_export": page("welfare.view_article", lists_rows=True),
    "welfare:store_new": page("welfare.change_article", post=new_article, foreign_status=422),
    "welfare:store_change": row_page("welfare.change_article", "store", post=new_article),
    "welfare:stock_count": row_page("welfare.keep_stock", "store", post=counted_stock),
    "welfare:cap_list": page("welfare.view_cap", lists_rows=True),
    "welfare:cap_export": page("welfare.view_cap", lists_rows=True),
    "welfare:due_for_event": page("welfare.view_cap"),
    "welfare:heat_site_list": page("welfare.view_heatsite", lists_rows=True),
    "welfare:heat_site_export": page("welfare.view_heatsite", lists_rows=True),
    "welfare:heat_site_new": page("welfare.change_heatsite", post=heat_site, foreign_status=422),
    "welfare:heat_site_detail": row_page("welfare.view_heatsite", "heat_site", lists_rows=True),
    "welfare:heat_site_change": row_page("welfare.change_heatsite", "heat_site", post=heat_site),
    "welfare:heat_period_new": row_page("welfare.change_heatsite", "heat_site", post=heat_period),
    "welfare:heat_period_change": row_page("welfare.change_heatsite", "heat_period", post=heat_period),
    "welfare:heat_ration_new": row_page("welfare.change_heatsite", "heat_site", post=heat_ration),
    "welfare:heat_ration_change": row_page("welfare.change_heatsite", "heat_ration", post=heat_ration),
    "welfare:heat_deliver": row_page("welfare.deliver_heatsite", "heat_site", post=heat_delivery),
    "welfare:heat_delivery_list": page("welfare.view_heatsite", lists_rows=True),
    "welfare:heat_delivery_export": page("welfare.view_heatsite", lists_rows=True),
    "welfare:heat_delivery_detail": row_page("welfare.view_heatsite", "heat_delivery"),
    "welfare:heat_delivery_file": row_page("welfare.view_heatsite", "heat_delivery_photo"),
    "welfare:heat_delivery_undo": row_page("welfare.change_heatsite", "heat_delivery", post=REASON),
    "welfare:heat_rule_list": page("welfare.view_heatsite", lists_rows=True),
    "welfare:heat_rule_export": page("welfare.view_heatsite", lists_rows=True),
    "welfare:winter_list": page("welfare.view_hardshipfile"),
    "welfare:winter_export": page("welfare.view_hardshipfile"),
    "welfare:winter_visits": page("welfare.handle_visit", get_status=405),
    "welfare:hardship_list": page("welfare.view_hardshipfile", lists_rows=True),
    "welfare:hardship_export": page("welfare.view_hardshipfile", lists_rows=True),
    "welfare:hardship_detail": Access((*DECIDES, "welfare.view_hardshipfile"), "hardship_file"),
    "welfare:hardship_reveal": Access(
        DECIDES, "hardship_file", get_status=405, post=REASON, post_status=200, refused_status=403
    ),
    "welfare:hardship_assess": row_page("welfare.assess_hardshipfile", "hardship_file"),
    "welfare:hardship_give_back": row_page("welfare.assess_hardshipfile", "hardship_file"),
    "welfare:hardship_aid": row_page("welfare.assess_hardshipfile", "hardship_file"),
    "welfare:hardship_end": row_page("welfare.assess_hardshipfile", "hardship_file"),
    "welfare:hardship_print": Access(DECIDES, "hardship_file"),
    "welfare:hardship_paper": Access(DECIDES, "hardship_paper"),
    "welfare:my_hardship": Access((LOGGED_IN,)),
    "welfare:my_hardship_begin": Access((LOGGED_IN,), get_status=405),
    "welfare:my_hardship_file": own_page("hardship_file"),
    "welfare:my_hardship_withdraw": own_action("hardship_file"),
    "welfare:my_hardship_paper": own_page("hardship_paper"),
    "welfare:visit_list": page("welfare.view_visit", lists_rows=True),
    "welfare:visit_export": page("welfare.view_visit", lists_rows=True),
    "welfare:visit_new": page("welfare.handle_visit"),
    "welfare:visit_detail": Access(VISITS, "visit"),
    "welfare:visit_reveal": Access(
        READS_VISITS, "visit", get_status=405, post=REASON, post_status=200, refused_status=403
    ),
    "welfare:visit_take_up": row_action("welfare.handle_visit", "proposed_visit"),
    "welfare:visit_submit": row_action("welfare.handle_visit", "visit"),
    "welfare:visit_refuse": row_page("welfare.handle_visit", "visit"),
    "welfare:visit_cancel": row_page("welfare.handle_visit", "visit"),
    "welfare:visit_plan": row_page("welfare.handle_visit", "planned_visit"),
    "welfare:visit_calendar": Access(VISITS, "planned_visit"),
    "welfare:visit_carry_out": row_page("welfare.handle_visit", "planned_visit"),
    "welfare:visit_pay": row_page("welfare.pay_visit", "visit"),
    "welfare:visit_close": row_action("welfare.handle_visit", "paid_visit"),
    "welfare:visit_print": Access(READS_VISITS, "visit"),
    "welfare:visit_paper": Access(READS_VISITS, "visit_paper"),
    "welfare:visit_entered": page("welfare.ask_visit", lists_rows=True),
    "welfare:visit_entered_export": page("welfare.ask_visit", lists_rows=True),
    "welfare:visit_entered_new": page("welfare.ask_visit"),
    "welfare:visit_entered_one": row_page("welfare.ask_visit", "entered_visit"),
    "welfare:visit_entered_carry_out": row_page("welfare.ask_visit", "entered_visit"),
    "welfare:visit_entered_withdraw": row_action("welfare.ask_visit", "entered_visit"),
    "welfare:visit_entered_file": row_page("welfare.ask_visit", "entered_visit"),
    "welfare:my_visits": Access((LOGGED_IN,)),
    "welfare:my_visit_new": Access((LOGGED_IN,)),
    "welfare:my_visit": own_page("visit"),
    "welfare:my_visit_withdraw": own_action("visit"),
    "welfare:my_visit_paper": own_page("visit_paper"),
    "welfare:grant_list": page("welfare.view_grant", lists_rows=True),
    "welfare:grant_export": page("welfare.view_grant", lists_rows=True),
    "welfare:run_remind": row_action("welfare.issue_run", "run"),
    "welfare:run_messages": row_page("welfare.view_run", "run"),
    "welfare:run_messages_pause": row_action("welfare.issue_run", "messages"),
    "welfare:run_messages_resume": row_action("welfare.issue_run", "paused_messages"),
    "welfare:run_messages_cancel": row_action("welfare.issue_run", "messages"),
    "welfare:run_messages_rate": row_action("welfare.issue_run", "messages", {"rate": "300"}),
    "welfare:run_collected": row_page("welfare.view_run", "run"),
    "welfare:run_collection": row_page(
        "welfare.issue_run", "run", post={"goods": "大米", "place": "活动中心", "collect_until": "2027-01-31"}
    ),
    "welfare:run_collection_unit": row_page("welfare.issue_run", "run", post=elsewhere),
    "welfare:plan_collection": row_page("welfare.change_plan", "plan", post=elsewhere),
    "welfare:grant_sign_many": page("welfare.sign_grant"),
    "welfare:counters": page("welfare.sign_grant"),
    # Nothing is chosen: who may hand out is told so.
    "welfare:run_counter": row_page(
        "welfare.sign_grant",
        "counter_run",
        post=lambda branch: {
            "line": f"{branch.row('counter_run', Run).grants.earliest('pk').pk}.{uuid4()}",
            "quantity": "1",
            "taker": "self",
        },
    ),
    "welfare:run_counter_lines": row_page("welfare.sign_grant", "run"),
    "welfare:run_sample": row_page("welfare.undo_hand_out", "received_run", post={"confidence": "95", "margin": "5"}),
    "welfare:sample_call_list": page("welfare.view_grant", lists_rows=True),
    "welfare:sample_call_export": page("welfare.view_grant", lists_rows=True),
    "welfare:sample_call_note": row_page("welfare.undo_hand_out", "sample_call", post={"result": "received"}),
    "welfare:hand_out_list": page("welfare.view_grant", lists_rows=True),
    "welfare:hand_out_export": page("welfare.view_grant", lists_rows=True),
    "welfare:hand_out_detail": row_page("welfare.view_grant", "hand_out"),
    "welfare:hand_out_undo": row_page("welfare.undo_hand_out", "hand_out", post=REASON),
    "welfare:hand_out_decide": row_page(
        "welfare.undo_hand_out", "hand_out_in_conflict", post={**REASON, "decision": "nothing"}
    ),
    "welfare:signing_detail": row_page("welfare.view_grant", "signing"),
    "welfare:signing_file": row_page("welfare.view_grant", "signed_file"),
    "welfare:signing_undo": row_page("welfare.sign_grant", "signing", post=REASON),
    "welfare:grant_detail": row_page("welfare.view_grant", "grant"),
    "welfare:grant_sign": row_page("welfare.sign_grant", "grant", post=REASON),
    "welfare:member_grants": row_page("welfare.view_grant", "member", lists_rows=True),
    "welfare:my_benefits": Access((LOGGED_IN,)),
    "welfare:grant_take_back": row_page("welfare.sign_grant", "own_receipt", post=REASON),
    "welfare:benefit_take_back": Access((OWNER,), "own_receipt", post={}, refused_status=404),
    "welfare:benefit_receive": Access((OWNER,), "grant", post={}, refused_status=404),
}

APPROVALS = {
    "approval_list": Access((OFFICERS,)),
    "approval_export": Access((OFFICERS,)),
    "decision_list": Access((OFFICERS,)),
    "decision_export": Access((OFFICERS,)),
    "approval_detail": row_page("welfare.approve_run", "waiting_round", refused_status=404),
    "approval_approve": row_action("welfare.approve_run", "waiting_round", refused_status=404, superuser_status=422),
    "approval_return": row_page(
        "welfare.approve_run", "waiting_round", post=REASON, refused_status=404, superuser_status=422
    ),
    "approval_withdraw": Access(
        (OWNER,), "own_round", get_status=405, post={}, refused_status=404, seen_by=("welfare.approve_budgetchange",)
    ),
    "approval_urge": Access(
        (OWNER,), "own_round", get_status=405, post={}, refused_status=404, seen_by=("welfare.approve_budgetchange",)
    ),
    "approval_rule_list": page("members.view_approvalrule", lists_rows=True),
    "approval_rule_export": page("members.view_approvalrule", lists_rows=True),
    "approval_rule_new": page("members.change_approvalrule", post=approval_rule, foreign_status=422),
    "approval_rule_end": row_page("members.change_approvalrule", "approval_rule", post=REASON),
    "deputy_list": Access((OFFICERS,)),
    "deputy_export": Access((OFFICERS,)),
    "deputy_new": Access((OFFICERS,)),
    "deputy_end": row_page("members.change_deputyship", "deputyship", post=REASON, refused_status=404),
    "freeze_list": page("members.view_freezeperiod", lists_rows=True),
    "freeze_export": page("members.view_freezeperiod", lists_rows=True),
    "freeze_new": page("members.change_freezeperiod", post=freeze, foreign_status=422),
    "freeze_lift": row_page("members.change_freezeperiod", "freeze", post=REASON),
}

QUESTIONS = {
    "my_questions": Access((LOGGED_IN,)),
    "ask": Access((LOGGED_IN,)),
    "similar_faq": Access((LOGGED_IN,), get_status=405),
    "my_faq": Access((LOGGED_IN,)),
    "my_question": own_page("own_question"),
    "my_question_write": own_action("own_question", {"text": "还有"}),
    "my_question_rate": own_action("answered_question", {"grade": 3}),
    "my_question_urge": own_action("overdue_question"),
    "my_question_days": own_page("own_question"),
    "question_days": row_page(VIEW_QUESTION, "question"),
    "question_pause": row_action(ANSWER, "taken_question", {"note": "请补充工资条"}, refused_status=404),
    "question_resume": row_action(ANSWER, "paused_question", refused_status=404),
    "question_extend": row_action(
        "consultation.urge_question", "taken_question", {"days": 5, "note": "需要核实"}, refused_status=404
    ),
    "referral_days": Access(SLIP, "referral", refused_status=404),
    "my_question_file": own_page("own_question_file"),
    "question_list": page(VIEW_QUESTION, lists_rows=True),
    "question_export": page(VIEW_QUESTION, lists_rows=True),
    "question_detail": row_page(VIEW_QUESTION, "question"),
    "question_file": row_page(VIEW_QUESTION, "question_file", refused_status=404),
    "question_accept": row_action(ANSWER, "question", {"tier": "general"}, refused_status=404),
    "question_accept_and_answer": row_action(
        ANSWER, "question", {"tier": "general", "text": "答复"}, refused_status=404
    ),
    "question_publish": row_action(
        "consultation.change_faqentry",
        "closed_question",
        lambda branch: {"title": "年假", "text": "五天", "unit": branch.unit.pk},
        refused_status=404,
    ),
    "canned_list": page("consultation.view_cannedanswer", lists_rows=True),
    "canned_export": page("consultation.view_cannedanswer", lists_rows=True),
    "canned_new": page("consultation.change_cannedanswer", post=canned_answer, foreign_status=422),
    "canned_change": row_page("consultation.change_cannedanswer", "canned_answer", post=canned_answer),
    "faq_list": page("consultation.view_faqentry", lists_rows=True),
    "faq_export": page("consultation.view_faqentry", lists_rows=True),
    "faq_new": page("consultation.change_faqentry", post=faq_entry, foreign_status=422),
    "faq_change": row_page("consultation.change_faqentry", "faq_entry", post=faq_entry),
    "question_answer": row_action(ANSWER, "taken_question", {"text": "答复"}, refused_status=404),
    "question_note": row_action(ANSWER, "taken_question", {"text": "备注"}, refused_status=404),
    "question_refer": row_action(
        "consultation.refer_question",
        "unreferred_question",
        lambda branch: {"unit": branch.unit.pk, "text": "请说明"},
        refused_status=404,
    ),
    "question_assign": row_action(
        ANSWER, "unreferred_question", lambda branch: {"counsellor": branch.second_counsellor.pk}, refused_status=404
    ),
    "question_tier": row_action(ANSWER, "taken_question", {"tier": "complex"} | REASON, refused_status=404),
    "question_urge": row_action("consultation.urge_question", "question", {"note": ""}, refused_status=404),
    "referral_list": Access(SLIP, lists_rows=True),
    "referral_export": Access(SLIP, lists_rows=True),
    "referral_detail": Access(SLIP, "referral", refused_status=404),
    "referral_slip": Access(SLIP, "referral", refused_status=404),
    "referral_reply": row_action(REPLY, "referral", {"text": "回复"}, refused_status=404),
    "referral_urge": row_action("consultation.urge_question", "referral", refused_status=404),
    "referral_withdraw": row_action("consultation.refer_question", "referral", refused_status=404),
}

GRIEVANCES = {
    "member_cases": Access((VIEW_QUESTION, VIEW_GRIEVANCE), "member"),
    "my_grievances": Access((LOGGED_IN,)),
    "file_grievance": Access((LOGGED_IN,)),
    "my_grievance": own_page("own_grievance"),
    "my_grievance_write": own_action("own_grievance", {"text": "还有"}),
    "my_grievance_days": own_page("own_grievance"),
    "grievance_days": row_page(VIEW_GRIEVANCE, "grievance"),
    "grievance_pause": row_action(HANDLE, "accepted_grievance", {"note": "等待鉴定"}, refused_status=404),
    "grievance_resume": row_action(HANDLE, "paused_grievance", refused_status=404),
    "grievance_extend": row_action(HANDLE, "accepted_grievance", {"days": 30, "note": "等待鉴定"}, refused_status=404),
    "my_grievance_file": own_page("own_grievance_file"),
    "report": Access((ANYBODY,)),
    "follow": Access((ANYBODY,)),
    "follow_write": Access((ANYBODY,), get_status=302),
    "follow_file": Access((ANYBODY,), "nameless_file", get_status=405),
    "grievance_list": page(VIEW_GRIEVANCE, lists_rows=True),
    "grievance_export": page(VIEW_GRIEVANCE, lists_rows=True),
    "grievance_detail": row_page(VIEW_GRIEVANCE, "grievance"),
    "grievance_file": row_page(VIEW_GRIEVANCE, "grievance_file", refused_status=404),
    "grievance_reveal": row_action(HANDLE, "grievance", REASON, post_status=200, refused_status=404),
    "grievance_accept": row_action(HANDLE, "grievance", refused_status=404),
    "grievance_start": row_action(HANDLE, "accepted_grievance", refused_status=404),
    "grievance_step": row_action(HANDLE, "accepted_grievance", {"text": "走访"}, refused_status=404),
    "grievance_write": row_action(HANDLE, "accepted_grievance", {"text": "已在办"}, refused_status=404),
    "grievance_note": row_action(HANDLE, "accepted_grievance", {"text": "备注"}, refused_status=404),
    "grievance_close": row_action(
        HANDLE, "accepted_grievance", {"outcome": "settled", "summary": "已补发"}, refused_status=404
    ),
    "grievance_decline": row_action(HANDLE, "grievance", {"reason": "不属于", "advice": "仲裁"}, refused_status=404),
}

OFFICE = {
    "home": Access((ANYBODY,)),
    "office:search": Access((LOGGED_IN,)),
    "metrics": Access((ANYBODY,), get_status=404),
    "offline": Access((ANYBODY,)),
    "service_worker": Access((ANYBODY,)),
    "choose_print_size": Access((ANYBODY,), get_status=405),
    "security_txt": Access((ANYBODY,), get_status=404),
    "desk": Access((OFFICERS,)),
    "desk_figures": Access((OFFICERS,)),
    "desk_export": Access((OFFICERS,), get_status=404),
    "api_page": Access((LOGGED_IN,)),
    "api_root": Access((LOGGED_IN,), get_status=302),
    "set_language": Access((ANYBODY,), get_status=302),
    "office:document_check": Access((ANYBODY,), "document_key"),
    "office:file_original": row_page(ANSWER, "original", refused_status=404, post=REASON, post_status=200),
    "office:notices": Access((LOGGED_IN,)),
    "office:my_notices": Access((LOGGED_IN,)),
    "office:read_all_notices": Access((LOGGED_IN,), get_status=405),
    "office:how_i_am_told": Access((LOGGED_IN,), post={}),
    "office:read_notice": own_action("notice"),
    "office:discard_unsent": Access((OWNER,), "kept_form", post={}, refused_status=404),
    "office:save_view": Access((LOGGED_IN,), get_status=405, post={"address": "/members/", "name": "一线"}),
    "office:default_view": own_action("saved_view", {"is_default": "on"}),
    "office:delete_view": own_action("saved_view"),
}

PAGES = (
    OFFICE
    | MEMBERS
    | WELFARE
    | {f"members:{name}": access for name, access in APPROVALS.items()}
    | {f"consultation:{name}": access for name, access in (QUESTIONS | GRIEVANCES).items()}
)

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
    "second_step_first": (None, 302),
    "my_sessions": (None, 200),
    "session_end": (None, 405),
    "sessions_end_others": (None, 405),
    "my_tokens": (None, 200),
    "token_new": (None, 302),
    "token_replace": (None, 302),
    "token_revoke": (None, 405),
    "mfa_list_webauthn": (None, 200),
    "mfa_add_webauthn": (None, 302),
    "mfa_edit_webauthn": (None, 302),
    "mfa_remove_webauthn": (None, 302),
    "mfa_reauthenticate_webauthn": (None, 302),
    "mfa_index": (None, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (None, 302),
    "mfa_activate_totp": (None, 302),
    "mfa_deactivate_totp": (None, 404),
    "mfa_view_recovery_codes": (None, 404),
    "mfa_generate_recovery_codes": (None, 302),
    "mfa_download_recovery_codes": (None, 404),
}

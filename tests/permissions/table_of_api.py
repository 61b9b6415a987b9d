"""Who may use which method of which address of the API: one line for each."""

from tests.permissions.form_data import ANSWER, REASON, VIEW_GRIEVANCE, VIEW_QUESTION, chosen_article
from tests.permissions.table_of_pages import LOGGED_IN, OWNER, Access, page, row_page
from welfare.runs.models.runs import Run

QUESTION_READERS, GRIEVANCE_READERS = (OWNER, VIEW_QUESTION), (OWNER, VIEW_GRIEVANCE)
ASK = {"kind": "consultation", "text": "年假怎么算"}
# By name of the route and method.
API: dict[tuple[str, str], Access] = {
    ("api_unit-list", "get"): page("members.view_unit", lists_rows=True),
    ("api_unit-detail", "get"): row_page("members.view_unit", "unit"),
    ("api_member-list", "get"): page("members.view_member", lists_rows=True),
    ("api_member-batch", "post"): page(
        "members.import_member",
        post=lambda branch: {"unit": branch.unit.code, "members": [{"employee_number": "N1"}]},
        post_status=200,
    ),
    ("api_member-changes", "get"): page("members.view_member"),
    ("api_member-detail", "get"): row_page("members.view_member", "member"),
    ("api_document-list", "get"): page("office.view_issueddocument", lists_rows=True),
    ("api_document-detail", "get"): row_page("office.view_issueddocument", "issued_document"),
    ("api_document-file", "get"): row_page("office.view_issueddocument", "issued_document"),
    ("api_question-list", "get"): Access((LOGGED_IN,)),
    ("api_question-list", "post"): Access((LOGGED_IN,), post=ASK, post_status=201),
    ("api_question-detail", "get"): Access(QUESTION_READERS, "question", refused_status=404),
    ("api_question-accept", "post"): Access(
        (ANSWER,), "question", post={"tier": "general"}, post_status=200, refused_status=404, seen_by=QUESTION_READERS
    ),
    ("api_question-answer", "post"): Access(
        (ANSWER,),
        "taken_question",
        post={"text": "答复"},
        post_status=200,
        refused_status=404,
        seen_by=QUESTION_READERS,
    ),
    ("api_faq-list", "get"): Access((LOGGED_IN,)),
    ("api_grievance-list", "get"): Access((LOGGED_IN,)),
    ("api_grievance-list", "post"): Access((LOGGED_IN,), post={"category": "wages", "facts": "欠薪"}, post_status=201),
    ("api_grievance-detail", "get"): Access(GRIEVANCE_READERS, "grievance", refused_status=404),
    ("api_approval-list", "get"): page("members.view_approvalround", lists_rows=True),
    ("api_approval-detail", "get"): row_page("members.view_approvalround", "waiting_round"),
    ("api_approval-approve", "post"): row_page(
        "welfare.approve_run", "waiting_round", post={}, post_status=200, refused_status=404, superuser_status=409
    ),
    ("api_approval-return", "post"): row_page(
        "welfare.approve_run", "waiting_round", post=REASON, post_status=200, refused_status=404, superuser_status=409
    ),
    ("api_approval_rule-list", "get"): page("members.view_approvalrule", lists_rows=True),
    ("api_approval_rule-detail", "get"): row_page("members.view_approvalrule", "approval_rule"),
    ("api_deputy-list", "get"): Access((LOGGED_IN,)),
    # The finance officer, who keeps dues, is the deputy.
    ("api_deputy-detail", "get"): Access(
        ("members.view_deputyship", "members.keep_dues"), "deputyship", refused_status=404
    ),
    ("api_freeze-list", "get"): page("members.view_freezeperiod", lists_rows=True),
    ("api_freeze-detail", "get"): row_page("members.view_freezeperiod", "freeze"),
    ("api_hardship_file-list", "get"): page("welfare.view_hardshipfile", lists_rows=True),
    ("api_hardship_file-detail", "get"): row_page("welfare.view_hardshipfile", "hardship_file"),
    ("api_heat_site-list", "get"): page("welfare.view_heatsite", lists_rows=True),
    ("api_heat_site-detail", "get"): row_page("welfare.view_heatsite", "heat_site"),
    ("api_heat_delivery-list", "get"): page("welfare.view_heatsite", lists_rows=True),
    ("api_heat_delivery-detail", "get"): row_page("welfare.view_heatsite", "heat_delivery"),
    ("api_visit-list", "get"): page("welfare.view_visit", lists_rows=True),
    ("api_visit-detail", "get"): row_page("welfare.view_visit", "visit"),
    ("api_run-list", "get"): page("welfare.view_run", lists_rows=True),
    ("api_run-detail", "get"): row_page("welfare.view_run", "run"),
    ("api_run-excluded", "get"): row_page("welfare.view_run", "run"),
    ("api_run-follow-up", "post"): row_page("welfare.open_run", "run", post=REASON, post_status=200),
    ("api_run-submit", "post"): row_page("welfare.submit_run", "counted_run", post={}, post_status=200),
    ("api_run-approve", "post"): row_page(
        "welfare.approve_run", "run_in_review", post={}, post_status=200, superuser_status=409
    ),
    ("api_run-return", "post"): row_page(
        "welfare.return_run", "run_in_review", post=REASON, post_status=200, superuser_status=409
    ),
    ("api_run-publish", "post"): row_page("welfare.issue_run", "unpublished_run", post={}, post_status=200),
    ("api_run-issue", "post"): row_page("welfare.issue_run", "approved_run", post={}, post_status=200),
    ("api_cap-list", "get"): page("welfare.view_cap", lists_rows=True),
    ("api_cap-detail", "get"): row_page("welfare.view_cap", "cap"),
    ("api_cap-in-force", "get"): page("welfare.view_cap"),
    ("api_run_figures-list", "get"): page("welfare.view_run"),
    ("api_run_figures-detail", "get"): row_page("welfare.view_run", "counted_run"),
    ("api_report_coverage-list", "get"): page("members.view_hardshipmark"),
    ("api_report_spending-list", "get"): page("welfare.view_run"),
    ("api_report_fairness-list", "get"): page("members.view_hardshipmark"),
    ("api_report_uncollected-list", "get"): page("welfare.view_grant"),
    ("api_report_visits-list", "get"): page("welfare.view_visit"),
    ("api_replay-list", "get"): page("welfare.view_run", lists_rows=True),
    ("api_replay-detail", "get"): row_page("welfare.view_run", "replay"),
    ("api_replay-list", "post"): page(
        "welfare.replay_run",
        post=lambda branch: {"run": branch.row("counted_run", Run).pk, "rules_by": "own", "caps_by": "none"},
        post_status=201,
        foreign_status=404,
    ),
    ("api_budget-list", "get"): page("welfare.view_budgetline", lists_rows=True),
    ("api_budget-detail", "get"): row_page("welfare.view_budgetline", "budget"),
    ("api_budget_entry-list", "get"): page("welfare.view_budgetline", lists_rows=True),
    ("api_budget_entry-detail", "get"): row_page("welfare.view_budgetline", "budget_entry"),
    ("api_year_end-list", "get"): page("welfare.view_budgetline", lists_rows=True),
    ("api_year_end-detail", "get"): row_page("welfare.view_budgetline", "year_end"),
    ("api_grant-list", "get"): page("welfare.view_grant", lists_rows=True),
    ("api_grant-detail", "get"): row_page("welfare.view_grant", "grant"),
    # A scan is not sent here: who may sign is told that it is missing.
    ("api_grant-sign", "post"): page("welfare.sign_grant", post={}, post_status=400),
    ("api_hand_out-list", "get"): page("welfare.view_grant", lists_rows=True),
    ("api_hand_out-detail", "get"): row_page("welfare.view_grant", "hand_out"),
    ("api_hand_out-scans", "post"): page("welfare.sign_grant", post={}, post_status=400),
    ("api_sample_call-list", "get"): page("welfare.view_grant", lists_rows=True),
    ("api_sample_call-detail", "get"): row_page("welfare.view_grant", "sample_call"),
    ("api_sample_call-note", "post"): row_page(
        "welfare.undo_hand_out", "sample_call", post={"result": "received"}, post_status=200
    ),
    ("api_article-list", "get"): page("welfare.view_article", lists_rows=True),
    ("api_article-detail", "get"): row_page("welfare.view_article", "article"),
    ("api_store-list", "get"): page("welfare.view_article", lists_rows=True),
    ("api_store-detail", "get"): row_page("welfare.view_article", "store"),
    ("api_stock_batch-list", "get"): page("welfare.view_article", lists_rows=True),
    ("api_stock_batch-detail", "get"): row_page("welfare.view_article", "stock_batch"),
    ("api_stock_entry-list", "get"): page("welfare.view_article", lists_rows=True),
    ("api_stock_entry-detail", "get"): row_page("welfare.view_article", "stock_entry"),
    ("api_offer-list", "get"): page("welfare.view_article", lists_rows=True),
    ("api_offer-detail", "get"): row_page("welfare.view_article", "offer"),
    ("api_offer-orders", "get"): row_page("welfare.view_article", "offer"),
    ("api_own_offer-list", "get"): Access((LOGGED_IN,)),
    ("api_own_offer-detail", "get"): Access((OWNER,), "offer", refused_status=404),
    ("api_own_offer-choose", "post"): Access(
        (OWNER,), "offer", post=chosen_article, post_status=200, refused_status=404
    ),
    ("api_audit_pack-list", "get"): page("welfare.view_auditpack", lists_rows=True),
    ("api_audit_pack-detail", "get"): row_page("welfare.view_auditpack", "audit_pack"),
    ("api_audit_pack-list", "post"): page(
        "welfare.make_auditpack",
        post=lambda branch: {"unit": branch.unit.pk, "year": 2020, **REASON},
        post_status=201,
        foreign_status=404,
    ),
    ("api_payment-list", "get"): page("welfare.view_paymentbatch", lists_rows=True),
    ("api_payment-detail", "get"): row_page("welfare.view_paymentbatch", "bank_payment"),
    ("api_payment_line-list", "get"): page("welfare.view_paymentbatch", lists_rows=True),
    ("api_payment_line-detail", "get"): row_page("welfare.view_paymentbatch", "payment_line"),
    ("api_objection-list", "get"): page("welfare.view_objection", lists_rows=True),
    ("api_objection-detail", "get"): row_page("welfare.view_objection", "objection"),
    ("api_objection-uphold", "post"): row_page(
        "welfare.decide_objection", "objection", post={"due": "400", **REASON}, post_status=200
    ),
    ("api_objection-reject", "post"): row_page("welfare.decide_objection", "objection", post=REASON, post_status=200),
    ("api_own_line-list", "get"): Access((LOGGED_IN,)),
    ("api_own_line-detail", "get"): Access((OWNER,), "run", refused_status=404),
    ("api_own_grant-list", "get"): Access((LOGGED_IN,)),
    ("api_own_grant-detail", "get"): Access((OWNER,), "grant", refused_status=404),
    ("api_own_grant-receive", "post"): Access((OWNER,), "grant", post={}, post_status=200, refused_status=404),
    ("api_schema", "get"): Access((LOGGED_IN,)),
}

"""Who gets in where in the API: one line for each method of each address."""

from tests.permissions.form_data import ANSWER, REASON, VIEW_GRIEVANCE, VIEW_QUESTION
from tests.permissions.table_of_pages import EVERYBODY, OWN, Door, page, row

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

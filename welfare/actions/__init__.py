from welfare.actions.counting import count_all, count_next_slice, finish_run, recount_run, retry_slices
from welfare.actions.opening import open_due_runs, open_run
from welfare.actions.receipt import receive_grant, sign_grant
from welfare.actions.review import (
    approvals_needed,
    approve_run,
    cancel_run,
    close_run,
    cost_of,
    issue_run,
    line_of,
    return_run,
    submit_run,
)
from welfare.actions.standards import adopt_caps, create_budget_line, save_plan, set_budget

__all__ = [
    "adopt_caps",
    "approvals_needed",
    "approve_run",
    "cancel_run",
    "close_run",
    "cost_of",
    "count_all",
    "count_next_slice",
    "create_budget_line",
    "finish_run",
    "issue_run",
    "line_of",
    "open_due_runs",
    "open_run",
    "receive_grant",
    "recount_run",
    "retry_slices",
    "return_run",
    "save_plan",
    "set_budget",
    "sign_grant",
    "submit_run",
]

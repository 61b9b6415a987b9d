"""Factories of rows with sensible defaults: `from tests import factories as make`."""

from tests.factories.accounts import account, appoint, officer, user
from tests.factories.committees import seat, term
from tests.factories.consultation import answered_question, counsellor_of, grievance, question, story
from tests.factories.dues import charge, paid_charge, wage
from tests.factories.joining import applicant, application
from tests.factories.members import agree, code, identity_number, left, member, merged, move, pair, worker
from tests.factories.own_data import change_request, erasure
from tests.factories.personal_file import document, hardship, honour, kin, scan
from tests.factories.units import unit
from tests.factories.welfare import (
    approved_run,
    budget_line,
    cap,
    counted_run,
    issued_run,
    plan,
    run,
    run_in_review,
)

__all__ = [
    "account",
    "agree",
    "answered_question",
    "applicant",
    "application",
    "appoint",
    "approved_run",
    "budget_line",
    "cap",
    "change_request",
    "charge",
    "code",
    "counsellor_of",
    "counted_run",
    "document",
    "erasure",
    "grievance",
    "hardship",
    "honour",
    "identity_number",
    "issued_run",
    "kin",
    "left",
    "member",
    "merged",
    "move",
    "officer",
    "paid_charge",
    "pair",
    "plan",
    "question",
    "run",
    "run_in_review",
    "scan",
    "seat",
    "story",
    "term",
    "unit",
    "user",
    "wage",
    "worker",
]

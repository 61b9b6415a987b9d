"""Factories of rows with sensible defaults: `from tests import factories as make`."""

from tests.factories.accounts import account, api_token, appoint, approver, officer, superuser, user
from tests.factories.committees import seat, term
from tests.factories.consultation import (
    answered_question,
    canned_answer,
    counsellor_of,
    faq_entry,
    grievance,
    question,
    story,
)
from tests.factories.dues import charge, paid_charge, wage
from tests.factories.joining import applicant, application
from tests.factories.members import (
    activation_code,
    candidate_pair,
    former_member,
    give_consent,
    identity_number,
    member,
    merge,
    merge_into,
    transfer,
    worker,
)
from tests.factories.own_data import change_request, erasure
from tests.factories.personal_file import document, family_member, hardship, honour, scan
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
    signing,
    signing_of,
)

__all__ = [
    "account",
    "activation_code",
    "answered_question",
    "api_token",
    "applicant",
    "application",
    "appoint",
    "approved_run",
    "approver",
    "budget_line",
    "candidate_pair",
    "canned_answer",
    "cap",
    "change_request",
    "charge",
    "counsellor_of",
    "counted_run",
    "document",
    "erasure",
    "family_member",
    "faq_entry",
    "former_member",
    "give_consent",
    "grievance",
    "hardship",
    "honour",
    "identity_number",
    "issued_run",
    "member",
    "merge",
    "merge_into",
    "officer",
    "paid_charge",
    "plan",
    "question",
    "run",
    "run_in_review",
    "scan",
    "seat",
    "signing",
    "signing_of",
    "story",
    "superuser",
    "term",
    "transfer",
    "unit",
    "user",
    "wage",
    "worker",
]

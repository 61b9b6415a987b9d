"""What the walk through the doors sends: an entry of each form that its desk would take."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from members.duplicates.actions.merges import differing
from tests.members.dues import payrolls

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
        "name": "新来",
        "id_kind": "2",
        "id_number": "E7654321",
        "phone": "13987654321",
        "unit": branch.unit.code,
        "joined_on": "2026-01-01",
        "employment": "on_duty",
        "sex": "1",
    }


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.txt", b"scan")


CHANGE, MARK = "members.change_member", "members.mark_hardship"
KIN = {"relation": "child", "name": "小明", "sex": "1"}
HONOUR = {"title": "五一劳动奖章", "level": "national", "awarded_by": "全国总工会", "awarded_on": "2025-05-01"}
HARDSHIP = {
    "kind": "deep",
    "starts_on": "2026-02-01",
    "basis": "委员会决议",
    "reason": "重病",
    "review_on": "2027-02-01",
}


def months(branch: Any) -> dict[str, Any]:
    return {"unit": branch.unit.code, "first": "2026-01", "last": "2026-02"}


def payroll(branch: Any) -> dict[str, Any]:
    return {
        "unit": branch.unit.code,
        "paid_on": "2026-09-15",
        "file": payrolls.upload([payrolls.row(branch.rows["charge"])]),
    }


PAYMENT = {"amount": 5, "paid_on": "2026-09-09", "paid_by": "cash"}


def asked_for(branch: Any) -> dict[str, Any]:
    """Who is to come to the branch's group, as its officer writes it."""
    member = branch.rows["member"]
    return ON_A_DAY | {
        "name": member.name,
        "employee_number": member.employee_number,
        "unit": branch.rows["group"].code,
    }


ELECTION = {
    "elected_on": "2024-03-01",
    "starts_on": "2024-03-01",
    "years": 5,
    "entitled": 40,
    "voted": 35,
    "places": 7,
}


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

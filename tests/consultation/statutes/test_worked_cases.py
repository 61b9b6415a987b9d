"""Worked cases: each limit of docs/domain.md with its source, as `manage.py rules clocks` answers it."""

import io
import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db
KNOWN = {"category": "dismissal", "today": "2027-12-01"}
CLAIM, SUED = "claim_to_employer", "suit_filed"


def answer(tmp_path, kind, cases):
    """Return what the command prints for the cases, and its exit code."""
    file = tmp_path / "cases.json"
    file.write_text(cases if isinstance(cases, str) else json.dumps({"cases": cases}), encoding="utf-8")
    out, code = io.StringIO(), 0
    try:
        call_command("rules", kind, str(file), stdout=out)
    except SystemExit as left:
        code = 0 if left.code is None else int(left.code)
    return json.loads(out.getvalue()), code


def interrupted(*days, kind=CLAIM):
    return [{"on": day, "kind": kind} for day in days]


@pytest.mark.parametrize(
    ("rule", "given", "due", "unmoved", "estimated", "article"),
    [
        # 劳动争议调解仲裁法 14
        ("mediation.15_days", {"application_received": "2026-04-01"}, "2026-04-16", None, False, "第十四条"),
        # The last day is Mid-Autumn, a Friday off with the weekend: 民法典 203.
        ("mediation.15_days", {"application_received": "2026-09-10"}, "2026-09-28", "2026-09-25", False, "第十四条"),
        # The last day is a Sunday that is worked: it doesn't move.
        ("mediation.15_days", {"application_received": "2026-09-05"}, "2026-09-20", None, False, "第十四条"),
        # 27 I; 民法典 202: 29 February.
        ("arbitration.limitation", {**KNOWN, "known_on": "2024-02-29"}, "2025-02-28", None, False, "第二十七条第一款"),
        ("arbitration.limitation", {**KNOWN, "known_on": "2025-10-04"}, "2026-10-08", "2026-10-04", False, "第一款"),
        # 27 II: afresh from the interruption, as often as it happens.
        (
            "arbitration.limitation",
            {**KNOWN, "known_on": "2025-03-10", "interruptions": interrupted("2025-08-01")},
            *("2026-08-03", "2026-08-01", False, "第二款"),
        ),
        (
            "arbitration.limitation",
            {**KNOWN, "known_on": "2024-03-10", "interruptions": interrupted("2025-09-01", "2024-10-08", kind=SUED)},
            *("2026-09-01", None, False, "第二款"),
        ),
        # An interruption after the year is none.
        (
            "arbitration.limitation",
            {**KNOWN, "known_on": "2024-01-10", "interruptions": interrupted("2025-02-01")},
            *("2025-01-10", None, False, "第二十七条"),
        ),
        # On the last day, which had moved to 8 October, it is one.
        (
            "arbitration.limitation",
            {**KNOWN, "known_on": "2025-10-04", "interruptions": interrupted("2026-10-08")},
            *("2027-10-08", None, True, "第二款"),
        ),
        # 27 III: the rest runs on from the day the cause was gone.
        (
            "arbitration.limitation",
            {
                **KNOWN,
                "known_on": "2025-01-06",
                "suspensions": [{"from": "2025-03-01", "removed_on": "2025-04-01"}],
            },
            *("2026-02-06", None, False, "第三款"),
        ),
        # Two causes that overlap are one; what lies after the end changes nothing.
        (
            "arbitration.limitation",
            {
                **KNOWN,
                "known_on": "2025-01-06",
                "suspensions": [
                    {"from": "2025-03-10", "removed_on": "2025-04-01"},
                    {"from": "2025-03-01", "removed_on": "2025-03-20"},
                    {"from": "2026-08-01", "removed_on": "2026-09-01"},
                ],
            },
            *("2026-02-06", None, False, "第三款"),
        ),
        # An interruption while suspended: the new year runs from when the cause is gone.
        (
            "arbitration.limitation",
            {
                **KNOWN,
                "known_on": "2025-01-06",
                "interruptions": interrupted("2025-03-15"),
                "suspensions": [{"from": "2025-03-01", "removed_on": "2025-04-01"}],
            },
            *("2026-03-31", None, False, "第二款、第三款"),
        ),
        # 27 IV: wages, monthly, have no limit while employed, and one year from the end.
        ("arbitration.limitation", {"category": "wages", "known_on": "2019-01-10"}, None, None, False, "第四款"),
        (
            "arbitration.limitation",
            {"category": "wages", "employment_ended_on": None, "today": "2026-11-27"},
            *(None, None, False, "第四款"),
        ),
        (
            "arbitration.limitation",
            {"category": "wages", "known_on": "2019-01-10", "employment_ended_on": "2025-12-31"},
            *("2026-12-31", None, False, "第四款"),
        ),
        ("arbitration.acceptance", {"application_received": "2026-09-30"}, "2026-10-13", None, False, "第二十九条"),
        ("arbitration.defence", {"copy_received_by_respondent": "2026-02-10"}, "2026-03-02", None, False, "第三十条"),
        # 43: 45 days; an extension counts from the unmoved last day.
        ("arbitration.award", {"accepted_on": "2026-08-20"}, "2026-10-08", "2026-10-04", False, "第四十三条"),
        (
            "arbitration.award_extended",
            {"accepted_on": "2026-08-20", "extension_approved_days": 15},
            *("2026-10-19", None, False, "第四十三条"),
        ),
        ("court.suit", {"award_received": "2026-04-20", "party": "worker"}, "2026-05-06", "2026-05-05", False, "五十"),
        (
            "court.set_aside_by_employer",
            {"award_received": "2026-04-20", "award": "final", "party": "employer"},
            *("2026-05-20", None, False, "第四十九条"),
        ),
        (
            "court.set_aside_by_employer",
            {"award_received": "2026-04-20", "award": "final", "party": "worker"},
            *(None, None, False, "第四十九条"),
        ),
        ("court.suit_after_setting_aside", {"ruling_received": "2026-06-01"}, "2026-06-16", None, False, "第三款"),
        ("inspection.acceptance", {"complaint_received": "2026-06-15"}, "2026-06-23", None, False, "第十八条"),
        ("inspection.handling", {"filed_on": "2026-01-05"}, "2026-04-03", None, False, "第十七条"),
        (
            "inspection.handling_extended",
            {"filed_on": "2026-01-05", "extension_approved": True},
            *("2026-05-20", None, False, "第十七条"),
        ),
        ("inspection.limit", {"violation_ended_on": "2024-06-30"}, "2026-06-30", None, False, "第二十条"),
        ("inspection.limit", {}, None, None, False, "第二十条"),
        ("injury.employer_application", {"accident_on": "2026-01-20"}, "2026-02-24", "2026-02-19", False, "第十七条"),
        (
            "injury.worker_application",
            {"occupational_disease_diagnosed_on": "2025-03-03", "by": "union"},
            *("2026-03-03", None, False, "第二款"),
        ),
        (
            "letter.opinion_reply",
            {"opinion_received": "2026-09-18", "region": "浙江省"},
            *("2026-10-15", None, False, "第二十二条"),
        ),
        (
            "letter.opinion_reply",
            {"opinion_received": "2026-03-02", "region": "南昌"},
            *("2026-05-06", "2026-05-01", False, "南昌"),
        ),
        ("letter.opinion_reply", {"opinion_received": "2026-03-02", "region": "西藏"}, None, None, False, "未查到"),
        ("referral.reply", {"sent_on": "2026-09-30"}, "2026-10-10", None, False, "办理通知单"),
        ("desk.accept", {"asked_on": "2026-02-13"}, "2026-02-14", None, False, "12351"),
        ("desk.consultation", {"accepted_on": "2026-12-30"}, "2027-01-05", None, True, "12351"),
        ("desk.general", {"accepted_on": "2026-04-27"}, "2026-05-09", None, False, "12351"),
        ("desk.difficult", {"accepted_on": "2026-09-18"}, "2026-10-15", None, False, "12351"),
        ("desk.complex", {"accepted_on": "2025-12-20"}, "2026-02-02", None, False, "12351"),
    ],
)
def test_each_limit_ends_as_its_article_says(tmp_path, rule, given, due, unmoved, estimated, article):
    content, code = answer(tmp_path, "clocks", [{"id": 1, "rule": rule, "given": given}])
    (case,) = content["cases"]
    assert code == 0, case
    assert (case["due"], case["unmoved"], case["estimated"]) == (due, unmoved or due, estimated)
    assert article in case["basis"]
    assert case["rule"] == rule and case["given"] == given


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"rule": "劳动法.82", "given": {}}, "Unknown rule"),  # 60 days, superseded
        ({"given": {}}, "Unknown rule"),
        ({"rule": "mediation.15_days", "given": {"application_recieved": "2026-04-01"}}, "Unknown key"),
        ({"rule": "mediation.15_days", "given": {}}, "missing"),
        ({"rule": "mediation.15_days", "given": {"application_received": "2026-02-30"}}, "no date"),
        ({"rule": "mediation.15_days", "given": {"application_received": "20260401"}}, "no date"),
        ({"rule": "mediation.15_days", "given": {"application_received": 20260401}}, "no date"),
        ({"rule": "mediation.15_days", "given": {"application_received": "9999-12-31"}}, "too far"),
        ({"rule": "mediation.15_days", "given": []}, "object"),
        ({"rule": ["mediation.15_days"], "given": {}}, "Unknown rule"),
        ("mediation", "object"),
        ({"rule": "arbitration.limitation", "given": {**KNOWN}}, "known_on is missing"),
        ({"rule": "arbitration.limitation", "given": {"known_on": "2026-01-01"}}, "category is missing"),
        ({"rule": "arbitration.limitation", "given": {**KNOWN, "known_on": "2028-01-01"}}, "after the day of asking"),
        (
            {
                "rule": "arbitration.limitation",
                "given": {**KNOWN, "known_on": "2026-01-01", "interruptions": interrupted("2026-02-01", kind="x")},
            },
            "Unknown kind",
        ),
        (
            {
                "rule": "arbitration.limitation",
                "given": {**KNOWN, "known_on": "2026-01-01", "interruptions": [{"date": "2026-02-01", "kind": CLAIM}]},
            },
            "Unknown key",
        ),
        (
            {
                "rule": "arbitration.limitation",
                "given": {
                    **KNOWN,
                    "known_on": "2026-01-01",
                    "suspensions": [{"from": "2026-03-01", "removed_on": "2026-02-01"}],
                },
            },
            "before it begins",
        ),
        (
            {
                "rule": "arbitration.award_extended",
                "given": {"accepted_on": "2026-01-05", "extension_approved_days": 16},
            },
            "at most 15",
        ),
        ({"rule": "court.suit", "given": {"award_received": "2026-01-05", "party": "court"}}, "Unknown party"),
        ({"rule": "injury.worker_application", "given": {"accident_on": "2026-01-05", "by": "employer"}}, "employer"),
    ],
)
def test_a_bad_case_gets_an_error_and_the_others_are_answered(tmp_path, case, said):
    good = {"id": "E1", "rule": "mediation.15_days", "given": {"application_received": "2026-04-01"}}
    content, code = answer(tmp_path, "clocks", [case, good])
    assert code == 1
    assert said in content["cases"][0]["error"] and "due" not in content["cases"][0]
    assert content["cases"][1]["due"] == "2026-04-16" and "error" not in content["cases"][1]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cases": 1}', "\x00"])
def test_a_file_that_is_no_list_of_cases_is_answered_by_json_too(tmp_path, text):
    content, code = answer(tmp_path, "clocks", text)
    assert code == 1 and content["error"]


def test_an_unknown_kind_and_a_missing_file_are_answered_by_json_too(tmp_path):
    assert answer(tmp_path, "weather", [])[1] == 1
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rules", "clocks", str(tmp_path / "missing.json"), stdout=out)
    assert "error" in json.loads(out.getvalue())


def test_what_stands_beside_the_cases_comes_back(tmp_path):
    content, _code = answer(tmp_path, "clocks", '\ufeff{"source": "甲", "cases": []}')
    assert content == {"source": "甲", "cases": []}


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({"wage": "8326.50"}, "41.60"),  # the part below ten yuan is ignored
        ({"wage": 8000}, "40.00"),
        ({"wage": "9.99"}, "0.00"),
        ({"wage": 9000, "basic_wage": 6005, "bonus": 2000, "allowances": 995}, "30.00"),
        ({"basic_wage": 5000, "bonus": 3000, "royalties": 500}, "25.00"),
        ({"wage": 3000, "member": "apprentice (学徒工会员)"}, "0.05"),
        ({"member": "without fixed income", "wage_of_last_month": 4321, "wage_of_this_month": 9000}, "21.60"),
        ({"wage_of_last_month": 4000, "wage_of_this_month": 5000}, "25.00"),
        # 〔94〕工财字第69号: added first, cut once.
        ({"unit": "public institution", "post_wage": 2825, "grade_wage": 1617, "performance_pay": 3000}, "22.20"),
        ({"unit": "office", "duty_wage": 1005, "rank_wage": 1006, "basic_wage": 230, "seniority_wage": 9}, "11.25"),
        ({"wage": 8000, "membership": "retained (保留会籍)", "pension": 5000}, "0.00"),
        ({"pension": 5000}, "0.00"),
        ({"wage": 8000, "admitted_on": "2026-05-12", "month": "2026-05"}, "0.00"),
        ({"wage": 8000, "admitted_on": "2026-05-12", "month": "2026-06"}, "40.00"),
        ({"wage": 8000, "withdrew_on": "2026-05-12", "month": "2026-05"}, "40.00"),
        ({"wage": 8000, "withdrew_on": "2026-05-12", "month": "2026-06-01"}, "0.00"),
    ],
)
def test_dues_of_a_month(tmp_path, given, due):
    content, code = answer(tmp_path, "dues", [{"id": "D", "given": given}])
    assert code == 0 and content["cases"][0]["due"] == due


@pytest.mark.parametrize(
    "given",
    [{}, {"wage": "x"}, {"wage": -1}, {"wage": True}, {"wages": 1}, {"wage": 1, "month": "2026-13"}, {"wage": "1e99"}],
)
def test_dues_that_cannot_be_told_get_an_error(tmp_path, given):
    content, code = answer(tmp_path, "dues", [{"given": given}])
    assert code == 1 and content["cases"][0]["error"]

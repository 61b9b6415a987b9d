"""Examples of dues with their source, answered as `manage.py rules dues FILE` does: docs/domain.md part 3."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from office.rule_files import answer_cases

pytestmark = pytest.mark.django_db

LAW, OFFICES, CHARTER = "工发〔1978〕101号", "〔94〕工财字第69号", "会籍管理办法 2016；章程"
PARTS = {"duty_wage": "1045.55", "rank_wage": "2013.20", "basic_wage": "230", "seniority_wage": "31.50"}
INSTITUTION = {"unit": "public institution", "post_wage": "2810", "grade_wage": "1064.60"}

EXAMPLES = [
    # Half a per cent of the wage, the part below ten yuan ignored.
    (LAW, {"wage": "5437.00"}, "27.15"),
    (LAW, {"wage": "5430.00"}, "27.15"),
    (LAW, {"wage": "5439.99"}, "27.15"),
    (LAW, {"wage": "5440.00"}, "27.20"),
    (LAW, {"wage": "9.99"}, "0.00"),
    (LAW, {"wage": "10"}, "0.05"),
    (LAW, {"wage": "0"}, "0.00"),
    (LAW, {"wage": 20000}, "100.00"),
    # Bonuses, allowances, royalties and pensions do not count.
    (LAW, {"wage": "4000", "bonus": "3000", "allowances": "500.50"}, "20.00"),
    (LAW, {"basic_wage": "3205", "performance_pay": "4000"}, "16.00"),
    (LAW, {"wage": "9000", "basic_wage": "3205"}, "16.00"),
    (LAW, {"wage": "4000", "royalties": "12000"}, "20.00"),
    (LAW, {"pension": "4500"}, "0.00"),
    # Apprentices pay a flat five fen a month.
    (LAW, {"member": "apprentice (学徒工会员)", "wage": "2600"}, "0.05"),
    (LAW, {"member": "学徒"}, "0.05"),
    # Without a fixed income: by last month's wage.
    (
        LAW,
        {"member": "without fixed income", "wage_of_last_month": "2318", "wage_of_this_month": "4100"},
        "11.55",
    ),
    (LAW, {"member": "无固定收入", "wage_of_last_month": "0", "wage_of_this_month": "4100"}, "0.00"),
    # Offices and institutions: the parts of the scale are added first and cut once.
    (OFFICES, {"unit": "office", **PARTS, "bonus": "900"}, "16.60"),
    (OFFICES, INSTITUTION | {"performance_pay": "3000"}, "19.35"),
    (OFFICES, {"unit": "事业单位", "post_wage": "1009.99", "grade_wage": "1009.99"}, "10.05"),
    (OFFICES, {"unit": "public institution", "wage": "4000"}, "20.00"),
    # Retained membership: no vote, no dues.
    (CHARTER, {"wage": "4000", "membership": "retained (保留会籍)"}, "0.00"),
    (CHARTER, {"wage": "4000", "membership": "member"}, "20.00"),
    # No text on the months of entry and of leaving: who is a member on the first day pays.
    ("U", {"wage": "4000", "admitted_on": "2026-03-15", "month": "2026-03"}, "0.00"),
    ("U", {"wage": "4000", "admitted_on": "2026-03-15", "month": "2026-04"}, "20.00"),
    ("U", {"wage": "4000", "admitted_on": "2026-03-01", "month": "2026-03"}, "20.00"),
    ("U", {"wage": "4000", "withdrew_on": "2026-03-15", "month": "2026-03"}, "20.00"),
    ("U", {"wage": "4000", "withdrew_on": "2026-03-15", "month": "2026-04"}, "0.00"),
    ("U", {"wage": "4000", "withdrew_on": "2026-03-01", "month": "2026-03"}, "0.00"),
]


@pytest.mark.parametrize(("source", "given", "due"), EXAMPLES)
def test_dues_of_a_month_are_as_the_source_says(source, given, due):
    (answer,), failed = answer_cases("dues", [{"id": source, "given": given}])
    assert not failed
    assert answer["due"] == due


def test_there_are_at_least_twenty_examples():
    assert len(EXAMPLES) >= 20


BAD = [
    ({"given": {"salary": "1"}}, "Unknown key: salary"),
    ({"given": {}}, "No wage is given"),
    ({"given": {"member": "without fixed income", "wage": "1"}}, "wage_of_last_month is missing"),
    ({"given": {"wage": "much"}}, "no sum in yuan"),
    ({"given": {"wage": "4000", "month": "March"}}, "no month"),
    ({"given": {"wage": "4000", "month": "1970-01"}}, "No rule of dues was in force"),
    ({"given": []}, "object"),
]


@pytest.mark.parametrize(("case", "said"), BAD)
def test_a_bad_case_says_why_and_the_command_exits_with_one(case, said, tmp_path):
    file = tmp_path / "dues.json"
    file.write_text(json.dumps({"cases": [case, {"given": {"wage": "4000"}}]}), encoding="utf-8")
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("rules", "dues", str(file), stdout=out)
    bad, good = json.loads(out.getvalue())["cases"]
    assert left.value.code == 1
    assert said in bad["error"] and "due" not in bad
    assert good["due"] == "20.00"

"""Examples of caps with the document that each stands on: docs/domain.md part 1. The command and the portal agree.

Columns: region · kind · day of the event · given this year · standard · facts → payable (yuan, None where no rule is
found) · what bites (the beginning) · a part of the document's name.
"""

from datetime import date
from decimal import Decimal

import pytest

from members.units.models.units import Unit
from office.rule_files import answer_cases
from tests import factories as make
from tests.welfare.standards.asking import due_for
from welfare.standards.actions import set_region
from welfare.standards.rules import Facts

pytestmark = pytest.mark.django_db

YEAR, EVENT, EACH, SHARE = "person_year", "event", "festival", "budget_share"
AMPLE = {"unit": "enterprise, ample funds"}
OPERATION = {"operation": True}
PNEUMONIA = {"illness": "肺炎"}
VISIT = {"date": "2025-09-10", "illness": "肺炎"}
UNIT = {"level": "unit", "budget_income": "1000000.00"}

EXAMPLES = [
    # 安徽: 皖工发〔2025〕18号, dated 2025-08-21; before it the 实施办法（试行）, published 2018-03-12.
    ("安徽", "festival", "2025-08-21", "0", "300", {}, "300.00", None, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2025-10-06", "2000", "300", {}, "200.00", YEAR, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2025-10-06", "2200", "300", {}, "0.00", YEAR, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2025-08-20", "1400", "300", {}, "100.00", YEAR, "2018-03-12"),
    ("安徽", "festival", "2025-01-29", "1500", "300", {}, "0.00", YEAR, "2018-03-12"),
    # Raised in mid-year: what was given under the older document counts against the new sum.
    ("安徽", "festival", "2025-10-06", None, "1000", {"given_in_2025": "1500"}, "700.00", YEAR, "皖工发〔2025〕18号"),
    # What was given in another year doesn't; the day of entry decides nothing.
    ("安徽", "festival", "2026-02-17", None, "500", {"given_in_2025": "2200"}, "500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2025-05-31", "1400", "300", {"entered_on": "2025-09-01"}, "100.00", YEAR, "2018-03-12"),
    ("安徽", "festival", "2018-03-11", "0", "300", {}, None, None, ""),
    ("安徽", "festival", "2018-03-12", "0", "300", {}, "300.00", None, "2018-03-12"),
    ("安徽", "birthday", "2025-08-21", "0", "600", {}, "500.00", EVENT, "皖工发〔2025〕18号"),
    ("安徽", "birthday", "2025-08-20", "0", "600", {}, "300.00", EVENT, "2018-03-12"),
    # A cap for each event asks nothing of what festivals gave.
    ("安徽", "birthday", "2026-03-01", "2200", "500", {}, "500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "marriage", "2026-05-01", "0", "2500", {}, "2000.00", EVENT, "皖工发〔2025〕18号"),
    ("安徽", "marriage", "2024-05-01", "0", "2500", {}, "600.00", EVENT, "2018-03-12"),
    ("安徽", "childbirth", "2026-05-01", "0", "1500", {}, "1500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "hospital", "2025-11-01", "0", "2500", PNEUMONIA, "2000.00", EVENT, "皖工发〔2025〕18号"),
    ("安徽", "hospital", "2025-11-01", "0", "1000", PNEUMONIA | {"earlier_visit": VISIT}, "0.00", "again", "18号"),
    ("安徽", "hospital", "2026-02-01", "0", "1000", PNEUMONIA | {"earlier_visit": VISIT}, "1000.00", None, "18号"),
    (
        "安徽",
        "hospital",
        "2025-11-01",
        "0",
        "1000",
        {"illness": "骨折", "earlier_visit": VISIT},
        "1000.00",
        None,
        "18号",
    ),
    # Once for an illness and year came with the document of 2025.
    (
        *("安徽", "hospital", "2024-11-01", "0", "1000"),
        PNEUMONIA | {"earlier_visit": {"date": "2024-09-10", "illness": "肺炎"}},
        *("1000.00", None, "2018-03-12"),
    ),
    ("安徽", "kin_death", "2026-01-05", "0", "2500", {"relation": "parent"}, "2000.00", EVENT, "皖工发〔2025〕18号"),
    ("安徽", "kin_death", "2026-01-05", "0", "2000", {"relation": "parent_in_law"}, "0.00", "relation", "18号"),
    ("安徽", "kin_death", "2024-01-05", "0", "2000", {"relation": "child"}, "1000.00", EVENT, "2018-03-12"),
    ("安徽", "kin_death", "2024-01-05", "0", "1000", {"relation": "grandparent"}, "0.00", "relation", "2018-03-12"),
    ("安徽", "kin_death", "2024-01-05", "0", "1000", {"relation": "sibling"}, "0.00", "relation", "2018-03-12"),
    ("安徽", "member_death", "2026-01-05", "0", "3000", {}, "2000.00", EVENT, "皖工发〔2025〕18号"),
    ("安徽", "retirement", "2026-01-05", "0", "2500", {"status": "retiring"}, "2000.00", EVENT, "皖工发〔2025〕18号"),
    # Membership: pays dues, benefits in one place only, retired people are the employer's.
    ("安徽", "festival", "2026-02-17", "0", "500", {"pays_dues": False}, "0.00", "no_dues", "皖工发〔2025〕18号"),
    ("安徽", "festival", "2026-02-17", "0", "500", {"pays_dues": True}, "500.00", None, "皖工发〔2025〕18号"),
    (
        *("安徽", "festival", "2026-02-17", "0", "500"),
        {"employment": "agency", "benefits_at": "agency"},
        *("0.00", "elsewhere", "皖工发〔2025〕18号"),
    ),
    (
        *("安徽", "festival", "2026-02-17", "0", "500"),
        {"employment": "seconded", "benefits_at": "this unit"},
        *("500.00", None, "皖工发〔2025〕18号"),
    ),
    ("安徽", "festival", "2026-02-17", "0", "500", {"employment": "regular"}, "500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2026-02-17", "0", "500", {"status": "retired"}, "0.00", "retired", "皖工发〔2025〕18号"),
    # 总工办发〔2017〕32号: goods for festivals, no cash and no shopping cards; a voucher for named goods is allowed.
    ("安徽", "festival", "2026-02-17", "0", "500", {"form": "goods"}, "500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2026-02-17", "0", "500", {"form": "voucher"}, "500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "festival", "2026-02-17", "0", "500", {"form": "cash"}, "0.00", "form", "皖工发〔2025〕18号"),
    ("安徽", "festival", "2026-02-17", "0", "500", {"form": "shopping_card"}, "0.00", "form", "皖工发〔2025〕18号"),
    ("安徽", "hospital", "2026-02-17", "0", "500", {"form": "cash"}, "500.00", None, "皖工发〔2025〕18号"),
    ("安徽", "retirement", "2026-02-17", "0", "500", {"form": "goods"}, "500.00", None, "皖工发〔2025〕18号"),
    # 三八 and 重阳 are no festivals in this sense.
    ("安徽", "festival", "2026-03-08", "0", "200", {"festival": "womens_day"}, "0.00", "no_festival", "18号"),
    ("安徽", "festival", "2026-10-18", "0", "200", {"festival": "重阳"}, "0.00", "no_festival", "18号"),
    ("安徽", "festival", "2026-09-25", "0", "200", {"festival": "mid_autumn"}, "200.00", None, "18号"),
    # 山东: 1600 of 2018-07-09 superseded by 2000 of 2019-06-24, for festivals only.
    ("山东", "festival", "2019-06-23", "1500", "300", {}, "100.00", YEAR, "2018-07-09"),
    ("山东", "festival", "2019-06-24", "1500", "600", {}, "500.00", YEAR, "2019-06-24"),
    ("山东", "festival", "2018-07-08", "0", "300", {}, None, None, ""),
    ("山东", "birthday", "2026-05-01", "0", "400", {}, "300.00", EVENT, "2018-07-09"),
    ("山东", "marriage", "2026-05-01", "0", "500", {}, None, None, ""),
    # 内蒙古: 内工发〔2019〕3号 to 2022-12-31, 内工发〔2022〕38号 from 2023-01-01 (text read).
    ("内蒙古", "festival", "2022-12-31", "1800", "500", {}, "200.00", YEAR, "内工发〔2019〕3号"),
    ("内蒙古", "festival", "2023-01-01", "0", "2600", {}, "2500.00", YEAR, "内工发〔2022〕38号"),
    # 河南 实施办法, published 2018-02-09.
    ("河南", "festival", "2020-01-25", "1900", "300", {}, "100.00", YEAR, "2018-02-09"),
    ("河南", "childbirth", "2020-01-25", "0", "800", {}, "500.00", EVENT, "2018-02-09"),
    ("河南", "member_death", "2020-01-25", "0", "2500", {}, "2000.00", EVENT, "2018-02-09"),
    ("河南", "kin_death", "2020-01-25", "0", "2500", {"relation": "spouse"}, "1000.00", EVENT, "2018-02-09"),
    ("河南", "hospital", "2020-01-25", "1000", "1000", OPERATION, "1000.00", None, "2018-02-09"),
    # 湖北 实施细则 2018: 1200, enterprises with ample funds 1500.
    ("湖北", "festival", "2023-09-29", "1100", "300", {}, "100.00", YEAR, "湖北"),
    ("湖北", "festival", "2023-09-29", "1100", "300", AMPLE, "300.00", None, "湖北"),
    ("湖北", "festival", "2023-09-29", "1300", "300", AMPLE, "200.00", YEAR, "湖北"),
    ("湖北", "festival", "2023-09-29", "1100", "300", {"unit": "office"}, "100.00", YEAR, "湖北"),
    ("湖北", "festival", "2023-09-29", "1100", "300", {"unit": "office, ample funds"}, "100.00", YEAR, "湖北"),
    # 福建 实施办法 from 2018-01-01: hospital 500, with an operation 1000.
    ("福建", "hospital", "2018-01-01", "0", "1200", {}, "500.00", EVENT, "福建"),
    ("福建", "hospital", "2024-06-01", "0", "1200", OPERATION, "1000.00", EVENT, "福建"),
    ("福建", "hospital", "2024-06-01", "0", "1200", {"operation": False}, "500.00", EVENT, "福建"),
    ("福建", "festival", "2017-12-31", "0", "300", {}, None, None, ""),
    ("福建", "marriage", "2024-06-01", "0", "500", {}, None, None, ""),
    # 广东 实施细则（试行）: no cap for festivals was found.
    ("广东", "member_death", "2024-06-01", "0", "5000", {}, "3000.00", EVENT, "广东"),
    ("广东", "festival", "2024-06-10", "0", "300", {}, None, None, ""),
    # 贵州 2018, festival by festival: 春节 500, others and minority festivals 200.
    ("贵州", "festival", "2024-02-10", "0", "600", {"festival": "spring"}, "500.00", EACH, "贵州"),
    ("贵州", "festival", "2024-09-17", "1500", "300", {"festival": "mid_autumn"}, "200.00", EACH, "贵州"),
    ("贵州", "festival", "2024-08-01", "0", "300", {"festival": "苗年"}, "200.00", EACH, "贵州"),
    # 北京, for 2019 only: at most half of the budget income of the unit.
    ("北京", "festival", "2019-09-13", "450000", "100000", UNIT, "50000.00", SHARE, "北京"),
    ("北京", "festival", "2019-09-13", "100000", "100000", UNIT, "100000.00", None, "北京"),
    ("北京", "festival", "2019-09-13", "510000", "100000", UNIT, "0.00", SHARE, "北京"),
    ("北京", "festival", "2019-09-13", "0", "300", {}, None, None, ""),
    ("北京", "festival", "2020-01-25", "0", "100000", UNIT, None, None, ""),
    ("北京", "birthday", "2019-09-13", "0", "400", {}, "300.00", EVENT, "北京"),
    ("北京", "birthday", "2018-12-31", "0", "400", {}, None, None, ""),
    # 新疆: 2000 from 2025-01-01, 1500 before.
    ("新疆", "festival", "2024-12-31", "1400", "300", {}, "100.00", YEAR, "新工办〔2019〕3号"),
    ("新疆", "festival", "2025-01-01", "0", "2100", {}, "2000.00", YEAR, "补充通知"),
    # 四川 2023 (no text found).
    ("四川", "festival", "2024-02-10", "2000", "300", {}, "200.00", YEAR, "四川"),
    ("四川", "childbirth", "2024-02-10", "0", "900", {}, "800.00", EVENT, "四川"),
    # Superseded documents of 2015–17 hold no more; of other regions no document was found.
    ("江苏", "festival", "2024-02-10", "0", "300", {}, None, None, ""),
    ("浙江", "festival", "2024-02-10", "0", "300", {}, None, None, ""),
    # A union's own aid in hardship: once 2000, with a file.
    ("河南", "hardship", "2024-02-10", "0", "3000", {"file": True}, "2000.00", EVENT, "困难"),
    ("河南", "hardship", "2024-02-10", "0", "2000", {"file": False}, "0.00", "no_file", "困难"),
]


def _case(region, kind, on, already, standard, facts):
    case = {"id": "E", "region": region, "kind": kind, "event_date": on, "standard": standard, "facts": facts}
    return case if already is None else {**case, "already_this_year": already}


def _answer(case):
    (answer,), failed = answer_cases("caps", [case])
    assert not failed, answer
    return answer


def test_there_are_at_least_sixty_examples():
    assert len(EXAMPLES) >= 60


@pytest.mark.parametrize(
    ("region", "kind", "on", "already", "standard", "facts", "payable", "bites", "basis"),
    EXAMPLES,
    ids=[f"{number}-{row[0]}-{row[1]}-{row[2]}" for number, row in enumerate(EXAMPLES, 1)],
)
def test_a_case_is_answered_as_its_document_says(region, kind, on, already, standard, facts, payable, bites, basis):
    answer = _answer(_case(region, kind, on, already, standard, facts))
    assert answer["payable"] == payable
    assert (answer["bites"] or "").startswith(bites or "") and bool(answer["bites"]) == bool(bites)
    assert basis in (answer["basis"] or "")
    assert payable is None or answer["basis"]


def test_the_portal_answers_as_the_command():
    group = make.unit(parent=make.unit(kind="union"), kind="group")
    for region, kind, on, already, standard, facts, payable, *_ in EXAMPLES:
        if facts or already is None:
            continue
        set_region(Unit.objects.get(path=group.top_path), region, by=None)
        due = due_for(
            group,
            Facts(kind=kind, on=date.fromisoformat(on), standard=Decimal(standard), already=Decimal(already)),
        )
        assert due.payable == (payable and Decimal(payable)), (region, kind, on)


# A case may name a document, as its source.
NAMED = [
    # One that was not in force on the day is not asked: the one that was in force counts.
    ("安徽", "皖工发〔2025〕18号", "festival", "2025-06-01", "2000", "1500.00", "2018-03-12"),
    ("山东", "实施细则（试行）, 2018-07-09", "festival", "2020-01-25", "3000", "2000.00", "2019-06-24"),
    ("北京", "notice for 2019 only", "birthday", "2020-05-01", "500", None, ""),
    # A day of effect that is not known stands in no one's way where the document itself is asked for.
    ("安徽", "undated page", "hospital", "2022-05-01", "3000", "1000.00", "无日期"),
    ("湖北", "实施细则 2018", "birthday", "2018-10-01", "500", "300.00", "湖北"),
    ("湖北", "", "birthday", "2018-10-01", "500", None, ""),
    ("江苏", "2015–2017", "birthday", "2024-10-01", "500", None, ""),
    # Without a region the document tells it.
    ("", "内工发〔2022〕38号", "festival", "2024-02-10", "3000", "2500.00", "内工发〔2022〕38号"),
]


@pytest.mark.parametrize(("region", "document", "kind", "on", "standard", "payable", "basis"), NAMED)
def test_a_document_that_a_case_names(region, document, kind, on, standard, payable, basis):
    case = {"region": region, "document": document, "kind": kind, "event_date": on, "standard": standard}
    answer = _answer(case)
    assert answer["payable"] == payable
    assert basis in (answer["basis"] or "")


@pytest.mark.parametrize("region", ["安徽省", "Anhui", "anhui", " 安徽 "])
def test_a_region_is_known_by_its_other_names(region):
    assert _answer(_case(region, "birthday", "2026-01-01", "0", "600", {}))["payable"] == "500.00"


BAD = [
    ({"kind": "bonus", "event_date": "2026-01-01"}, "Unknown kind"),
    ({"kind": "festival", "event_date": "2026-01-01", "sum": "1"}, "Unknown key"),
    ({"kind": "festival", "event_date": "2026-01-01", "facts": {"colour": "red"}}, "Unknown key"),
    ({"kind": "festival", "event_date": "2026-01-01", "facts": {"given_in_26": "1"}}, "Unknown key"),
    ({"kind": "festival", "event_date": "2026-02-30"}, "no date"),
    ({"kind": "festival"}, "event_date is missing"),
    ({"kind": "festival", "event_date": "2026-01-01", "standard": "-1"}, "no sum"),
    ({"kind": "festival", "event_date": "2026-01-01", "facts": []}, "object"),
    ({"kind": "hospital", "event_date": "2026-01-01", "facts": {"earlier_visit": "2025"}}, "object"),
    ({"kind": "hospital", "event_date": "2026-01-01", "facts": {"pays_dues": "perhaps"}}, "true or false"),
    ("festival", "object"),
]


@pytest.mark.parametrize(("case", "said"), BAD)
def test_a_bad_case_gets_a_sentence_and_the_others_their_answers(case, said):
    good = _case("安徽", "birthday", "2026-01-01", "0", "600", {})
    (bad, answered), failed = answer_cases("caps", [case, good])
    assert failed
    assert said in bad["error"]
    assert answered["payable"] == "500.00"

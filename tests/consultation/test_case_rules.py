from datetime import date

import pytest

from consultation.choices import Grade, GrievanceCategory, QuestionState
from consultation.deadlines.models import DeadlineRule
from consultation.grievances import rules
from consultation.questions import rules as questions_rules
from members.cases import rules as case_rules
from members.cases.rules import Side
from office import receipts
from office import text_index as office_text_index
from office.workdays import add_working_days


@pytest.mark.parametrize(
    ("accepted", "last", "state"),
    [
        (False, Side.WORKER, QuestionState.SUBMITTED),
        (True, Side.WORKER, QuestionState.ACCEPTED),
        (True, Side.OFFICE, QuestionState.ANSWERED),
        (True, Grade.VERY_SATISFIED, QuestionState.CLOSED),
        (True, Grade.SATISFIED, QuestionState.CLOSED),
        (True, Grade.MOSTLY_SATISFIED, QuestionState.CLOSED),
        (True, Grade.DISSATISFIED, QuestionState.ACCEPTED),
    ],
)
def test_the_state_of_a_question_follows_from_what_was_said_last(accepted, last, state):
    assert questions_rules.question_state(accepted=accepted, last=last) == state


@pytest.mark.parametrize(
    ("code", "days", "mark"),
    [  # domain.md part 2
        ("question.accept", 1, "U"),
        ("question.consultation", 3, "U"),
        ("question.general", 7, "U"),
        ("question.difficult", 15, "U"),
        ("question.complex", 30, "U"),
        ("referral.reply", 3, "S"),
    ],
)
@pytest.mark.django_db
def test_deadlines_are_shipped_with_their_source(code, days, mark):
    rule = DeadlineRule.objects.get(code=code)
    assert (rule.working_days, rule.certainty) == (days, mark)
    assert rule.source


@pytest.mark.parametrize(
    ("category", "known_on", "ended_on", "last_day"),
    [  # 劳动争议调解仲裁法 27
        (GrievanceCategory.HOURS, date(2026, 3, 1), None, date(2027, 3, 1)),
        (GrievanceCategory.HOURS, date(2026, 3, 1), date(2026, 5, 1), date(2027, 3, 1)),
        (GrievanceCategory.CONTRACT, date(2024, 2, 29), None, date(2025, 2, 28)),
        (GrievanceCategory.WAGES, date(2020, 3, 1), None, None),
        (GrievanceCategory.WAGES, date(2020, 3, 1), date(2026, 5, 1), date(2027, 5, 1)),
    ],
)
def test_the_limit_to_apply_for_arbitration(category, known_on, ended_on, last_day):
    limit = rules.arbitration_limit(category, known_on, ended_on)
    assert limit.last_day == last_day
    assert "二十七" in limit.basis


def test_labour_inspection_takes_up_what_ended_within_two_years():
    assert rules.inspection_limit(date(2024, 6, 30)).last_day == date(2026, 6, 30)  # 劳动保障监察条例 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "days", "due", "estimated"),
    [
        (date(2026, 9, 18), 15, date(2026, 10, 15), False),  # domain.md part 6
        (date(2026, 11, 20), 1, date(2026, 11, 23), False),
        (date(2026, 12, 28), 15, date(2027, 1, 19), True),  # 2027 isn't announced
    ],
)
def test_limits_count_working_days_and_say_when_they_guess(start, days, due, estimated):
    assert add_working_days(start, days) == (due, estimated)


@pytest.mark.parametrize(
    "typed", ["1234567890123456", "1234-5678-9012-3456", " 1234 5678 9012 3456 ", "１２３４567890123456"]
)
def test_a_receipt_code_may_be_typed_in_any_of_the_usual_ways(typed):
    assert receipts.bare_receipt(typed) == "1234567890123456"
    assert receipts.is_receipt(receipts.bare_receipt(typed), 16)


@pytest.mark.parametrize(
    "typed", ["", "123456789012345", "12345678901234567", "12345678901234ab", "一二三四567890123456"]
)
def test_other_text_is_no_receipt(typed):
    assert not receipts.is_receipt(receipts.bare_receipt(typed), 16)


def test_the_receipt_hash_needs_the_key():
    assert rules.receipt_hash("1234567890123456", "a") != rules.receipt_hash("1234567890123456", "b")
    assert "1234567890123456" not in rules.receipt_hash("1234567890123456", "a")


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("年假怎么计算？", "年假", True),
        ("年假怎么计算？", "假", True),
        ("年假怎么计算？", "算年", False),
        ("ERP系统登录不了", "erp 登录", True),
        ("ERP系统登录不了", "oa", False),
    ],
)
def test_chinese_text_is_searched_by_pairs_of_characters(text, query, found):
    assert (set(office_text_index.query_grams(query)) <= set(office_text_index.grams([text]))) is found


@pytest.mark.parametrize(
    ("text", "title"), [("\n 第一行 \n第二行", "第一行"), ("长" * 50, "长" * 39 + "…"), ("   ", "")]
)
def test_a_question_without_a_title_takes_its_first_line(text, title):
    assert case_rules.short_title(text) == title

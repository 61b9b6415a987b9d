"""The rules themselves, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from office.days import months_later
from welfare.choices import Basis, Refusal
from welfare.standards.rules import (
    Ambiguous,
    CapRow,
    EarlierVisit,
    Facts,
    RuleRow,
    caps_for,
    due,
    ruled,
    share_of,
)

DAY = date(2026, 5, 1)


def cap(amount, level=1, **fields):
    return CapRow(
        **{
            "kind": "festival",
            "basis": Basis.PERSON_YEAR,
            "amount": Decimal(amount),
            "document": str(amount),
            "level": level,
            "effective_from": date(2020, 1, 1),
            **fields,
        }
    )


def rule(level=1, **fields):
    return RuleRow(
        **{"kind": "hospital", "document": "D", "level": level, "effective_from": date(2020, 1, 1), **fields}
    )


def test_the_nearest_cap_counts_on_the_first_and_the_last_day():
    rows = [cap(100), cap(50, level=3, effective_from=DAY, effective_to=DAY)]
    found = {day: caps_for(rows, kind="festival", on=day)[Basis.PERSON_YEAR].amount for day in (date(2026, 4, 30), DAY)}
    assert found == {date(2026, 4, 30): 100, DAY: 50}
    assert caps_for(rows, kind="festival", on=date(2026, 5, 2))[Basis.PERSON_YEAR].amount == 100


def test_a_cap_whose_first_day_is_not_known_never_counts():
    assert caps_for([cap(100, effective_from=None)], kind="festival", on=DAY) == {}


def test_what_is_set_for_one_festival_goes_before_what_is_set_for_all_but_not_before_a_nearer_unit():
    rows = [cap(200), cap(500, festival="spring")]
    amounts = [
        caps_for(rows, kind="festival", on=DAY, festival=one)[Basis.PERSON_YEAR].amount for one in ("spring", "")
    ]
    assert amounts == [500, 200]
    nearer = [*rows, cap(300, level=3)]
    assert caps_for(nearer, kind="festival", on=DAY, festival="spring")[Basis.PERSON_YEAR].amount == 300


def test_two_conditions_that_are_met_at_once_are_for_a_person_to_decide():
    rows = [cap(1, condition="operation"), cap(2, condition="ample_funds")]
    with pytest.raises(Ambiguous):
        caps_for(rows, kind="festival", on=DAY, conditions=["operation", "ample_funds"])
    assert caps_for(rows, kind="festival", on=DAY, conditions=["operation"])[Basis.PERSON_YEAR].amount == 1


def test_a_question_that_a_unit_leaves_open_is_ruled_above_it():
    rows = [rule(0, document="A", forms=frozenset({"money"}), frequency="event"), rule(3, document="B", claim_months=6)]
    said = ruled(rows, kind="hospital", on=DAY)
    assert (said.forms, said.frequency, said.claim_months, said.document) == (frozenset({"money"}), "event", 6, "B")


def test_a_claim_after_the_window_is_refused_and_on_its_last_day_taken():
    asked = [
        due(
            Facts(kind="hospital", on=date(2025, 8, 31), claimed_on=day, standard=Decimal(10)),
            [cap(500, kind="hospital", basis=Basis.EVENT)],
            [rule(claim_months=6)],
        )
        for day in (date(2026, 2, 28), date(2026, 3, 1))
    ]
    assert [one.payable for one in asked] == [10, 0]
    assert asked[1].refusal == Refusal.TOO_LATE


@pytest.mark.parametrize(
    ("period", "on", "payable"),
    [
        (0, date(2025, 12, 31), 0),
        (0, date(2026, 1, 1), 10),
        (12, date(2026, 1, 1), 0),
        (12, date(2026, 9, 9), 0),
        (12, date(2026, 9, 10), 10),
    ],
)
def test_the_period_of_once_for_an_illness_is_a_setting(period, on, payable):
    facts = Facts(
        kind="hospital",
        on=on,
        illness="肺炎",
        earlier_visit=EarlierVisit(on=date(2025, 9, 10), illness="肺炎"),
        standard=Decimal(10),
    )
    caps = [cap(500, kind="hospital", basis=Basis.EVENT)]
    assert due(facts, caps, [rule(frequency="illness", period_months=period)]).payable == payable


def test_a_share_of_the_income_is_cut_to_the_fen_and_says_nothing_of_one_member():
    assert share_of(Decimal("1000.01"), Decimal(50)) == Decimal("500.00")
    share = cap(50, basis=Basis.BUDGET_SHARE)
    assert due(Facts(kind="festival", on=DAY, standard=Decimal(1)), [share], []).payable is None
    of_unit = Facts(kind="festival", on=DAY, standard=Decimal(600), of_unit=True, income=Decimal(1000))
    assert due(of_unit, [share], []).payable == 500
    assert due(Facts(kind="festival", on=DAY, of_unit=True), [share], []).payable is None


def test_without_a_standard_the_answer_is_what_the_caps_leave():
    answer = due(Facts(kind="festival", on=DAY, already=Decimal(30)), [cap(100), cap(80, basis=Basis.FESTIVAL)], [])
    assert (answer.payable, answer.document) == (70, "100")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(day, months, later):
    assert months_later(day, months) == later

"""Those born on 29 February are told once which day counts in a year that has none."""

from datetime import date
from decimal import Decimal

import pytest

from office.models import Notice
from office.outbox.models import Delivery
from tests import factories as make
from welfare.runs.actions import announcing

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit(kind="union")


def issued(unit, on, **plan):
    months = {"schedule": "birthday_month", "festival": "", "kind": "birthday", "lead_days": 5, "amount": Decimal(100)}
    if on.year:
        make.budget_line(unit, year=on.year, kind="birthday")
    run = make.issued_run(unit, on=on, **{**months, **plan})
    announcing.write_all_notices()
    return run


def told():
    return [(notice.to.member.name, notice.text) for notice in Notice.objects.filter(text__contains="29 February")]


@pytest.mark.parametrize(("leap_day", "month", "said"), [("february", 2, "28 February"), ("march", 3, "1 March")])
def test_in_a_year_without_the_day_they_are_told_which_day_counts(unit, leap_day, month, said, time_machine):
    time_machine.move_to("2026-11-20T04:00:00Z", tick=True)
    make.worker(unit, name="闰生", birth_date=date(1992, 2, 29))
    make.worker(unit, name="常生", birth_date=date(1992, month, 1))
    issued(unit, date(2027, month, 1), leap_day=leap_day)
    words = f"You were born on 29 February, which 2027 does not have: for this benefit {said} counts."
    assert told() == [("闰生", words)]
    announcing.write_all_notices()
    assert len(told()) == 1


def test_in_a_leap_year_and_for_a_festival_nobody_is_told(unit, time_machine):
    time_machine.move_to("2027-11-20T04:00:00Z", tick=True)
    make.worker(unit, birth_date=date(1992, 2, 29))
    issued(unit, date(2028, 2, 1))
    make.issued_run(unit, on=date(2027, 12, 1))
    announcing.write_all_notices()
    assert told() == [] and Notice.objects.exists()


def test_nothing_of_it_is_told_outside_the_portal(unit, time_machine):
    time_machine.move_to("2026-11-20T04:00:00Z", tick=True)
    make.worker(unit, birth_date=date(1992, 2, 29))
    issued(unit, date(2027, 2, 1))
    assert Notice.objects.get(text__contains="29 February").sensitive
    assert not Delivery.objects.exists()

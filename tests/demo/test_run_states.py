"""The demonstration has a run in each of the states that its year of festivals doesn't show."""

from datetime import date

import pytest

from demo.run_states import schedule_national_days, show_states
from demo.schedule import Schedule
from tests import factories as make
from welfare.choices import RunState
from welfare.conflicts.finding import year_before
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


def test_a_run_waits_one_is_cancelled_one_revoked_one_followed_up_and_one_has_a_year_before():
    union = make.unit(kind="union")
    for username, post in (("welfare", "welfare_officer"), ("finance", "finance_officer"), ("chair", "chair")):
        make.officer(union, post, username=username)
    group, own = make.unit(parent=union, kind="group"), make.unit(parent=union, kind="group")
    make.member(own, user=make.user("worker"))
    for category in ("front_line", "front_line", "technical"):
        make.member(group, post_category=category)
    schedule = Schedule(date(2026, 11, 28))
    schedule_national_days(schedule)
    schedule.run()
    show_states(schedule.today)
    runs = Run.objects.filter(unit=group)
    assert sorted(runs.filter(plan__name__in=["健身卡", "观影券", "图书卡"]).values_list("plan__name", "state")) == [
        ("健身卡", RunState.IN_REVIEW),
        ("图书卡", RunState.CLOSED),
        ("观影券", RunState.CANCELLED),
    ]
    assert runs.get(plan__name="图书卡").revoked_heads == 2
    first, second, follow_up = runs.filter(plan__name="国庆一线慰问").order_by("pk")
    assert (year_before(second), second.state, first.heads) == (first, RunState.ISSUED, 2)
    assert (follow_up.source, follow_up.state, follow_up.heads) == (second, RunState.COUNTED, 1)

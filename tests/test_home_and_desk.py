from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.authority.models import Appointment, Post
from office.notices import notify
from tests import factories as make
from union_portal.views import by_deadline

pytestmark = pytest.mark.django_db


class Row:
    def __init__(self, due_on):
        self.due_on = due_on


def test_a_visitor_is_told_what_the_portal_is_and_offered_the_log_in(client):
    page = client.get("/").content.decode()
    assert "/accounts/login/" in page
    assert "/report/" in page


def test_a_worker_finds_benefits_cases_and_notices_at_home(client):
    worker = make.worker()
    assert worker.user
    run = make.issued_run(worker.unit)
    question = make.question(worker.user)
    notify(worker.user, "Bring your card", "/my/benefits/")
    client.force_login(worker.user)
    page = client.get("/").content.decode()
    for expected in (worker.name, str(run.occasion), question.own_url, "Bring your card"):
        assert expected in page


def test_home_shows_nothing_of_another_worker(client):
    unit = make.unit()
    other = make.worker(unit, name="夏小远")
    question = make.question(other.user)
    client.force_login(make.worker(unit).user)
    page = client.get("/").content.decode()
    assert question.own_url not in page
    assert "夏小远" not in page


def test_an_account_that_is_no_member_has_a_home_too(client):
    client.force_login(make.user())
    assert client.get("/").status_code == 200


def test_a_worker_has_no_desk(client):
    client.force_login(make.worker().user)
    assert client.get("/desk/").status_code == 403


def test_an_officer_finds_what_waits_for_them_and_not_what_waits_elsewhere(client):
    branch, elsewhere = make.unit(), make.unit()
    here, there = make.question(make.worker(branch).user), make.question(make.worker(elsewhere).user)
    client.force_login(make.officer(branch, "desk_counsellor"))
    page = client.get("/desk/").content.decode()
    assert here.get_absolute_url() in page
    assert there.get_absolute_url() not in page


def test_a_run_in_review_waits_for_the_approver_until_they_have_approved(client):
    run = make.run_in_review()
    chair = make.officer(run.unit, "chair")
    client.force_login(chair)
    assert run.get_absolute_url() in client.get("/desk/").content.decode()
    client.post(f"/welfare/runs/{run.pk}/approve/")
    rows = [row for group in client.get("/desk/").context["waiting"] for row in group["rows"]]
    assert run.get_absolute_url() not in [row.url for row in rows]


def test_the_desk_warns_of_terms_that_end_within_six_months(client):
    unit, today = make.unit(), timezone.localdate()
    post = Post.objects.get(code="branch_chair")
    ending, lasting = make.user(name="任期将满"), make.user(name="任期尚早")
    for holder, days in ((ending, 100), (lasting, 300)):
        end = today + timedelta(days=days)
        Appointment.objects.create(holder=holder, post=post, unit=unit, starts_on=date(2020, 1, 1), ends_on=end)
    client.force_login(make.officer(unit, "chair"))
    page = client.get("/desk/").content.decode()
    assert "任期将满" in page
    assert "任期尚早" not in page


@pytest.mark.parametrize(
    ("due_on", "group"),
    [
        (date(2026, 11, 17), 0),
        (date(2026, 11, 18), 1),
        (date(2026, 11, 19), 2),
        (date(2026, 11, 22), 2),
        (date(2026, 11, 23), 3),
        (None, 4),
    ],
)
def test_rows_are_grouped_by_how_near_their_day_is(due_on, group):
    every = [Row(date(2026, 11, day)) for day in (1, 18, 20)] + [Row(date(2026, 12, 1)), Row(None)]
    one = Row(due_on)
    groups = by_deadline([*every, one], date(2026, 11, 18))  # a Wednesday
    assert one in groups[group]["rows"]


def test_the_desk_takes_as_many_queries_for_many_cases_as_for_few(client, django_assert_max_num_queries):
    branch = make.unit()
    officer = make.officer(branch, "desk_counsellor")
    client.force_login(officer)
    for _ in range(12):
        make.question(make.worker(branch).user)
    with django_assert_max_num_queries(20):
        client.get("/desk/")

"""Who came too late onto the list of an issued run, or got too little, is given to by a follow-up linked to it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction

from members.register.models.member import Member
from office.errors import NotAllowed
from tests import factories as make
from tests.people import api_client_of
from welfare.budgets.models import BudgetLine
from welfare.grants.models.grants import Grant
from welfare.runs.actions import clearing, counting, review
from welfare.runs.actions.following_up import family_of, open_follow_up
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


def counted(run):
    counting.count_all()
    run.refresh_from_db()
    return run


def issued(run):
    run = review.submit_run(counted(run), by=make.user())
    for _ in range(2):
        review.approve_run(run, by=make.approver(run.unit))
    run.refresh_from_db()
    return review.issue_run(run, by=make.user())


@pytest.fixture
def source(union):
    """An issued run that gave 300 yuan to one member, and nothing to another of another post category."""
    make.member(union, name="孟静", post_category="front_line")
    make.member(union, name="夏远", post_category="technical")
    return make.issued_run(union, conditions={"post_categories": ["front_line"]}, decision="纪要3号")


def follow_up(source, **options):
    return open_follow_up(source, by=make.user(), reason="漏报", **options)


def test_a_follow_up_gives_to_those_only_who_got_nothing(source, union):
    make.member(union, name="补录", post_category="front_line")
    Member.objects.filter(name="夏远").update(post_category="front_line")
    run = issued(follow_up(source))
    assert (run.source, run.state, run.heads, run.cost) == (source, "issued", 2, 600)
    assert set(run.grants.values_list("name", flat=True)) == {"补录", "夏远"}
    assert (run.occasion, run.standard, run.decision, run.goods) == (source.occasion, 300, "纪要3号", "rice 5 kg")
    assert BudgetLine.objects.get().spent == 900
    again = counted(follow_up(run))
    assert (again.source, again.heads, again.exclusions.count()) == (source, 0, 0)


def test_who_still_may_not_receive_is_told_why_again(source):
    run = counted(follow_up(source))
    assert list(run.exclusions.values_list("member__name", "verdict")) == [("夏远", "other_post")]
    assert run.grants.count() + run.exclusions.count() == 1


@pytest.fixture
def by_post(union):
    """An issued run: 300 yuan for technical staff, 200 for all others; of both members one is technical."""
    make.member(union, name="孟静", post_category="front_line")
    make.member(union, name="夏远", post_category="technical")
    amounts = {"by": "post_category", "rows": [["technical", "300"]]}
    return make.issued_run(union, amount=Decimal(200), amounts=amounts)


def test_who_got_too_little_gets_the_difference_for_an_occasion_of_its_own(by_post):
    Member.objects.filter(name="孟静").update(post_category="technical")
    run = issued(follow_up(by_post, corrects=True))
    assert [(one.name, one.amount) for one in run.grants.all()] == [("孟静", 100)]
    assert (run.corrects, run.occasion.key) == (True, f"mid_autumn:2026~{by_post.pk}.1")
    assert (run.occasion.kind, run.occasion.on) == (by_post.occasion.kind, by_post.occasion.on)
    assert "(correction)" in str(run)
    # All that was due has been given: another correction gives nothing.
    assert counted(follow_up(by_post, corrects=True)).heads == 0


def test_caps_count_the_source_and_its_corrections_together(by_post, union):
    make.cap(union, 250, basis="festival")
    Member.objects.filter(name="孟静").update(post_category="technical")
    run = counted(follow_up(by_post, corrects=True))
    assert [(one.amount, one.reduced_by) for one in run.grants.all()] == [(50, "festival")]
    review.cancel_run(run, by=make.user(), reason="重算")
    clearing.clear_all()
    make.cap(union, 230)
    run = counted(follow_up(by_post, corrects=True))
    assert [(one.amount, one.reduced_by) for one in run.grants.all()] == [(30, "person_year")]


def test_a_correction_counts_what_other_records_of_a_person_were_given(by_post, union):
    """Two were merged since: one had nothing under the record that was kept, one was on the list with both."""
    low, high = by_post.grants.get(name="孟静").member, by_post.grants.get(name="夏远").member
    twice = make.member(union, name="孟静", post_category="front_line")
    late = make.member(union, name="夏远", post_category="technical")
    counted_late = issued(follow_up(by_post))
    assert counted_late.heads == 2
    Grant.objects.filter(run=counted_late, member=late).update(received_at=by_post.issued_at, received_by=make.user())
    kept = make.member(union, name="孟静", post_category="technical")
    # `low` had 200 and `twice` 200, of which a person receives one; `high` and `late` had 300 each.
    Member.objects.filter(pk__in=[low.pk, twice.pk]).update(state="merged", merged_into=kept)
    Member.objects.filter(pk=late.pk).update(state="merged", merged_into=high)
    run = counted(follow_up(by_post, corrects=True))
    assert [(one.member, one.amount) for one in run.grants.all()] == [(kept, 100)]


def test_a_birthday_run_is_followed_up_from_a_later_day(union):
    make.budget_line(union, kind="birthday")
    make.member(union, name="月初", birth_date=date(1990, 3, 2))
    make.member(union, name="新进", birth_date=date(1990, 3, 20), joined_on=date(2026, 3, 10))
    make.member(union, name="新进早", birth_date=date(1990, 3, 5), joined_on=date(2026, 3, 10))
    birthdays = {"schedule": "birthday_month", "kind": "birthday", "festival": ""}
    source = make.issued_run(union, on=date(2026, 3, 1), **birthdays)
    assert [one.name for one in source.grants.all()] == ["月初"]
    with pytest.raises(NotAllowed, match="among the days of the run"):
        follow_up(source, since=date(2026, 4, 1))
    run = counted(follow_up(source, since=date(2026, 3, 10)))
    assert (run.on, run.until, [one.name for one in run.grants.all()]) == (date(2026, 3, 10), source.until, ["新进"])


@pytest.mark.parametrize("maker", [make.counted_run, make.approved_run])
def test_only_an_issued_run_is_followed_up(maker):
    with pytest.raises(NotAllowed, match="moved on"):
        follow_up(maker())


def test_a_follow_up_needs_a_reason_and_waits_for_the_one_before(source):
    with pytest.raises(NotAllowed, match="Say why"):
        open_follow_up(source, by=make.user(), reason=" ")
    follow_up(source)
    with pytest.raises(NotAllowed, match="not issued yet"):
        follow_up(source, corrects=True)


def test_the_database_keeps_follow_ups_to_issued_runs_of_their_plan(source, union):
    run = follow_up(source)
    fields = {"plan": source.plan, "occasion": source.occasion, "on": source.on, "unit": union, "standard": 300}
    other = make.counted_run(union, festival="national")
    for wrong in ({"source": run}, {"source": other}, {"source": source, "plan": other.plan}):
        with pytest.raises(InternalError, match="only an issued run of the same plan"), transaction.atomic():
            Run.objects.create(**{**fields, "reason": "x", **wrong})
    with pytest.raises(IntegrityError, match="one_open_follow_up_a_run"), transaction.atomic():
        Run.objects.create(**fields, source=source, reason="x")
    for loose in ({"source": source}, {"corrects": True}, {"reason": "x"}):
        with pytest.raises(IntegrityError, match="follow_up_has_a_reason"), transaction.atomic():
            Run.objects.filter(pk=other.pk).update(**{"reason": "", **loose})
    with pytest.raises(IntegrityError, match="one_grant_a_member_and_occasion"), transaction.atomic():
        grant = source.grants.get()
        Grant.objects.create(member=grant.member, occasion=source.occasion, run=run, unit=union, amount=1)


def test_both_pages_link_to_each_other_and_say_what_they_give_together(client, source, union):
    make.member(union, name="补录", post_category="front_line")
    officer = make.officer(union)
    client.force_login(officer)
    page = client.get(f"/welfare/runs/{source.pk}/follow-up/")
    assert page.status_code == 200
    sent = client.post(f"/welfare/runs/{source.pk}/follow-up/", {"whom": "late", "reason": ""})
    assert sent.status_code == 422
    sent = client.post(f"/welfare/runs/{source.pk}/follow-up/", {"whom": "late", "reason": "漏报一人"})
    made = Run.objects.get(source=source)
    assert sent.headers["Location"] == made.get_absolute_url()
    issued(made)
    for one, other in ((source, made), (made, source)):
        text = client.get(one.get_absolute_url()).content.decode()
        assert other.get_absolute_url() in text
    assert "漏报一人" in text
    family = family_of(made)
    assert ([line[0] for line in family.lines], family.heads, family.cost) == ([source, made], 2, 600)
    shown = api_client_of(officer).get(f"/api/v1/runs/{made.pk}/").json()
    assert (shown["source"], shown["corrects"], shown["reason"]) == (source.pk, False, "漏报一人")


def test_the_api_opens_follow_ups_and_tells_who_receives_nothing(source, union):
    program = api_client_of(make.officer(union))
    (row,) = program.get(f"/api/v1/runs/{source.pk}/excluded/").json()["results"]
    assert (row["name"], row["verdict"], row["document"]) == ("夏远", "other_post", "")
    assert program.get(f"/api/v1/runs/{source.pk}/excluded/", {"verdict": "left"}).json()["results"] == []
    made = program.post(f"/api/v1/runs/{source.pk}/follow-up/", {"reason": "漏报", "corrects": False})
    assert (made.status_code, made.json()["source"]) == (200, source.pk)

"""Committees: terms, elections, seats, vacancies, and who may not hold a seat."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from members.committees import actions, rules
from members.committees.actions import Candidate, Election
from members.committees.models.committees import Committee, Seat, Term
from members.committees.rules import CommitteeKind, TermStatus
from members.register.models.member import Member
from office.days import months_later
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


def election(since=DAY, **fields):
    given = {"elected_on": since, "starts_on": since, "years": 5, "entitled": 40, "voted": 36, "places": 5}
    return Election(**given | fields)


# Rules


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 3, 1), 36, date(2029, 3, 1)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 1, 15), -6, date(2025, 7, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, result):
    assert months_later(day, months) == result


@pytest.mark.parametrize(
    ("begins", "years", "last"),
    [
        (date(2021, 3, 1), 5, date(2026, 2, 28)),
        (date(2021, 3, 1), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 5, date(2029, 2, 27)),
    ],
)
def test_the_last_day_of_a_term(begins, years, last):
    assert rules.last_day(begins, years) == last


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ends_on", "renewed", "dissolved", "expected"),
    [
        (date(2027, 5, 23), False, False, TermStatus.RUNNING),
        (date(2027, 5, 22), False, False, TermStatus.ENDING),
        (TODAY, False, False, TermStatus.ENDING),
        (TODAY - timedelta(days=1), False, False, TermStatus.OVERDUE),
        (TODAY, True, False, TermStatus.RUNNING),
        (None, True, False, TermStatus.COMING),
        (TODAY, False, True, TermStatus.DISSOLVED),
    ],
)
def test_the_status_of_a_committee(ends_on, renewed, dissolved, expected):
    assert rules.term_status(ends_on, renewed, dissolved, TODAY) == expected


U, F, W = CommitteeKind.UNION, CommitteeKind.FUND_REVIEW, CommitteeKind.WOMEN


@pytest.mark.parametrize(
    ("kind", "heads", "women", "having", "wanting"),
    [
        # domain.md part 4
        ("union", 24, 9, [], [F]),
        ("union", 25, 9, [], [U, F]),
        ("union", 25, 10, [], [U, F, W]),
        ("union", 5000, 2000, [U, F, W], []),
        ("branch", 25, 10, [], [U, W]),
        ("branch", 24, 24, [U], [W]),
        ("group", 500, 500, [], []),
        ("federation", 0, 0, [], [U, F]),
    ],
)
def test_the_committees_that_a_unit_must_have(kind, heads, women, having, wanting):
    assert list(rules.missing_kinds(kind, heads, women, having)) == wanting


CHAIR, VICE, PLAIN, MONEY = ("chair", ""), ("vice_chair", ""), ("member", ""), ("member", "finance")


@pytest.mark.parametrize(
    ("places", "held", "given_up", "empty"),
    [
        (3, [], [], [CHAIR, PLAIN, PLAIN]),
        (3, [CHAIR, PLAIN, PLAIN], [], []),
        (3, [PLAIN, PLAIN, PLAIN], [], [CHAIR]),
        (3, [CHAIR, PLAIN], [MONEY], [MONEY]),
        (3, [CHAIR, MONEY, PLAIN], [MONEY], []),
        (3, [PLAIN], [CHAIR, VICE], [CHAIR, VICE]),
        (2, [CHAIR, PLAIN, PLAIN], [PLAIN], []),
    ],
)
def test_which_seats_are_vacant(places, held, given_up, empty):
    assert rules.vacancies(places, held, given_up) == empty


# Terms


def test_an_election_founds_the_committee_and_is_on_record():
    unit, by = make.unit(), make.user()
    term = actions.record_election(unit, "women", election(years=3), by=by)
    assert (term.number, term.ends_on) == (1, date(2027, 2, 28))
    event = AuditEvent.objects.about(term.committee).get()
    assert (event.verb, event.actor, event.unit) == ("committee.elect", by, unit)


def test_a_re_election_ends_the_running_term_the_day_before_and_keeps_whom_it_is_told_to():
    term = make.term(places=2)
    chair, gone = make.seat(term, post="chair"), make.seat(term)
    Member.objects.filter(seats=gone).update(state="withdrawn", state_since=date(2025, 1, 1))
    again = actions.record_election(
        term.committee.unit, "union", election(date(2026, 6, 1)), by=make.user(), keep_seats=True
    )
    term.refresh_from_db()
    assert (term.ends_on, again.number) == (date(2026, 5, 31), 2)
    assert [seat.member for seat in again.seats.all()] == [chair.member]
    assert set(term.seats.values_list("until", flat=True)) == {date(2026, 5, 31)}


def test_a_late_re_election_leaves_the_gap_between_the_terms():
    term = make.term(since=date(2018, 3, 1), years=3)
    seat = make.seat(term)
    actions.record_election(term.committee.unit, "union", election(date(2022, 1, 1)), by=make.user())
    term.refresh_from_db()
    seat.refresh_from_db()
    assert (term.ends_on, seat.until) == (date(2021, 2, 28), date(2021, 2, 28))


def test_an_election_before_a_later_one_is_refused():
    term = make.term()
    with pytest.raises(NotAllowed, match="later election"):
        actions.record_election(term.committee.unit, "union", election(date(2023, 1, 1)), by=make.user())


def test_a_closed_unit_elects_nobody():
    unit = make.unit()
    type(unit).objects.filter(pk=unit.pk).update(closed_on=DAY)
    with pytest.raises(NotAllowed, match="is closed"):
        actions.record_election(unit, "union", election(), by=make.user())


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": date(2026, 1, 1), "ends_on": date(2028, 12, 31), "number": 2},
        {"starts_on": date(2020, 1, 1), "ends_on": DAY, "number": 2},
        {"starts_on": date(2030, 1, 1), "ends_on": date(2034, 12, 31), "number": 1},
        {"starts_on": date(2030, 1, 1), "ends_on": date(2035, 1, 1), "number": 2},
        {"starts_on": date(2030, 1, 1), "ends_on": date(2029, 1, 1), "number": 2},
        {"starts_on": date(2030, 1, 1), "ends_on": date(2031, 1, 1), "number": 2, "years": 4},
        {"starts_on": date(2030, 1, 1), "ends_on": date(2031, 1, 1), "number": 2, "elected_on": date(2030, 1, 2)},
        {"starts_on": date(2030, 1, 1), "ends_on": date(2031, 1, 1), "number": 2, "voted": 41},
    ],
)
def test_the_database_refuses_terms_that_cannot_be(wrong):
    term = make.term()
    given = {"years": 5, "elected_on": date(2020, 1, 1), "entitled": 40, "voted": 30, "places": 3}
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(committee=term.committee, **given | wrong)


def test_terms_of_another_committee_may_run_at_the_same_time():
    unit = make.unit()
    make.term(unit, "union")
    make.term(unit, "women")
    make.term(make.unit(), "union")
    assert Committee.objects.count() == 3


def test_a_correction_changes_the_last_day_with_the_first_and_refuses_to_run_into_another_term():
    term = make.term(since=date(2020, 3, 1), years=3)
    actions.correct_term(term, election(date(2020, 5, 1), years=3), by=make.user())
    term.refresh_from_db()
    assert term.ends_on == date(2023, 4, 30)
    later = actions.record_election(term.committee.unit, "union", election(date(2023, 6, 1)), by=make.user())
    with pytest.raises(NotAllowed, match="run into another"):
        actions.correct_term(later, election(date(2023, 4, 1)), by=make.user())


# Seats


def only_committee():
    """Return the only committee with its term, as lists do."""
    return Committee.objects.with_term(TODAY).get()


def test_a_seat_is_taken_given_up_and_vacant_in_between():
    term = make.term(places=1)
    seat = make.seat(term, post="chair")
    with pytest.raises(NotAllowed, match="has a chair"):
        make.seat(term, post="chair")
    actions.give_up_seat(seat, until=date(2025, 1, 1), by=make.user(), reason="调离")
    with pytest.raises(NotAllowed, match="given up already"):
        actions.give_up_seat(seat, until=date(2025, 1, 2), by=make.user(), reason="调离")
    assert only_committee().vacant == 1
    make.seat(term, post="chair", since=date(2025, 2, 1))
    assert only_committee().vacant == 0


def test_a_committee_elected_for_a_later_day_has_no_vacancy_yet():
    make.term(since=TODAY + timedelta(days=1))
    assert only_committee().vacant is None
    assert not Committee.objects.with_term(TODAY).with_vacant_seats()


def test_who_left_the_union_leaves_a_vacancy():
    term = make.term(places=2)
    make.seat(term, post="chair")
    seat = make.seat(term)
    assert only_committee().vacant == 0
    Member.objects.filter(seats=seat).update(state="transferred", state_since=date(2025, 1, 1))
    assert (only_committee().sitting, only_committee().vacant) == (1, 1)
    assert Seat.objects.get(pk=seat.pk).has_left


def test_nobody_sits_twice_nor_outside_the_term_nor_in_a_term_that_is_over():
    term = make.term()
    seat = make.seat(term)
    with pytest.raises(NotAllowed, match="already"):
        make.seat(term, seat.member)
    with pytest.raises(NotAllowed, match="outside the term"):
        make.seat(term, since=date(2023, 1, 1))
    actions.record_election(term.committee.unit, "union", election(date(2025, 1, 1)), by=make.user())
    with pytest.raises(NotAllowed, match="later term"):
        make.seat(term)


def test_the_log_says_which_seat_and_nobodys_name():
    seat = make.seat(make.term())
    actions.give_up_seat(seat, until=date(2025, 1, 1), by=make.user(), reason="调离")
    events = AuditEvent.objects.filter(verb__in=["committee.seat", "committee.give_up"])
    assert [event.changes["seat"] for event in events] == [seat.pk, seat.pk]
    assert not any(seat.holder in f"{event.changes}{event.object_label}" for event in events)


def test_only_mediation_has_an_employers_side_that_need_not_be_in_the_register():
    mediation, union = make.term(kind="mediation"), make.term()
    seat = actions.take_seat(mediation, Candidate(name="人事部 王强", side="employer"), since=DAY, by=make.user())
    assert seat.holder == "人事部 王强"
    with pytest.raises(NotAllowed, match="employer's side"):
        actions.take_seat(union, Candidate(name="王强", side="employer"), since=DAY, by=make.user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(term=union, name="王强", side="staff", since=DAY)


# The warning


def test_a_term_is_warned_of_once_six_months_ahead_to_whoever_may_change_the_unit():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    chair, stranger = make.officer(union, "chair"), make.officer(make.unit(), "chair")
    reader = make.officer(union, "auditor")
    term = make.term(branch, since=date(2022, 6, 1))
    ends = date(2027, 5, 31)
    assert actions.warn_of_ending_terms(date(2026, 11, 30)) == 0
    assert actions.warn_of_ending_terms(date(2026, 12, 1)) == 1
    assert actions.warn_of_ending_terms(date(2026, 12, 2)) == 0
    notice = chair.notices.get()
    assert ends.isoformat() in notice.text and notice.url == term.committee.get_absolute_url()
    assert not stranger.notices.exists() and not reader.notices.exists()


def test_an_ended_term_is_warned_of_as_ended_and_a_renewed_or_dissolved_one_not_at_all():
    chair = make.officer(over := make.unit(), "chair")
    make.term(over, since=date(2018, 1, 1))
    renewed = make.term(since=date(2019, 1, 1), years=3)
    actions.record_election(renewed.committee.unit, "union", election(date(2025, 1, 1)), by=make.user())
    dissolved = make.term(since=date(2019, 1, 1))
    Committee.objects.filter(pk=dissolved.committee_id).update(dissolved_on=date(2020, 1, 1))
    assert actions.warn_of_ending_terms(TODAY) == 1
    assert "ended on" in chair.notices.get().text

"""Numbers of other units' people can't be tried out by many small rosters, nor over the API."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from members.importing import tasks
from members.importing.actions import imports
from members.importing.actions.candidates import CANDIDATES_A_DAY
from members.importing.models.staging import ImportRow
from members.importing.rules import ImportMode
from members.register.actions import number_checks
from members.register.models.member import Member
from members.register.rules.identity import check_digit
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.members.importing import rosters
from tests.people import api_client_of

pytestmark = pytest.mark.django_db
VICTIM = "受害人"


def candidates(many, born="19660126"):
    """Return the first numbers of women of this birth date."""
    return [digits + check_digit(digits) for digits in (f"370502{born}{2 * n:03d}" for n in range(many))]


def checked(unit, by, numbers, mode=ImportMode.UPDATE, **cells):
    rows = [
        rosters.row(id_number=number, name="测试", employee_number=f"Z{number[-9:]}", **cells) for number in numbers
    ]
    job = imports.start_import(rosters.upload(rosters.book(rows)), unit, by=by, mode=mode)
    tasks.process_imports()
    job.refresh_from_db()
    return job


def confirmed(job, by):
    imports.confirm_import(job, by=by, create_units=False)
    tasks.process_imports()
    job.refresh_from_db()
    return job


def told(job):
    return [fault.text for fault in job.faults.all()]


def accepted(job):
    return job.rows - job.rejected


@pytest.fixture
def officer(north):
    return make.officer(north)


def test_many_small_rosters_answer_for_twenty_numbers_of_a_birth_date_a_day(north, south, officer):
    """The attack: 125 files of 20 rows, of which one says that its number is registered in another unit."""
    numbers = candidates(60)
    make.member(south, id_number=numbers[47], name=VICTIM)
    with time_machine.travel("2026-03-02 09:00+08:00", tick=False):
        jobs = [checked(north, officer, numbers[at : at + 15]) for at in range(0, 60, 15)]
        assert [accepted(job) for job in jobs] == [15, 5, 0, 0]
        assert all("go on tomorrow" in text for job in jobs for text in told(job))
        assert len({tuple(sorted(set(told(job)))) for job in jobs[2:]}) == 1, "the known number gets the same answer"
    with time_machine.travel("2026-03-03 09:00+08:00", tick=False):
        assert accepted(checked(north, officer, numbers[30:])) == CANDIDATES_A_DAY


def test_the_limit_holds_for_cancelled_files_and_is_not_paid_twice_for_the_same_number(north, officer):
    numbers = candidates(21)
    imports.cancel_import(checked(north, officer, numbers[:20]), by=officer)
    assert accepted(checked(north, officer, numbers[:20])) == 20, "the same file again, mended"
    assert accepted(checked(north, officer, numbers[20:])) == 0
    assert accepted(checked(north, make.officer(north), numbers[20:])) == 1, "another account"
    assert accepted(checked(north, officer, candidates(20, born="19660127"))) == 20, "another birth date"


def test_each_chunk_that_compares_such_numbers_leaves_an_event_without_them(north, officer):
    checked(north, officer, candidates(3))
    event = AuditEvent.objects.get(verb="member.check_number")
    assert (event.actor, event.unit, event.changes) == (officer, north, {"rows": 3})
    number_checks.count_number_check(officer)


def test_a_roster_tells_who_is_registered_elsewhere_only_when_it_was_confirmed(north, south, officer):
    numbers = candidates(5)
    make.member(south, id_number=numbers[3], name=VICTIM)
    job = checked(north, officer, numbers)
    rows = ImportRow.objects.filter(job=job).values_list("outcome", "member", "missing_unit")
    assert set(rows) == {("created", None, "")} and told(job) == []
    assert (job.created, job.rejected) == (5, 0)
    confirmed(job, officer)
    assert [text for text in told(job) if "ask for a transfer" in text] == told(job) and len(told(job)) == 1
    assert Member.objects.filter(name="测试").count() == 4, "each wrong number is a person now"
    assert Member.objects.get(id_hash=Member.objects.get(name=VICTIM).id_hash).unit == south


def test_a_row_that_comes_to_nothing_does_not_tell_it_either(north, south, officer):
    """The attack: numbers of employees that are taken before the confirmation, so that no wrong number is entered."""
    numbers = candidates(5)
    make.member(south, id_number=numbers[3], name=VICTIM)
    job = checked(north, officer, numbers)
    for number in numbers:
        make.member(north, employee_number=f"Z{number[-9:]}")
    confirmed(job, officer)
    assert set(ImportRow.objects.filter(job=job).values_list("outcome", flat=True)) == {"conflict"}
    assert told(job) == []


def test_the_employee_number_of_somebody_elsewhere_answers_the_same_for_each_certificate(north, south, officer):
    numbers = candidates(3)
    make.member(south, id_number=numbers[1], employee_number="E77", name=VICTIM)
    rows = [rosters.row(id_number=number, employee_number="E77") for number in numbers]
    answers = set()
    for one in rows:
        job = imports.start_import(rosters.upload(rosters.book([one])), north, by=officer)
        tasks.process_imports()
        answers.add(tuple((fault.column, fault.text) for fault in job.faults.all()))
    ((fault,),) = answers
    assert "ask for a transfer" in fault[1]


def test_who_is_missing_from_a_file_does_not_tell_which_refused_numbers_are_known(north):
    """The attack: half of the candidates in a reconciling roster; who is not proposed as a leaver is in that half."""
    clerk = make.officer(north)
    numbers = candidates(60)
    member = make.member(north, id_number=numbers[47], name=VICTIM)
    assert accepted(checked(north, clerk, candidates(20))) == 20
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("members.importing.actions.checking.born_on_one_day", lambda rows: 20)
        job = checked(north, clerk, [*numbers, *candidates(1, born="19700101")], mode=ImportMode.RECONCILE)
    assert not ImportRow.objects.filter(job=job, number__gt=22, outcome="rejected", new__has_key="id_hash").exists()
    assert member.name == VICTIM


def test_a_real_roster_with_three_transferred_workers_is_imported(north, south, officer):
    own = [make.member(north, id_number=make.identity_number(born=date(1980, 5, day))) for day in range(1, 10)]
    moved = [make.member(south, id_number=make.identity_number(born=date(1981, 5, day))) for day in range(1, 4)]
    job = checked(north, officer, [one.id_number.reveal() for one in (*own, *moved)])
    assert (job.rejected, job.updated) == (0, 9)
    confirmed(job, officer)
    assert (job.updated, job.rejected, job.created) == (9, 3, 0)
    assert {"this person is registered in another unit; ask for a transfer"} == set(told(job))


def test_whoever_reads_all_numbers_imports_at_once_and_is_told_at_once(union, south):
    chair = make.officer(union)
    numbers = candidates(20)
    make.member(south, id_number=numbers[3])
    north = make.unit("东岸", parent=union)
    job = checked(north, chair, numbers)
    assert "name the new one" in told(job)[0]
    assert accepted(checked(north, chair, candidates(20, born="19660126"))) == 19
    assert not AuditEvent.objects.filter(verb="member.check_number").exists()


def batch(by, unit, rows, status=200):
    client = api_client_of(by)
    answer = client.post("/api/v1/members/batch/", {"unit": unit.code, "members": rows}, format="json")
    assert answer.status_code == status, answer.content
    return answer.json()["results"]


def api_row(number, **fields):
    row = {"employee_number": f"Z{number[-9:]}", "name": "测试", "id_kind": "1", "id_number": number}
    return row | {"phone": "13812341234", **fields}


def codes(result):
    return [fault["code"] for fault in result["faults"]]


def test_over_the_api_refused_rows_tell_nothing_about_people_of_other_units(north, south, officer):
    """The attack: rows with an unknown unit, which change nothing, told which number is registered elsewhere."""
    numbers = candidates(5)
    make.member(south, id_number=numbers[3], name=VICTIM)
    results = batch(officer, north, [api_row(number, unit="nowhere") for number in numbers])
    assert {tuple(codes(result)) for result in results} == {("unknown_unit",)}
    results = batch(officer, north, [api_row(number) for number in numbers])
    assert [result["outcome"] for result in results] == ["created"] * 3 + ["refused", "created"]
    assert codes(results[3]) == ["registered_elsewhere"]


def test_files_and_calls_are_counted_together(north, south, officer):
    numbers = candidates(40)
    make.member(south, id_number=numbers[30], name=VICTIM)
    assert accepted(checked(north, officer, numbers[:15])) == 15
    results = batch(officer, north, [api_row(number) for number in numbers[15:]])
    assert [result["outcome"] for result in results] == ["created"] * 5 + ["refused"] * 20
    assert {tuple(codes(result)) for result in results[5:]} == {("too_many_born_on_one_day",)}
    event = AuditEvent.objects.filter(verb="member.check_number").latest("pk")
    assert event.changes == {"rows": 25}


def test_typed_numbers_have_a_limit_a_day_as_well(officer):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _hour in range(2):
            for _check in range(120):
                number_checks.count_number_check(officer)
            clock.shift(3601)
        for _check in range(60):
            number_checks.count_number_check(officer)
        with pytest.raises(NotAllowed, match="within a day"):
            number_checks.count_number_check(officer)
        clock.shift(24 * 3600)
        number_checks.count_number_check(officer)

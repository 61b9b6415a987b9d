"""Every member reads their own line of each decided run, the reason of it, and nothing of others."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from office.models import AuditEvent
from tests import factories as make
from welfare.choices import RECEIVING, ObjectionKind, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.objections import actions
from welfare.objections.lines import lines_of, own_runs
from welfare.objections.models import Objection
from welfare.objections.reasons import reason_of_exclusion
from welfare.runs.actions import review
from welfare.standards.models import UnitRegion

pytestmark = pytest.mark.django_db

LINES = reverse("welfare:my_lines")


@pytest.fixture
def unit():
    return make.unit(name="北分会")


@pytest.fixture
def worker(unit):
    return make.worker(unit, name="王一")


def lines(member):
    today = timezone.localdate()
    return lines_of(member.user, own_runs(member.user).order_by("-on", "-pk"), today)


def test_who_is_on_an_issued_list_reads_what_where_and_until_when(client, unit, worker):
    run = make.issued_run(unit)
    client.force_login(worker.user)
    page = client.get(reverse("welfare:my_line", args=[run.pk])).text
    assert "¥300.00" in page
    assert "rice 5 kg" in page
    assert "Office 1" in page


@pytest.mark.parametrize("make_run", [make.counted_run, make.run_in_review, make.approved_run])
def test_what_is_not_decided_or_not_public_is_not_shown(client, unit, worker, make_run):
    run = make_run(unit)
    assert lines(worker) == []
    client.force_login(worker.user)
    assert client.get(reverse("welfare:my_line", args=[run.pk])).status_code == 404


@pytest.mark.parametrize(
    ("member", "plan", "sentence", "source"),
    [
        # Only in 安徽 a document says it: elsewhere the union's own plan.
        ({"employment": "retired"}, {}, "given by the employer", "“Mid-Autumn” of 北分会"),
        ({"joined_on": date(2026, 9, 28)}, {}, "You joined after 2026-09-25", "工会会员会籍管理办法（2016）第三条"),
        ({"state": "retained"}, {}, "was retained", "“Mid-Autumn” of 北分会"),
        ({}, {"conditions": {"post_categories": ["management"]}}, "is for: management", "“Mid-Autumn” of 北分会"),
        ({}, {"conditions": {"hardships": ["deep"]}}, "is for: deep hardship", "“Mid-Autumn” of 北分会"),
    ],
)
def test_the_one_rule_that_kept_a_member_out_is_said_with_its_source(unit, member, plan, sentence, source):
    out = make.worker(unit, post_category="front_line", **member)
    make.member(unit, post_category="management", hardship="")
    make.hardship(make.member(unit, post_category="management"), kind="deep")
    run = make.issued_run(unit, **plan)
    (line,) = lines(out)
    assert line.run == run
    assert line.amount is None
    assert sentence in line.reason.sentence
    assert source in line.reason.source
    assert line.reason.on == run.on


def test_who_is_retired_reads_the_document_of_their_region_once_it_is_there(unit):
    out, _colleague = make.worker(unit, employment="retired"), make.worker(unit)
    UnitRegion.objects.create(unit=unit, region="安徽")
    make.issued_run(unit, festival="spring", on=date(2025, 1, 10))
    make.issued_run(unit)
    after, before = lines(out)
    assert after.reason.source == "皖工发〔2025〕18号" and "plan" in before.reason.source


@pytest.mark.parametrize("verdict", [one for one in Verdict if one not in RECEIVING])
def test_every_reason_has_its_sentence(unit, verdict):
    run = make.run(unit)
    capped = {"standard": 300, "reduced_by": "person_year"} if verdict == Verdict.CAP_REACHED else {}
    row = Exclusion(run=run, member=make.member(unit), unit=unit, verdict=verdict, **capped)
    assert len(reason_of_exclusion(row).sentence) > 10


def test_a_cap_is_said_with_its_document(unit, worker):
    make.cap(unit, 200)
    make.issued_run(unit)
    (line,) = lines(worker)
    assert line.amount == 200
    assert line.reason.sentence == "The cap per person and year leaves this amount for you."
    assert line.reason.source == "皖工发〔2025〕18号, cap ¥200.00"


def test_a_cap_that_leaves_nothing_names_the_standard(unit, worker):
    make.cap(unit, 300)
    make.issued_run(unit, on=date(2026, 6, 10), name="Dragon Boat", festival="dragon_boat")
    newcomer = make.worker(unit, joined_on=date(2026, 8, 1))
    make.issued_run(unit)
    assert "nothing was left for you: the plan gives ¥300.00" in lines(worker)[0].reason.sentence
    assert lines(newcomer)[0].amount == 300


def test_the_newest_comes_first(unit, worker):
    make.issued_run(unit)
    make.issued_run(unit, name="Dragon Boat", festival="dragon_boat", on=date(2026, 6, 10))
    assert [line.run.on for line in lines(worker)] == [date(2026, 9, 25), date(2026, 6, 19)]


def test_a_transferred_member_keeps_the_lines_of_the_old_unit(unit, worker):
    run = make.issued_run(unit)
    worker.unit = make.unit(name="南分会")
    worker.save()
    assert [line.run for line in lines(worker)] == [run]


def test_a_merged_record_brings_its_line_and_not_that_it_was_merged(unit):
    pair = make.candidate_pair(unit)
    kept = make.merge(pair).winner
    kept.user = make.user()
    kept.save()
    run = make.issued_run(unit)
    (line,) = lines(kept)
    assert (line.run, line.amount) == (run, Decimal(300))


def test_lines_cost_the_same_number_of_queries_however_many(unit, worker, django_assert_num_queries):
    make.issued_run(unit)
    make.issued_run(unit, name="Dragon Boat", festival="dragon_boat", on=date(2026, 6, 10))
    today = timezone.localdate()
    runs = list(own_runs(worker.user))
    assert len(runs) == 2
    with django_assert_num_queries(7):
        lines_of(worker.user, runs, today)


def test_a_member_sees_the_public_list_of_their_unit_names_and_amounts_alone(client, unit, worker):
    make.worker(unit, name="李二", employee_number="GH990001", hardship="")
    run = make.published_run(unit)
    client.force_login(worker.user)
    page = client.get(reverse("welfare:public_notice", args=[run.pk])).text
    assert "李二" in page
    assert "¥300.00" in page
    assert "GH990001" not in page


def test_a_stranger_does_not_see_that_a_list_is_public(client, unit, worker):
    run = make.published_run(unit)
    client.force_login(make.worker(make.unit(name="别处")).user)
    assert client.get(reverse("welfare:public_notice", args=[run.pk])).status_code == 404
    assert str(run) not in client.get(LINES).text


def test_a_list_of_hardship_names_nobody_but_shows_each_their_own_line(client, unit):
    poor, rich = make.worker(unit, name="困难人"), make.worker(unit, name="别人")
    make.hardship(poor, kind="deep")
    run = make.published_run(unit, conditions={"hardships": ["deep"]})
    assert run.heads == 1
    for member, own in ((poor, "¥300.00"), (rich, "not on the list")):
        client.force_login(member.user)
        page = client.get(reverse("welfare:public_notice", args=[run.pk])).text
        assert own in page
        assert "Names of this list are not published" in page
        assert member == poor or "困难人" not in page
    row = Grant.objects.get(run=run)
    client.force_login(rich.user)
    address = reverse("welfare:objection_new", args=[run.pk])
    assert client.get(f"{address}?row={row.pk}").status_code == 404


def test_a_worker_objects_from_their_line_and_takes_it_back(client, unit, worker):
    run = make.published_run(unit)
    client.force_login(worker.user)
    address = reverse("welfare:objection_new", args=[run.pk])
    refused = client.post(address, {"kind": "amount", "text": ""})
    assert refused.status_code == 422
    response = client.post(address, {"kind": "amount", "text": "400 were promised."})
    made = Objection.objects.get()
    assert response.url == reverse("welfare:my_objection", args=[made.pk])
    assert "400 were promised." in client.get(response.url).text
    event = AuditEvent.objects.about(made).latest("pk")
    assert event.verb == "objection.make"
    assert "400" not in str(event.changes)
    client.post(reverse("welfare:my_objection_withdraw", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert not Grant.objects.get(run=run).held


def test_somebody_elses_objection_is_not_there(client, unit, worker):
    run = make.published_run(unit)
    made = actions.make_objection(run, kind=ObjectionKind.AMOUNT, text="x", by=worker.user)
    client.force_login(make.worker(unit).user)
    assert client.get(reverse("welfare:my_objection", args=[made.pk])).status_code == 404


def test_a_held_row_is_told_as_held(client, unit, worker):
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=True):
        run = make.published_run(unit)
        actions.make_objection(run, kind=ObjectionKind.AMOUNT, text="x", by=worker.user)
    review.issue_run(run, by=make.user())
    client.force_login(worker.user)
    assert "Held: an objection to it is being decided." in client.get(LINES).text
    mine = client.get(reverse("welfare:my_benefits")).text
    assert "Held until an objection is decided" in mine
    assert "Closed without your receipt" not in mine

"""A counter hands out: each benefit once, whatever two phones note, with network or without."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from members.freezes.actions import freeze_unit
from members.freezes.models import FrozenAct
from members.register.rules.cards import card_key
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.concurrency import at_once, refusals, results
from tests.people import api_client_of
from welfare.choices import HandOutState, Taker
from welfare.goods.actions.offers import choose
from welfare.grants.models.grants import Grant
from welfare.handing_out.actions import receive_grant
from welfare.handing_out.counter import Scan, decide_conflict, hand_out, take_scans, undo_hand_out
from welfare.handing_out.models import HandOut
from welfare.handing_out.taking_back import cancel_receipt

pytestmark = pytest.mark.django_db
API = "/api/v1/hand-outs/scans/"


@pytest.fixture
def union():
    return make.unit("公司工会", kind="union")


@pytest.fixture
def officer(union):
    return make.officer(union, name="夏远")


@pytest.fixture
def run(union):
    for name, number in (("孟小静", "E1001"), ("马磊", "E1002"), ("姚鹏", "E1003")):
        make.worker(union, name=name, employee_number=number)
    return make.issued_run(union)


def grant_of(run, number):
    return run.grants.select_related("member", "unit", "run", "occasion").get(member__employee_number=number)


def scan(grant, **said):
    return Scan(**{"nonce": uuid4(), "grant": grant.pk, "at": timezone.now(), **said})


def test_who_is_looked_up_by_number_or_card_is_shown_and_gets_it_once(client, run, officer):
    client.force_login(officer)
    address = f"/welfare/runs/{run.pk}/counter/"
    assert address in client.get("/welfare/counters/").content.decode()
    grant = grant_of(run, "E1001")
    card = f"https://portal.example/members/card/{card_key(grant.member_id, timezone.localdate())}/"
    for code in ("e1001", card):
        page = client.get(address, {"code": code})
        shown = page.content.decode()
        assert "孟小静" in shown and "**001" in shown and "E1001</dd>" not in shown, code
        # What the phone keeps when the network goes.
        assert 'data-who="孟**"' in shown, code
    line = page.context["found"].own.value
    sent = {"line": line, "quantity": "2", "taker": "self"}
    assert client.post(f"{address}?code=E1001", sent).status_code == 302
    made = HandOut.objects.get()
    grant.refresh_from_db()
    assert (made.grant, made.by, made.quantity, made.state) == (grant, officer, 2, "given")
    assert grant.received_by == officer and AuditEvent.objects.filter(verb="grant.hand_out").count() == 1
    assert "夏远" in Notice.objects.get(to=grant.member.user).text
    again = client.get(address, {"code": "E1001"}).content.decode()
    assert "Received already" in again and "data-counter-hand-out" not in again
    # Pressed again on another phone that still shows the form.
    late = client.post(f"{address}?code=E1001", {**sent, "line": f"{grant.pk}.{uuid4()}"})
    assert late.status_code == 422 and "handed out already" in late.content.decode()
    for code, told in (("E9999", "nothing in this list"), ("1.2.x", "no membership card")):
        assert told in client.get(address, {"code": code}).content.decode()
    client.force_login(make.officer(make.unit("别处")))
    assert client.get(address).status_code == 404


def test_only_the_counter_may_use_the_camera_and_run_webassembly(client, run, officer):
    client.force_login(officer)
    counter = client.get(f"/welfare/runs/{run.pk}/counter/").headers
    assert "script-src 'self' 'wasm-unsafe-eval'" in counter["Content-Security-Policy"]
    assert "'unsafe-eval'" not in counter["Content-Security-Policy"]
    assert "camera=(self)" in counter["Permissions-Policy"] and "microphone=()" in counter["Permissions-Policy"]
    for address in ("/welfare/counters/", f"/welfare/runs/{run.pk}/roster/", "/welfare/hand-outs/", "/desk/"):
        other = client.get(address).headers
        assert "unsafe" not in other["Content-Security-Policy"], address
        assert "camera=()" in other["Permissions-Policy"], address


def test_a_deputy_and_a_group_leader_take_for_members_who_are_told(client, run, union, officer):
    mine, theirs = grant_of(run, "E1001"), grant_of(run, "E1002")
    with pytest.raises(NotAllowed, match="how they are related"):
        hand_out(mine, scan(mine, taker=Taker.DEPUTY, deputy="孟父"), by=officer)
    hand_out(mine, scan(mine, taker=Taker.DEPUTY, deputy="孟父", relation="父亲", why="夜班"), by=officer)
    assert "a deputy" in Notice.objects.get(to=mine.member.user).text
    assert "孟父" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))
    # The third worker leads the group: they collect for the others, not what is theirs.
    leader = grant_of(run, "E1003").member.user
    make.appoint(leader, "group_leader", union)
    client.force_login(officer)
    address = f"/welfare/runs/{run.pk}/counter/?code=E1003"
    group = client.get(address).context["found"].group
    assert [line.grant for line in group] == [theirs]
    sent = {"line": group[0].value, "leader": leader.pk, "quantity": "1", "taker": "self"}
    assert client.post(address, sent).status_code == 302
    made = HandOut.objects.get(grant=theirs)
    assert (made.taker, made.leader, made.taken_by) == ("leader", leader, str(leader))
    assert "took your benefit" in Notice.objects.get(to=theirs.member.user).text
    other = make.account(make.worker(make.unit("别处")))
    third = grant_of(run, "E1003")
    with pytest.raises(NotAllowed, match="may sign for"):
        hand_out(third, scan(third, taker=Taker.LEADER, leader=other), by=officer)
    with pytest.raises(NotAllowed, match="own benefit"):
        hand_out(third, scan(third), by=leader)


def test_who_may_not_know_who_is_in_hardship_carries_nothing_of_such_a_list(client, union):
    for number in ("E1002", "E1003"):
        make.worker(union, employee_number=number)
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=timezone.get_default_timezone()), tick=True):
        make.budget_line(union, kind="winter")
        winter = {"schedule": "dates", "festival": "", "kind": "winter", "days": ["11-25"], "lead_days": 10}
        run = make.issued_run(union, on=date(2026, 11, 20), **winter)
        assert run.tells_hardship
        leader, theirs = grant_of(run, "E1003").member.user, grant_of(run, "E1002")
        make.appoint(leader, "group_leader", union)
        officer = make.superuser()
        client.force_login(officer)
        address = f"/welfare/runs/{run.pk}/counter/"
        assert client.get(address, {"code": "E1003"}).context["found"].group == []
        # No phone keeps who is in hardship.
        kept = client.get(f"{address}lines/").json()
        assert (kept["lines"], kept["leaders"]) == ([], [])
        with pytest.raises(NotAllowed, match="may sign for"):
            hand_out(theirs, scan(theirs, taker=Taker.LEADER, leader=leader), by=officer)


def test_what_was_sent_is_noted_once_and_a_second_parcel_becomes_a_conflict(run, union, officer):
    grant, other = grant_of(run, "E1001"), grant_of(run, "E1002")
    first = {"nonce": str(uuid4()), "grant": grant.pk, "at": "2026-09-05T09:00:00+08:00", "offline": True}
    phone, second_phone = api_client_of(officer), api_client_of(make.officer(union))

    def send(client, *scans):
        answer = client.post(API, {"scans": scans}, format="json")
        assert answer.status_code == 200, answer.content
        return [(one["outcome"], one["code"]) for one in answer.json()["outcomes"]]

    assert send(phone, first) == send(phone, first) == [("given", "")]
    elsewhere = {**first, "nonce": str(uuid4())}
    online = {**elsewhere, "nonce": str(uuid4()), "offline": False}
    receive_grant(other, by=other.member.user)
    twice = {**first, "nonce": str(uuid4()), "grant": other.pk}
    foreign = {**first, "nonce": str(uuid4()), "grant": 10**9}
    stolen = {**first, "grant": other.pk}
    expected = [
        ("conflict", "received_already"),
        ("refused", "received_already"),
        ("conflict", "received_already"),
        ("unknown", "unknown"),
    ]
    assert send(second_phone, elsewhere, online, twice, foreign) == expected
    assert send(second_phone, elsewhere) == expected[:1]
    assert send(second_phone, stolen) == [("refused", "nonce_used")]
    assert HandOut.objects.count() == 3 and Grant.objects.get(pk=grant.pk).received_by == officer
    now = timezone.now()
    period = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=1)}
    freeze_unit(union, **period, acts=[FrozenAct.PAYING], reason="年终盘点", by=make.user())
    third = grant_of(run, "E1003")
    assert send(phone, {**first, "nonce": str(uuid4()), "grant": third.pk}) == [("conflict", "frozen")]


def test_a_clock_that_cannot_be_right_does_not_date_the_receipt(run, officer):
    now = timezone.now()
    cases = [
        ("E1001", -timedelta(minutes=5), True),
        ("E1002", timedelta(hours=3), False),
        ("E1003", -timedelta(days=9000), False),
    ]
    for number, off, taken in cases:
        grant = grant_of(run, number)
        type(run).objects.filter(pk=run.pk).update(issued_at=now - timedelta(days=1))
        grant.run.refresh_from_db()
        made = hand_out(grant, scan(grant, at=now + off, offline=True), by=officer)
        grant.refresh_from_db()
        assert (grant.received_at == made.at) is taken and abs(made.at - now - off) < timedelta(seconds=1), number


def test_a_wrong_scan_is_undone_by_who_may_for_a_reason_and_may_be_scanned_again(client, run, union, officer):
    grant = grant_of(run, "E1001")
    made = hand_out(grant, scan(grant), by=officer)
    with pytest.raises(NotAllowed, match="A counter handed this out"):
        cancel_receipt(grant, by=make.user(), reason="误扫")
    client.force_login(make.officer(union, "group_leader"))
    assert client.post(f"/welfare/hand-outs/{made.pk}/undo/", {"reason": "误扫"}).status_code == 403
    client.force_login(make.officer(union))
    assert client.post(f"/welfare/hand-outs/{made.pk}/undo/", {"reason": ""}).status_code == 422
    assert client.post(f"/welfare/hand-outs/{made.pk}/undo/", {"reason": "扫错了人"}).status_code == 302
    made.refresh_from_db()
    grant.refresh_from_db()
    assert (made.state, made.reason, grant.received_at) == ("undone", "扫错了人", None)
    with pytest.raises(NotAllowed, match="moved on"):
        undo_hand_out(made, by=make.user(), reason="再次")
    assert hand_out(grant, scan(grant), by=officer).state == HandOutState.GIVEN


def test_a_conflict_is_decided_by_somebody_else_as_one_of_three(client, run, union, officer):
    head, other = make.officer(union), make.officer(union)
    wanted = {
        "E1001": (HandOutState.NOTHING, "given", officer),
        "E1002": (HandOutState.GIVEN, "undone", other),
        "E1003": (HandOutState.TWICE, "given", officer),
    }
    for number, (decision, state_of_first, receiver) in wanted.items():
        grant = grant_of(run, number)
        first = hand_out(grant, scan(grant), by=officer)
        outcome = take_scans([scan(grant, offline=True)], by=other)[0]
        conflict = HandOut.objects.get(nonce=outcome.nonce)
        with pytest.raises(NotAllowed, match="Somebody else decides"):
            decide_conflict(conflict, decision, by=other, reason="已核实")
        client.force_login(head)
        assert conflict.get_absolute_url() in client.get("/welfare/hand-outs/?state=conflict").content.decode()
        address = f"/welfare/hand-outs/{conflict.pk}/decide/"
        assert client.post(address, {"decision": decision.value, "reason": ""}).status_code == 422
        assert client.post(address, {"decision": decision.value, "reason": "已核实"}).status_code == 302, number
        for row in (first, conflict, grant):
            row.refresh_from_db()
        assert (conflict.state, first.state, grant.received_by) == (decision, state_of_first, receiver), number
        assert HandOut.objects.standing().filter(grant=grant).count() == 1


def test_the_database_refuses_a_second_hand_out_one_without_receipt_and_changed_words(run, officer):
    grant, waiting = grant_of(run, "E1001"), grant_of(run, "E1002")
    made = hand_out(grant, scan(grant, taker=Taker.DEPUTY, deputy="孟父", relation="父亲", why="夜班"), by=officer)
    row = {"run": run, "unit": grant.unit, "by": officer, "at": timezone.now()}
    refused = [
        (lambda: HandOut.objects.create(grant=grant, nonce=uuid4(), **row), IntegrityError),
        (lambda: HandOut.objects.create(grant=waiting, nonce=uuid4(), **row), InternalError),
        (lambda: HandOut.objects.filter(pk=made.pk).update(quantity=3), InternalError),
        (lambda: HandOut.objects.filter(pk=made.pk).update(deputy="别人"), InternalError),
        (lambda: HandOut.objects.filter(pk=made.pk).update(state="conflict"), InternalError),
        (lambda: HandOut.objects.filter(pk=made.pk).delete(), InternalError),
    ]
    for act, error in refused:
        with pytest.raises(error), transaction.atomic():
            act()


def test_the_list_for_the_time_without_network_has_no_name_and_no_number_in_full(client, run, officer):
    client.force_login(officer)
    hand_out(grant_of(run, "E1002"), scan(grant_of(run, "E1002")), by=officer)
    answer = client.get(f"/welfare/runs/{run.pk}/counter/lines/")
    text, kept = answer.content.decode(), answer.json()
    assert "孟小静" not in text and "E1001" not in text and "\\u5c0f" not in text
    assert [one["name"] for one in kept["lines"]] == ["孟**", "姚*"] and kept["lines"][0]["masked"] == "**001"
    assert AuditEvent.objects.get(verb="hand_out.list").changes == {"rows": 2}


def test_a_counter_moves_the_stock_of_its_pickup_point_and_gives_it_back(client, run, union, officer):
    batch = make.batch(make.article(union, sizes=["S", "M"]), make.store(union), 2, size="M")
    type(run).objects.filter(pk=run.pk).update(article=batch.article, store=batch.store)
    grant, other = grant_of(run, "E1001"), grant_of(run, "E1002")
    with pytest.raises(NotAllowed, match="which size"):
        hand_out(grant, scan(grant), by=officer)
    client.force_login(officer)
    assert 'name="size"' in client.get(f"/welfare/runs/{run.pk}/counter/?code=E1001").content.decode()
    made = hand_out(grant_of(run, "E1001"), scan(grant, size="M", quantity=2), by=officer)
    batch.refresh_from_db()
    assert batch.in_stock == 0
    taken = take_scans([scan(other, size="M", offline=True)], by=officer)
    assert [(one.outcome, one.code) for one in taken] == [("conflict", "stock_too_small")]
    assert grant_of(run, "E1002").received_at is None
    undo_hand_out(made, by=make.user(), reason="扫错")
    batch.refresh_from_db()
    assert batch.in_stock == 2
    # Who sees the stock need not see what is said of a person.
    assert batch.entries.get(kind="take_back").reason == ""


def test_what_a_member_chose_is_shown_moved_and_taken_along_and_a_leader_gives_each_their_size(
    client, run, union, officer
):
    shirt, rice = make.article(union, name="T恤", sizes=["M", "L"]), make.article(union)
    store = make.store(union)
    batches = [make.batch(shirt, store, 2, size="M"), make.batch(shirt, store, 2, size="L"), make.batch(rice, store, 2)]
    offer = make.offer(union, shirt, rice, run=run, stores=(store,), size="M")
    type(run).objects.filter(pk=run.pk).update(store=store)
    chosen = {"E1001": ("T恤", "L"), "E1002": (rice.name, "")}
    for number, (name, size) in chosen.items():
        member = grant_of(run, number).member
        choose(offer, offer.articles.get(article__name=name), size=size, store=store, by=member.user)
    leader = grant_of(run, "E1003").member
    make.appoint(leader.user, "group_leader", union)
    client.force_login(officer)
    page = client.get(f"/welfare/runs/{run.pk}/counter/?code=E1001")
    assert page.context["found"].own.chosen.told == "T恤 · L" and 'value="L" selected' in page.content.decode()
    kept = client.get(f"/welfare/runs/{run.pk}/counter/lines/").json()
    assert [(one["what"], one["sizes"], one["size"]) for one in kept["lines"]] == [
        ("T恤 · L", ["M", "L"], "L"),
        (rice.name, [], ""),
        ("T恤 · M", ["M", "L"], "M"),
    ]
    (leads,) = kept["leaders"]
    assert (leads["account"], leads["name"]) == (leader.user_id, "姚*")
    assert leads["grants"] == [grant_of(run, number).pk for number in chosen]
    # What the phone sends later for a group, one of them in another size than they chose.
    sent = [
        scan(grant_of(run, "E1001"), offline=True, taker=Taker.LEADER, leader=leader.user, size="M"),
        scan(grant_of(run, "E1002"), offline=True, taker=Taker.LEADER, leader=leader.user),
        scan(grant_of(run, "E1003")),
    ]
    assert [one.outcome for one in take_scans(sent, by=officer)] == ["given"] * 3
    for batch in batches:
        batch.refresh_from_db()
    assert [one.in_stock for one in batches] == [0, 2, 1]
    assert HandOut.objects.get(grant=grant_of(run, "E1003")).size == "M"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_thirty_two_counters_with_the_last_parcel_one_hands_it_out():
    union = make.unit("公司工会", kind="union")
    make.worker(union, employee_number="E1")
    grant = make.issued_run(union).grants.get()
    officer = make.officer(union)
    once, again = uuid4(), [scan(grant) for _ in range(28)]
    # Four send the same scan at once, as a phone does that got no answer.
    scans = [*again, *[scan(grant, nonce=once) for _ in range(4)]]

    def act(one):
        row = Grant.objects.select_related("member__merged_into", "unit", "run", "occasion").get(pk=grant.pk)
        return hand_out(row, one, by=officer)

    outcomes = at_once(*[lambda one=one: act(one) for one in scans])
    assert len({made.pk for made in results(outcomes)}) == HandOut.objects.count() == 1
    assert len(refusals(outcomes)) in (28, 31)

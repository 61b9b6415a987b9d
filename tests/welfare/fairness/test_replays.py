"""A past run again as of its day, under the rules of today or proposed ones; nothing but the replay is written."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from members.authority.models import Post
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from office.sql import rows_of_sql
from tests import factories as make
from tests.people import api_client_of, log_in
from tests.refused import assert_refused_first
from tests.workbooks import rows_of
from welfare.fairness.actions import counting, replays
from welfare.fairness.models import KEPT, Recount, RecountChange, RecountState
from welfare.fairness.reading import figures_of, read_replay
from welfare.plans.amounts import Amounts, By
from welfare.plans.groups import Group
from welfare.runs.actions import clearing, corrections, review

pytestmark = pytest.mark.django_db
# A replay writes its own row, cells and changes, and says in the audit log that it was asked for.
ITS_OWN = {
    "welfare_recount",
    "welfare_recountunit",
    "welfare_recountcell",
    "welfare_recountchange",
    "office_auditevent",
}


@pytest.fixture
def officer(union):
    return make.officer(union, "welfare_officer")


@pytest.fixture
def union():
    """A union with a branch: six of the front line, six technicians of whom three joined in August 2026."""
    union = make.unit("Union", kind="union", code="HQ")
    branch = make.unit("Branch", parent=union, code="B1")
    for number in range(6):
        make.member(branch, post_category="front_line", sex="1", joined_on=date(2020, 1, 1))
        late = date(2026, 8, 1) if number < 3 else date(2020, 1, 1)
        make.member(union, post_category="technical", sex="2", joined_on=late)
    return union


def replayed(run, officer, **rules):
    replay = replays.start_replay(run, by=officer, **rules)
    counting.count_all()
    replay.refresh_from_db()
    assert replay.state == RecountState.DONE, replay.error
    return replay


def sums(replay):
    """Return heads, money, who gains and who loses."""
    total = read_replay(replay, None, coarsely=False).total
    return total.heads, total.money, total.gains, total.loses


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        # The run's own rules change nothing.
        ({"rules_by": "own", "caps_by": "own"}, (9, 2700, 0, 0)),
        ({"rules_by": "own", "caps_by": "none"}, (9, 2700, 0, 0)),
        # Without the key date the three who joined in August gain.
        ({"rules_by": "proposed", "standard": Decimal(300)}, (12, 3600, 3, 0)),
        ({"rules_by": "proposed", "standard": Decimal(200)}, (12, 2400, 3, 9)),
        (
            {"rules_by": "proposed", "standard": Decimal(300), "group": Group(post_categories=("technical",))},
            (6, 1800, 3, 6),
        ),
        (
            {
                "rules_by": "proposed",
                "standard": Decimal(300),
                "group": Group(joined_before="06-01"),
                "table": Amounts(By.POST_CATEGORY, (("front_line", Decimal(400)),)),
            },
            (9, 6 * 400 + 3 * 300, 6, 0),
        ),
        ({"rules_by": "own", "caps_by": "proposed", "event_cap": Decimal(250)}, (9, 2250, 0, 9)),
        ({"rules_by": "own", "caps_by": "proposed", "year_cap": Decimal(100)}, (9, 900, 0, 9)),
    ],
)
def test_a_replay_tells_heads_money_and_who_gains_and_loses(union, officer, rules, expected):
    run = make.issued_run(union, conditions={"joined_before": "06-01"})
    assert sums(replayed(run, officer, **rules)) == expected


def test_rules_and_caps_of_today_are_those_of_the_plan_and_of_the_table_of_caps(union, officer):
    run = make.issued_run(union, conditions={"joined_before": "06-01"})
    run.plan.conditions, run.plan.amount = {}, Decimal(280)
    run.plan.save()
    make.cap(union, 250, basis="festival", since=timezone.localdate() - timedelta(days=1))
    assert sums(replayed(run, officer)) == (12, 3000, 3, 9)
    assert sums(replayed(run, officer, caps_by="own")) == (12, 12 * 280, 3, 9)


def test_what_was_given_after_the_run_does_not_count_and_what_was_given_before_does(union, officer):
    make.cap(union, 500)
    first = make.issued_run(union, festival="spring", on=date(2026, 1, 20))
    run = make.issued_run(union)
    assert (first.cost, run.cost) == (9 * 300, 9 * 200 + 3 * 300)
    assert sums(replayed(first, officer, rules_by="own", caps_by="own"))[2:] == (0, 0)
    assert sums(replayed(run, officer, rules_by="own", caps_by="own"))[2:] == (0, 0)


def test_a_correction_of_the_register_is_told_apart_from_another_rule(union, officer):
    run = make.issued_run(union, conditions={"post_categories": ["front_line"]})
    Member.objects.filter(pk__in=Member.objects.filter(post_category="technical").values("pk")[:2]).update(
        post_category="front_line"
    )
    same = replayed(run, officer, rules_by="own", caps_by="own")
    assert sums(same) == (8, 2400, 2, 0)
    assert read_replay(same, None, coarsely=False).total.by_register == 2
    all_of_them = replayed(run, officer, rules_by="proposed", standard=Decimal(300))
    total = read_replay(all_of_them, None, coarsely=False).total
    assert (total.gains, total.by_register) == (6, 2)
    assert all_of_them.changes.filter(by_register=True).count() == 2


def content_of(tables):
    """Return a digest of every row of these tables."""
    digest = SQL("SELECT count(*), md5(string_agg(md5(row::text), '' ORDER BY md5(row::text))) FROM {} AS row")
    return {table: rows_of_sql(digest.format(Identifier(table)), []) for table in sorted(tables)}


def test_a_replay_writes_nothing_but_itself(union, officer):
    make.budget_line(union)
    run = make.issued_run(union, conditions={"joined_before": "06-01"})
    counting.count_all()
    tables = {*connection.introspection.table_names()}
    before = content_of(tables - ITS_OWN)
    figures = list(run.recounts.exclude(purpose="replay").order_by("cells").values_list("pk", "cells"))
    events = AuditEvent.objects.count()
    replay = replayed(run, officer, rules_by="proposed", standard=Decimal(1000))
    replays.cancel_replay(replays.start_replay(run, by=officer), by=officer)
    assert replay.changes.count() == 12
    assert content_of(tables - ITS_OWN) == before
    assert list(run.recounts.exclude(purpose="replay").order_by("cells").values_list("pk", "cells")) == figures
    verbs = AuditEvent.objects.order_by("-pk").values_list("verb", flat=True)[: AuditEvent.objects.count() - events]
    assert list(verbs) == ["run.cancel_replay", "run.replay", "run.replay"]


def test_a_run_that_is_not_counted_is_not_replayed(union, officer):
    with pytest.raises(NotAllowed) as why:
        replays.start_replay(make.run(union), by=officer)
    assert why.value.code == "not_counted"


def test_a_person_has_at_most_three_replays_at_work(union, officer):
    run = make.counted_run(union)
    made = [replays.start_replay(run, by=officer) for _ in range(replays.MOST_AT_WORK)]
    with pytest.raises(NotAllowed) as why:
        replays.start_replay(run, by=officer)
    assert why.value.code == "too_many_replays"
    replays.cancel_replay(made[0], by=officer)
    replays.start_replay(run, by=officer)
    with pytest.raises(NotAllowed):
        replays.cancel_replay(made[0], by=officer)


def test_rules_of_hardship_are_for_those_who_may_see_it(union):
    other = make.officer(union, "finance_officer")
    with pytest.raises(NotAllowed) as why:
        replays.start_replay(
            make.counted_run(union), by=other, rules_by="proposed", group=Group(hardships=("relative",))
        )
    assert why.value.code == "hardship_not_visible"


def test_a_replay_ends_when_its_run_is_counted_again(union, officer):
    run = make.counted_run(union)
    replay = replays.start_replay(run, by=officer)
    run.__class__.objects.filter(pk=run.pk).update(counted_at=timezone.now())
    counting.count_next_slice()
    replay.refresh_from_db()
    assert replay.state == RecountState.CANCELLED


def test_a_replay_is_deleted_after_its_time(union, officer, monkeypatch):
    monkeypatch.setattr(replays, "DELETED_AT_ONCE", 5)
    run = make.counted_run(union)
    old = replayed(run, officer, rules_by="proposed", standard=Decimal(1))
    young = replayed(run, officer, rules_by="proposed", standard=Decimal(2))
    Recount.objects.filter(pk=old.pk).update(at=timezone.now() - KEPT - timedelta(minutes=1))
    assert replays.delete_old_replays() == 1 and replays.delete_old_replays() == 0
    assert set(RecountChange.objects.values_list("recount", flat=True)) == {young.pk}
    assert figures_of(run) is not None
    # Old and of a cancelled run, each is counted once.
    Recount.objects.filter(pk=young.pk).update(at=timezone.now() - KEPT - timedelta(minutes=1))
    review.cancel_run(run, by=officer, reason="x")
    clearing.clear_all()
    left = Recount.objects.count()
    assert replays.delete_old_replays() == left and not Recount.objects.exists()


# Pages


def test_an_officer_proposes_a_rule_and_sees_who_gains_or_loses(client, union, officer):
    run = make.issued_run(union, conditions={"joined_before": "06-01"})
    client.force_login(officer)
    asked = {"rules_by": "proposed", "caps_by": "own", "amount": "200", "name": "人人两百"}
    page = client.post(f"/welfare/runs/{run.pk}/replays/new/", asked)
    replay = Recount.objects.replays().get()
    assert (page.status_code, page.headers["Location"]) == (302, replay.get_absolute_url())
    assert (replay.conditions, replay.standard, replay.name) == ({}, 200, "人人两百")
    assert "HX-Refresh" not in client.get(f"/welfare/replays/{replay.pk}/progress/").headers
    counting.count_all()
    assert client.get(f"/welfare/replays/{replay.pk}/progress/").headers["HX-Refresh"] == "true"
    shown = client.get(replay.get_absolute_url())
    assert (shown.context["total"].gains, shown.context["total"].loses) == (3, 9)
    people = f"/welfare/replays/{replay.pk}/people/"
    assert len(client.get(people).context["page"]) == 12
    assert len(client.get(people, {"who": "gaining"}).context["page"]) == 3
    assert len(client.get(people, {"who": "losing", "unit": "B1"}).context["page"]) == 6
    assert len(client.get(people, {"who": "register"}).context["page"]) == 0
    assert len(rows_of(client.get(f"{people}export/?who=gaining"))) == 4
    assert AuditEvent.objects.filter(verb="run.export_replay_people").exists()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"rules_by": "proposed", "caps_by": "own"}, "amount"),
        ({"rules_by": "proposed", "caps_by": "own", "amount": "0"}, "amount"),
        ({"rules_by": "proposed", "caps_by": "own", "amount": "3", "joined_before": "31-31"}, "joined_before"),
        ({"rules_by": "proposed", "caps_by": "own", "amount": "3", "amounts_by": "per_year"}, "per_year"),
        ({"rules_by": "what", "caps_by": "own"}, "rules_by"),
        ({"rules_by": "own", "caps_by": "proposed", "year_cap": "-1"}, "year_cap"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client, union, officer, asked, field):
    run = make.counted_run(union)
    client.force_login(officer)
    page = client.post(f"/welfare/runs/{run.pk}/replays/new/", asked)
    assert page.status_code == 422 and field in page.context["form"].errors
    assert not Recount.objects.replays().exists()


def test_who_sees_the_run_but_not_its_members_sees_rounded_figures_and_no_people(client, union, officer):
    run = make.issued_run(union, conditions={"joined_before": "06-01"})
    replay = replayed(run, officer, rules_by="proposed", standard=Decimal(300))
    log_in(client, union, "finance_officer")
    shown = client.get(replay.get_absolute_url())
    total = shown.context["total"]
    assert (total.heads, total.money, total.gains) == (10, 3000, 5) and not shown.context["may_see_people"]
    assert "people/" not in shown.content.decode()
    for address in (f"/welfare/replays/{replay.pk}/people/", f"/welfare/runs/{run.pk}/replays/new/"):
        assert client.get(address).status_code == 403
    assert client.post(f"/welfare/replays/{replay.pk}/cancel/").status_code == 403


def test_a_right_without_the_register_opens_no_list_of_people(client, union, officer):
    run = make.counted_run(union)
    replay = replayed(run, officer, rules_by="proposed", standard=Decimal(1))
    permissions = Post.objects.get(code="welfare_officer").permissions
    permissions.remove(permissions.get(codename="view_member"))
    log_in(client, union)
    assert client.get(f"/welfare/replays/{replay.pk}/people/").status_code == 404
    assert client.get(f"/welfare/runs/{run.pk}/replays/new/").status_code == 404
    assert client.get(replay.get_absolute_url()).context["total"].loses == 10


def test_a_replay_is_cancelled_once(client, union, officer):
    replay = replays.start_replay(make.counted_run(union), by=officer)
    client.force_login(officer)
    assert client.post(f"/welfare/replays/{replay.pk}/cancel/").status_code == 302
    assert_refused_first(client.post(f"/welfare/replays/{replay.pk}/cancel/"), "no longer being counted")


def test_a_replay_over_the_api(union, officer):
    run = make.counted_run(union)
    client = api_client_of(officer)
    said = {"run": run.pk, "rules_by": "own", "caps_by": "proposed", "event_cap": "100"}
    made = client.post("/api/v1/replays/", said, format="json")
    assert (made.status_code, made.json()["state"], made.json()["figures"]) == (201, "waiting", [])
    counting.count_all()
    found = client.get(f"/api/v1/replays/{made.json()['id']}/").json()
    by_category = [row for row in found["figures"] if row["table"] == "post_category"]
    assert [(row["receiving"], row["losing"], row["money"]) for row in by_category] == [(6, 6, "600.00")] * 2
    own = client.get(f"/api/v1/run-figures/{run.pk}/").json()["figures"]
    assert [(row["members"], row["money"]) for row in own if row["table"] == "sex"] == [(6, "1800.00")] * 2
    assert client.post("/api/v1/replays/", {"run": 0}, format="json").status_code == 404
    # Proposed rules are taken as the page takes them.
    amounts = {"by": "post_category", "rows": [["front_line", "400"]]}
    proposed = {"run": run.pk, "rules_by": "proposed", "standard": "300", "amounts": amounts, "caps_by": "none"}
    said = {**proposed, "conditions": {"joined_before": "06-01", "units": ["HQ"], "sexes": ["1", "2"]}}
    made = client.post("/api/v1/replays/", said, format="json")
    assert made.status_code == 201, made.json()
    counting.count_all()
    assert sums(Recount.objects.get(pk=made.json()["id"])) == (9, 6 * 400 + 3 * 300, 6, 3)
    for wrong in ({"conditions": {"units": ["??"]}}, {"amounts": {"by": "years"}}, {"standard": None}):
        refused = client.post("/api/v1/replays/", {**proposed, **wrong}, format="json")
        assert (refused.status_code, [*refused.json()]) == (400, [*wrong])


def test_what_was_revoked_counts_as_given_to_nobody(union, officer):
    run = make.issued_run(union)
    received = [*run.grants.order_by("pk").values_list("pk", flat=True)[:5]]
    run.grants.filter(pk__in=received).update(received_at=timezone.now(), received_by=officer)
    corrections.revoke_run(run, by=officer, reason="The list was wrong.")
    clearing.clear_all()
    total = read_replay(replayed(run, officer, rules_by="own", caps_by="own"), None, coarsely=False).total
    assert (total.given_heads, total.heads, total.given_money, total.gains) == (5, 5, 1500, 0)

"""The pages of plans and budgets, and their lines on the desk."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from members.approvals.models import ApprovalRound
from members.authority.models import Post
from office.models import AuditEvent
from tests import factories as make
from tests.people import log_in
from tests.queries import queries_of
from tests.refused import assert_refused
from welfare.budgets.models import BudgetLine
from welfare.front import desk
from welfare.kinds.models import BenefitKind
from welfare.plans.groups import Group
from welfare.plans.models import Plan
from welfare.plans.sentences import sentence_for
from welfare.runs.actions import opening
from welfare.runs.actions import review as actions
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_august():
    with time_machine.travel("2026-08-20T02:00:00Z", tick=True):
        yield


PLAN = {"unit": "HQ", "name": "中秋慰问", "festival": "mid_autumn", "amount": "300", "lead_days": "20", "active": "on"}


def test_an_officer_sets_up_a_plan_and_sees_when_it_opens(client, union):
    log_in(client, union)
    assert client.get("/welfare/plans/new/").status_code == 200
    answer = client.post("/welfare/plans/new/", PLAN, follow=True)
    plan = answer.context["plan"]
    assert (plan.unit, plan.form, str(plan.festival_on), str(plan.opens_on)) == (
        union,
        "goods",
        "2026-09-25",
        "2026-09-05",
    )
    assert [row.pk for row in client.get("/welfare/plans/").context["page"]] == [plan.pk]
    assert AuditEvent.objects.filter(verb="plan.create").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("unit", "nowhere"), ("amount", "0"), ("lead_days", "999"), ("festival", "women"), ("name", "")],
)
def test_a_faulty_plan_is_refused_at_its_field(client, union, field, value):
    log_in(client, union)
    answer = client.post("/welfare/plans/new/", {**PLAN, field: value})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Plan.objects.exists()


def test_a_plan_is_set_up_within_reach_only(client, union):
    make.unit("Railway", code="RW")
    log_in(client, union)
    assert "unit" in client.post("/welfare/plans/new/", {**PLAN, "unit": "RW"}).context["form"].errors


def test_a_changed_plan_keeps_its_unit(client, union):
    plan = make.plan(union)
    log_in(client, union)
    assert client.get(f"/welfare/plans/{plan.pk}/change/").status_code == 200
    client.post(f"/welfare/plans/{plan.pk}/change/", {**PLAN, "amount": "350"})
    plan.refresh_from_db()
    assert (plan.unit, plan.amount) == (union, 350)


def test_a_plan_of_another_union_is_404(client, union):
    plan = make.plan(union)
    log_in(client, make.unit())
    for address in ("", "change/"):
        assert client.get(f"/welfare/plans/{plan.pk}/{address}").status_code == 404
    assert client.post(f"/welfare/plans/{plan.pk}/open/").status_code == 404
    assert client.get("/welfare/plans/").context["page"].items == []


def test_an_officer_opens_a_run_before_its_day_once(client, union):
    plan = make.plan(union)
    officer = log_in(client, union)
    assert client.get(f"/welfare/plans/{plan.pk}/").context["may_open"]
    client.post(f"/welfare/plans/{plan.pk}/open/", follow=True)
    assert Run.objects.get().opened_by == officer
    answer = client.post(f"/welfare/plans/{plan.pk}/open/")
    assert_refused(answer, "The run for this festival is open already.", "Open the run now")
    assert Run.objects.count() == 1


def test_finance_gives_a_budget_and_adjusts_it_by_a_decision(client, union):
    log_in(client, union, "finance_officer")
    fields = {"unit": "HQ", "year": "2026", "kind": "festival", "amount": "1000"}
    assert client.get("/welfare/budgets/new/").status_code == 200
    client.post("/welfare/budgets/new/", fields)
    line = BudgetLine.objects.get()
    again = client.post("/welfare/budgets/new/", fields)
    assert "already" in str(again.context["form"].errors)
    assert_refused(again, "already", 'value="1000"')
    assert client.get(f"/welfare/budgets/{line.pk}/").status_code == 200
    client.post(f"/welfare/budgets/{line.pk}/", {"amount": "1500", "reason": "主席办公会2026-8号"})
    line.refresh_from_db()
    assert line.amount == 1000
    waiting = ApprovalRound.objects.get(kind="budget")
    assert client.post(f"/approvals/{waiting.pk}/approve/").status_code == 422
    for post in ("chair", "finance_officer"):
        log_in(client, union, post)
        assert client.post(f"/approvals/{waiting.pk}/approve/").status_code == 302
    line.refresh_from_db()
    assert line.amount == 1500
    assert AuditEvent.objects.get(verb="budget.change").changes == {"before": "1000.00", "after": "1500.00"}


def test_a_budget_is_not_lowered_below_what_is_reserved(client, union):
    make.member(union)
    run = make.approved_run(union)
    log_in(client, union, "finance_officer")
    answer = client.post(f"/welfare/budgets/{run.line_id}/", {"amount": "299", "reason": "压缩"})
    assert "¥300.00 of this line is reserved or spent" in str(answer.context["form"].errors)
    assert client.post(f"/welfare/budgets/{run.line_id}/", {"amount": "300", "reason": ""}).status_code == 422
    assert BudgetLine.objects.get().amount == 1_000_000


def test_budgets_show_their_totals_and_only_finance_edits(client, union):
    make.budget_line(union, amount=100)
    make.budget_line(make.unit(), amount=7)
    log_in(client, union)
    shown = client.get("/welfare/budgets/", {"year": "2026"}).context
    assert (shown["tally"].sums["amount"], shown["may_edit"], len(shown["page"])) == (100, False, 1)
    assert client.get("/welfare/budgets/", {"year": "2025"}).context["page"].items == []
    assert client.get("/welfare/budgets/", {"year": "x"}).context["page"].items == []
    assert client.get("/welfare/budgets/new/").status_code == 403


def test_the_desk_shows_each_officer_what_waits_for_them(union):
    make.member(union)
    make.budget_line(union, amount=300)
    run = make.counted_run(union)
    maker, chair = make.officer(union), make.officer(union, "chair")
    finance = make.officer(union, "finance_officer")

    def lines_on_desk(user):
        return [(row.url, row.kind) for row in desk.waiting_runs(user)]

    assert lines_on_desk(maker) == [(run.get_absolute_url(), "submit for review")]
    assert lines_on_desk(chair) == []
    actions.submit_run(run, by=maker)
    assert (lines_on_desk(maker), lines_on_desk(chair)) == ([], [(run.get_absolute_url(), "approve")])
    actions.approve_run(run, by=chair)
    assert (lines_on_desk(chair), lines_on_desk(finance)) == ([], [(run.get_absolute_url(), "approve")])
    actions.approve_run(run, by=finance)
    assert lines_on_desk(maker) == [(run.get_absolute_url(), "issue")]
    assert lines_on_desk(make.officer(make.unit(), "chair")) == []
    assert [(line.used, line.share) for line in desk.desk_context(chair)["budgets"]] == [(300, 100)]
    actions.issue_run(run, by=maker)
    assert [(bar.done, bar.slices) for bar in desk.desk_context(chair)["runs"]] == [(0, 1)]


def test_a_maker_who_may_approve_is_not_shown_their_own_run_on_the_desk(union):
    make.member(union)
    chair = make.officer(union, "chair")
    make.run_in_review(union, by=chair)
    assert desk.waiting_runs(chair) == []


@pytest.mark.parametrize("name", ["run_list", "plan_list", "budget_list", "grant_list"])
def test_an_empty_list_says_what_to_do(client, union, name):
    log_in(client, union)
    assert 'class="empty"' in client.get(reverse(f"welfare:{name}")).content.decode()


GROUP = {
    "post_categories": ["front_line"],
    "sexes": ["2"],
    "joined_before": "2026-09-01",
    "amounts_by": "years",
    "amounts_table": "10 500",
}


def test_a_plan_says_in_plain_words_whom_it_is_for_and_how_much_each_gets(client, union):
    log_in(client, union)
    plan = client.post("/welfare/plans/new/", {**PLAN, **GROUP}, follow=True).context["plan"]
    assert plan.conditions == {"post_categories": ["front_line"], "sexes": ["2"], "joined_before": "2026-09-01"}
    assert plan.amounts == {"by": "years", "rows": [["10", "500.00"]]}
    shown = client.get(f"/welfare/plans/{plan.pk}/").content.decode()
    assert "front line<br>joined before" in shown and "from 10 years on: ¥500.00" in shown
    assert sentence_for(plan.group) == "front line, joined before 2026-09-01, female"
    # The form shows what is kept, and saves the same again.
    form = client.get(f"/welfare/plans/{plan.pk}/change/").context["form"]
    assert [form[name].initial for name in ("joined_before", "amounts_table")] == ["2026-09-01", "10 500.00"]


def test_conditions_are_said_in_chinese_as_an_officer_would(chinese):
    group = Group(post_categories=("front_line",), joined_before="2026-09-01", sexes=("2",))
    with translation.override("zh-hans"):
        assert sentence_for(group) == "一线操作，2026-09-01 前入会，女"
        assert sentence_for(Group()) == "单位全体会员"


def test_the_difference_of_two_previews_tells_nobody_exactly(client, union):
    for number in range(8):
        make.member(union, sex="1" if number < 2 else "2")
    log_in(client, union)
    everybody = client.post("/welfare/plans/new/", {**PLAN, "preview": "1"})
    women = client.post("/welfare/plans/new/", {**PLAN, "sexes": ["2"], "preview": "1"})
    assert (everybody.context["matching"], women.context["matching"]) == ("10", "5")
    assert "Numbers are rounded to 5" in women.content.decode()


def test_a_preview_counts_who_matches_and_saves_nothing(client, union):
    for number in range(6):
        make.member(union, sex="2", post_category="front_line" if number else "management")
    make.member(union, sex="2", employment="retired")
    log_in(client, union)
    answer = client.post("/welfare/plans/new/", {**PLAN, **GROUP, "preview": "1"})
    assert answer.status_code == 200 and not Plan.objects.exists()
    assert (answer.context["matching"], answer.context["others"]) == (
        "5",
        [("not in the plan's group: post category", "fewer than 5")],
    )
    shown = answer.content.decode()
    assert "front line, joined before 2026-09-01, female" in shown and 'value="2026-09-01"' in shown


def test_the_next_five_dates_are_on_the_page(client, union):
    log_in(client, union)
    plan = make.plan(union)
    shown = client.get(f"/welfare/plans/{plan.pk}/").content.decode()
    for day in ("2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12"):
        assert day in shown


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"schedule": "dates", "festival": ""}, "days"),
        ({"schedule": "dates", "festival": "", "days": "07-01", "kind": ""}, "kind"),
        ({"schedule": "dates", "days": "31-12", "kind": "summer"}, "days"),
        ({"schedule": "minority", "festival": ""}, "minority_festival"),
        ({"units": "nowhere"}, "units"),
        ({"joined_before": "soon"}, "joined_before"),
        ({"amounts_by": "per_year", "per_year": "10", "most": "300"}, "most"),
        ({"amounts_by": "post_category", "amounts_table": "astronaut 5"}, "amounts_table"),
    ],
)
def test_what_is_faulty_in_occasion_group_or_amounts_is_refused_at_its_field(client, union, fields, field):
    log_in(client, union)
    answer = client.post("/welfare/plans/new/", {**PLAN, **fields})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Plan.objects.exists()


def test_a_plan_for_named_units_shows_them_and_a_unit_of_others_is_unknown(client, union):
    branch = make.unit("Oil Field 2", code="OF2", parent=union)
    make.unit("Railway", code="RW")
    log_in(client, union)
    assert "units" in client.post("/welfare/plans/new/", {**PLAN, "units": "RW"}).context["form"].errors
    plan = client.post("/welfare/plans/new/", {**PLAN, "units": "OF2"}, follow=True).context["plan"]
    assert plan.group.units == (branch.pk,)
    assert "only Oil Field 2" in client.get(f"/welfare/plans/{plan.pk}/").content.decode()


def test_money_is_never_for_a_festival(client, union):
    log_in(client, union)
    answer = client.post("/welfare/plans/new/", {**PLAN, "form": "money"})
    assert answer.status_code == 422 and "never money" in str(answer.context["form"].errors)


def test_a_birthday_plan_a_summer_plan_and_one_for_a_minority_festival_are_set_up(client, union):
    log_in(client, union)
    festival = make.minority_festival(date(2027, 3, 9))
    for fields, dates in (
        ({"schedule": "birthday_month", "festival": ""}, ["2026-09-01", "2026-10-01"]),
        ({"schedule": "dates", "kind": "summer", "days": "07-01、2026-09-02"}, ["2026-09-02", "2027-07-01"]),
        ({"schedule": "minority", "minority_festival": festival.pk}, ["2027-03-09"]),
    ):
        plan = client.post("/welfare/plans/new/", {**PLAN, **fields}, follow=True).context["plan"]
        assert [str(on) for on, _opens, _part in plan.next_dates][:2] == dates
        if plan.minority_festival:
            # Its page and the preview name whom the run will mean.
            assert "Hui" in client.get(plan.get_absolute_url()).content.decode()
            preview = client.post("/welfare/plans/new/", {**PLAN, **fields, "preview": "1"})
            assert "Hui" in preview.context["sentence"]
    assert client.get("/welfare/plans/").status_code == client.get("/welfare/plans/export/").status_code == 200


def test_a_plan_whose_day_to_open_is_over_says_that_its_run_comes_within_the_hour_then_that_it_is_open(client, union):
    log_in(client, union)
    make.member(union)
    plan = make.plan(union, lead_days=60)
    told = client.get(plan.get_absolute_url()).content.decode()
    assert "The run opens within the hour" in told and "The first opens by itself within the hour." in told
    opening.open_due_runs(date(2026, 8, 20))
    assert "The run is open" in client.get(plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"hardships": ["deep"]}, "hardships"),
        ({"amounts_by": "hardship", "amounts_table": "deep hardship 500"}, "amounts_by"),
    ],
)
def test_only_who_may_see_hardship_makes_a_plan_that_depends_on_it(client, union, fields, field):
    log_in(client, union)
    assert client.post("/welfare/plans/new/", {**PLAN, **fields, "preview": "1"}).status_code == 200
    post = Post.objects.get(code="welfare_officer")
    post.permissions.remove(post.permissions.get(codename="view_hardshipmark"))
    answer = client.post("/welfare/plans/new/", {**PLAN, **fields, "preview": "1"})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert "previewed" not in answer.context


def test_a_form_in_which_the_kind_may_not_be_given_is_refused_at_its_field(client, union):
    log_in(client, union)
    leaving = {**PLAN, "schedule": "dates", "festival": "", "kind": "retirement", "days": "09-30"}
    answer = client.post("/welfare/plans/new/", {**leaving, "form": "money"})
    assert_refused(answer, "In this unit retirement is not given as money")
    assert not Plan.objects.exists()
    assert client.post("/welfare/plans/new/", {**leaving, "form": "souvenir"}).status_code == 302


def test_a_plan_names_only_units_within_reach_and_others_are_as_if_not_there(client, union):
    elsewhere = make.unit("外单位", kind="union", code="ZZ")
    log_in(client, union)
    for word in (elsewhere.code, elsewhere.name, "没有"):
        answer = client.post("/welfare/plans/new/", {**PLAN, "without_units": word})
        assert_refused(answer, f"There is no unit “{word}” within your reach.")
    assert not Plan.objects.exists()


def test_the_fields_of_each_occasion_stand_apart_and_are_not_called_optional(client, union):
    log_in(client, union)
    page = client.get("/welfare/plans/new/").content.decode()
    for occasion, names in {
        "festival": ["festival"],
        "minority": ["minority_festival"],
        "birthday": ["leap_day"],
        "dates": ["days", "kind"],
    }.items():
        part = page.split(f'data-occasion="{occasion}"')[1].split('class="by-occasion"')[0].split("lead_days")[0]
        assert all(f'name="{name}"' in part for name in names) and "optional" not in part
    occasion = page.split('name="schedule"')[1].split("</select>")[0]
    assert "Please choose" not in occasion and '<option value="festival" selected>' in occasion


@pytest.mark.parametrize(
    ("schedule", "field"), [("festival", "festival"), ("minority", "minority_festival"), ("dates", "days")]
)
def test_only_the_fields_of_the_chosen_occasion_are_asked(client, union, schedule, field):
    log_in(client, union)
    answer = client.post("/welfare/plans/new/", {**PLAN, "festival": "", "schedule": schedule})
    missing = {field, "kind"} if schedule == "dates" else {field}
    assert set(answer.context["form"].errors) == missing and "This occasion needs it." in answer.content.decode()


def test_it_is_said_who_enters_minority_festivals_and_where(client, union):
    log_in(client, union)
    assert "An administrator enters it" in client.get("/welfare/plans/new/").content.decode()
    client.force_login(make.user(is_staff=True, is_superuser=True))
    assert "/admin/welfare/minorityfestival/" in client.get("/welfare/plans/new/").content.decode()


def test_a_plan_of_a_kind_out_of_use_can_still_be_changed(client, union):
    kind = BenefitKind.objects.create(code="coupon", name="消费券补贴")
    plan = make.plan(union, schedule="dates", days=["07-01"], festival="", kind="coupon")
    BenefitKind.objects.filter(pk=kind.pk).update(active=False)
    log_in(client, union)
    sent = {**PLAN, "schedule": "dates", "days": "07-01", "kind": "coupon", "amount": "320"}
    assert client.post(f"/welfare/plans/{plan.pk}/change/", sent).status_code == 302
    plan.refresh_from_db()
    assert (plan.kind, plan.amount) == ("coupon", 320)
    assert "kind" in client.post("/welfare/plans/new/", sent).context["form"].errors


@pytest.mark.parametrize("field", ["units", "without_units"])
def test_a_plan_names_units_of_its_own_unit_only(client, union, branch, field):
    user = log_in(client, union)
    make.appoint(user, "welfare_officer", other := make.unit(code="ELSE"))
    answer = client.post("/welfare/plans/new/", {**PLAN, field: other.code})
    assert_refused(answer, "does not belong to the unit of this plan")
    assert client.post("/welfare/plans/new/", {**PLAN, field: branch.code}).status_code == 302


def test_the_export_of_plans_asks_as_often_for_many_as_for_one(client, union, branch):
    log_in(client, union)
    make.plan(union, conditions={"units": [branch.pk]})
    few = queries_of(client, "/welfare/plans/export/")
    for number in range(3):
        make.plan(union, name=f"方案{number}", conditions={"units": [make.unit(parent=union).pk]})
    assert queries_of(client, "/welfare/plans/export/") == few

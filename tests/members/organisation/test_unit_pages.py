"""The pages of units: the tree, one unit, and changing, moving, merging and closing one."""

from datetime import date

import pytest

from members.joining.actions import return_application
from members.organisation import actions
from members.register.models.member import Member
from members.units.models.units import Unit
from office.models import AuditEvent
from tests import factories as make
from tests.page_text import without_times
from tests.refused import assert_refused, assert_refused_first
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db
LINES = {"contacts-TOTAL_FORMS": 1, "contacts-INITIAL_FORMS": 0}


def codes_on(answer):
    return [unit.code for unit in answer.context["rows"]]


# The tree


def test_the_tree_opens_with_its_first_level_and_headcounts(client, chair, union, branch):
    make.member(union)
    make.member(branch, sex="2")
    make.member(make.unit("一组", parent=branch, code="G1"))
    make.member(branch, state="withdrawn")
    answer = client.get("/members/units/")
    assert codes_on(answer) == ["HQ", "B1"]
    heads = {
        unit.code: (unit.headcount.own, unit.headcount.all, unit.headcount.women) for unit in answer.context["rows"]
    }
    assert heads == {"HQ": (1, 3, 1), "B1": (1, 2, 1)}


def test_a_level_is_opened_by_a_link_without_script_and_as_rows_with_it(client, chair, union, branch):
    make.unit("一组", parent=branch, code="G1")
    answer = client.get("/members/units/", {"under": branch.pk})
    assert codes_on(answer) == ["HQ", "B1", "G1"]
    assert [unit.tree_level for unit in answer.context["rows"]] == [1, 2, 3]
    rows = client.get(f"/members/units/{branch.pk}/below/", {"level": 3})
    assert codes_on(rows) == ["G1"]
    assert 'aria-level="3"' in rows.content.decode()
    assert "<html" not in rows.content.decode()


def test_the_tree_of_a_wide_level_comes_in_pages_by_key(client, chair, union, monkeypatch):
    monkeypatch.setattr("members.organisation.views.tree.LEVEL_SHOWN", 2)
    for number in range(5):
        make.unit(parent=union, code=f"B{number}")
    first = client.get("/members/units/")
    assert codes_on(first) == ["HQ", "B0", "B1"]
    cursor = first.context["page"].next
    assert codes_on(client.get(f"/members/units/{union.pk}/below/", {"cursor": cursor, "level": 2})) == ["B2", "B3"]
    assert codes_on(client.get("/members/units/", {"under": union.pk, "cursor": cursor})) == ["HQ", "B2", "B3"]


def test_a_large_tree_takes_as_many_queries_as_a_small_one(client, chair, union, branch, django_assert_max_num_queries):
    for number in range(30):
        group = make.unit(parent=branch, code=f"G{number}")
        make.member(group)
    with django_assert_max_num_queries(15):  # of which one asks for saved views
        client.get("/members/units/", {"under": branch.pk})
    with django_assert_max_num_queries(11):
        client.get(f"/members/units/{branch.pk}/below/")
    with django_assert_max_num_queries(15):  # of which one asks for saved views
        client.get("/members/units/", {"q": "Unit"})


def test_the_search_finds_units_by_name_and_code_and_shows_the_unit_above(client, chair, union, branch):
    make.unit("一组", parent=branch, code="G1")
    make.unit("一组", code="X1")
    answer = client.get("/members/units/", {"q": "一组"})
    assert codes_on(answer) == ["G1"]
    assert [unit.name for unit in answer.context["rows"][0].shown_ancestors] == ["公司工会", "采油一厂"]
    assert codes_on(client.get("/members/units/", {"q": "b1"})) == ["B1"]
    assert "No unit matches" in client.get("/members/units/", {"q": "zzz"}).content.decode()


def test_who_holds_posts_in_several_units_sees_where_each_tree_begins(client, union, branch):
    officer = make.officer(branch, "branch_chair")
    make.appoint(officer, "branch_chair", other := make.unit("别处", code="X1"))
    make.unit("一组", parent=branch, code="G1")
    client.force_login(officer)
    assert codes_on(client.get("/members/units/")) == ["B1", "X1"]
    assert codes_on(client.get("/members/units/", {"under": branch.pk})) == ["B1", "G1"]
    assert client.get("/members/units/", {"under": union.pk}).status_code == 404
    assert client.get("/members/units/", {"under": other.pk}).status_code == 200
    assert client.get("/members/units/", {"under": "abc"}).status_code == 200


def test_closed_units_show_only_when_asked_for(client, chair, union, branch):
    actions.close_unit(branch, on=date(2026, 6, 1), by=chair, reason="撤销")
    assert codes_on(client.get("/members/units/")) == ["HQ"]
    shown = client.get("/members/units/", {"closed": "on"})
    assert codes_on(shown) == ["HQ", "B1"]
    assert "closed" in shown.content.decode()
    assert client.get("/members/units/options/", {"unit": "采油"}).content.strip() == b""
    assert client.get(branch.get_absolute_url()).status_code == 200


def test_the_workbook_contains_all_levels_of_the_tree(client, chair, union, branch):
    make.member(make.unit("一组", parent=branch, code="G1"))
    answer = client.get("/members/units/export/")
    rows = rows_of(answer)
    assert [(row[1], row[-2], row[-1]) for row in rows[1:]] == [("HQ", 0, 1), ("B1", 0, 1), ("G1", 1, 1)]
    found = client.get("/members/units/export/", {"q": "一组"})
    rows = rows_of(found)
    assert [row[1] for row in rows[1:]] == ["G1"]
    assert AuditEvent.objects.filter(verb="unit.export").latest("id").changes["filters"] == {"q": "一组"}


# One unit


def test_a_unit_is_changed_with_an_error_at_the_credit_code(client, chair, branch):
    page = f"/members/units/{branch.pk}/change/"
    form = {"name": "采油一厂分会", "code": "B1", "kind": "branch", "level": "basic", **LINES}
    wrong = client.post(page, {**form, "credit_code": "91350100M000100Y44"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["credit_code"]
    assert "91350100M000100Y44" in wrong.content.decode()
    contact = {"contacts-0-name": "王静", "contacts-0-phone": "0546-8888888"}
    assert client.post(page, {**form, **contact, "credit_code": "91350100m000100y43"}).status_code == 302
    branch.refresh_from_db()
    assert (branch.name, branch.credit_code) == ("采油一厂分会", "91350100M000100Y43")
    shown = client.get(branch.get_absolute_url()).content.decode()
    assert "0546-8888888" in shown and "采油一厂 → 采油一厂分会" in shown
    kept = {**form, **contact, "contacts-INITIAL_FORMS": 1, "credit_code": "91350100M000100Y43"}
    same = client.post(page, kept, follow=True)
    assert "Nothing changed." in same.content.decode()


def test_a_contact_without_a_name_is_asked_for_it(client, chair, branch):
    form = {"name": "采油一厂", "code": "B1", "kind": "branch", **LINES, "contacts-0-phone": "0546-8888888"}
    wrong = client.post(f"/members/units/{branch.pk}/change/", form)
    assert wrong.status_code == 422
    assert "Say who this is" in wrong.content.decode()


def test_a_code_or_credit_code_belongs_to_one_unit(client, chair, union, branch):
    Unit.objects.filter(pk=union.pk).update(credit_code="91350100M000100Y43")
    form = {"name": "新", "code": "HQ", "kind": "branch", "credit_code": "91350100M000100Y43", **LINES}
    wrong = client.post(f"/members/units/{branch.pk}/new/", form)
    assert wrong.status_code == 422
    assert {*wrong.context["form"].errors} == {"code", "credit_code"}


def test_a_unit_is_set_up_below_another(client, chair, branch):
    page = f"/members/units/{branch.pk}/new/"
    assert client.get(page).context["form"].initial["kind"] == "group"
    assert client.post(page, {"name": "一组", "code": "G1", "kind": "group", **LINES}).status_code == 302
    assert Unit.objects.get(code="G1").path.startswith(branch.path)


def test_the_page_offers_the_acts_that_the_post_allows(client, union, branch):
    def offers(post, unit):
        client.force_login(make.officer(unit, post))
        shown = client.get(branch.get_absolute_url()).content.decode()
        return [act for act in ("change", "new", "move", "merge", "close") if f"/{branch.pk}/{act}/" in shown]

    assert offers("chair", union) == ["change", "new", "move", "merge", "close"]
    assert offers("chair", branch) == ["change", "new"]
    assert offers("branch_chair", branch) == ["change"]
    assert offers("auditor", union) == []


def test_a_post_that_was_held_and_is_not_held_any_more_is_vacant(client, chair, branch):
    old = make.appoint(make.user(name="老马"), "branch_chair", branch)
    type(old).objects.filter(pk=old.pk).update(ends_on=date(2025, 12, 31))
    page = client.get(branch.get_absolute_url())
    assert [str(post) for post in page.context["vacant"]] == ["Branch chair"]
    assert "last held until 2025-12-31" in without_times(page.content.decode())
    make.appoint(make.user(), "branch_chair", branch)
    assert not client.get(branch.get_absolute_url()).context["vacant"]


def test_a_page_of_a_unit_with_everything_asks_a_constant_number_of_queries(
    client, chair, union, branch, django_assert_max_num_queries
):
    for kind in ("union", "women", "fund_review"):
        make.seat(make.term(branch, kind))
    for _ in range(5):
        make.unit(parent=branch)
        make.appoint(make.user(), "branch_chair", branch)
    with django_assert_max_num_queries(26):
        assert client.get(branch.get_absolute_url()).status_code == 200


# Move, merge, close


def test_a_move_is_shown_in_numbers_before_it_is_done(client, chair, union, branch):
    group = make.unit("一组", parent=branch, code="G1", kind="group")
    make.unit("二厂", parent=union, code="B2")
    make.member(group)
    page = f"/members/units/{group.pk}/move/"
    assert "What will happen" not in client.get(page).content.decode()
    shown = client.get(page, {"to": "B2"})
    assert "What will happen" in shown.content.decode()
    assert (shown.context["extent"].members, shown.context["extent"].units_below) == (1, 0)
    assert client.post(page, {"to": "B2"}).status_code == 422
    assert client.post(page, {"to": "nowhere", "reason": "划归"}).status_code == 422
    answer = client.post(page, {"to": "B2", "reason": "划归二厂"}, follow=True)
    assert "The unit has been moved." in answer.content.decode()
    assert Unit.objects.get(pk=group.pk).path.startswith(Unit.objects.get(code="B2").path)
    told = client.get(group.get_absolute_url()).content.decode()
    assert "划归二厂" in told and "采油一厂 → 二厂" in told


def test_a_merge_is_done_as_of_a_day(client, chair, union, branch):
    other = make.unit("二厂", parent=union, code="B2")
    member = make.member(branch)
    page = f"/members/units/{branch.pk}/merge/"
    assert "1 member of 采油一厂" in client.get(page, {"to": "B2"}).content.decode()
    late = client.post(page, {"to": "B2", "on": "2999-01-01", "reason": "合并"})
    assert list(late.context["form"].errors) == ["on"]
    answer = client.post(page, {"to": "B2", "on": "2026-06-01", "reason": "合并"}, follow=True)
    assert answer.context["unit"] == branch
    assert "It was merged into" in answer.content.decode()
    member.refresh_from_db()
    assert (member.unit, member.unit_since) == (other, date(2026, 6, 1))


def test_closing_names_the_obstacles_and_can_be_undone(client, chair, branch):
    make.unit("一组", parent=branch, code="G1")
    member = make.member(branch)
    page = f"/members/units/{branch.pk}/close/"
    assert "There is still 1 member" in client.get(page).content.decode()
    refused = client.post(page, {"on": "2026-06-01", "reason": "撤销"})
    assert "still open units below" in refused.content.decode()
    refused = client.post(page, {"on": "2026-06-01", "reason": "撤销", "with_all_below": "on"})
    assert "still 1 members" in refused.content.decode()
    assert_refused(refused, "still 1 members", "撤销", "2026-06-01")
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since=date(2026, 5, 1))
    waiting = make.application(branch)
    shown = client.get(page).content.decode()
    assert "1 application for membership waits here" in shown
    assert f'href="/members/applications/?unit={branch.code}"' in shown
    refused = client.post(page, {"on": "2026-06-01", "reason": "撤销", "with_all_below": "on"})
    assert "1 application waits there" in refused.content.decode()
    return_application(waiting, by=make.officer(branch), reason="不属于本单位")
    client.post(page, {"on": "2026-06-01", "reason": "撤销", "with_all_below": "on"})
    assert Unit.objects.filter(closed_on=date(2026, 6, 1)).count() == 2
    closed = client.get(branch.get_absolute_url()).content.decode()
    assert "This unit was closed on 2026-06-01" in without_times(closed)
    client.post(f"/members/units/{branch.pk}/reopen/", {"reason": "误操作"})
    branch.refresh_from_db()
    assert branch.closed_on is None


def test_a_move_without_a_target_keeps_the_reason(client, chair, union, branch):
    answer = client.post(f"/members/units/{branch.pk}/move/", {"to": "没有", "reason": "划归二厂"})
    assert_refused_first(answer, "Choose the other unit first.", "划归二厂")


def test_a_second_officer_reads_that_the_unit_is_closed_and_keeps_the_reason(client, chair, branch):
    page = f"/members/units/{branch.pk}/close/"
    assert client.post(page, {"on": "2026-06-01", "reason": "撤销"}).status_code == 302
    assert_refused(client.post(page, {"on": "2026-06-02", "reason": "合并办公"}), "合并办公", "2026-06-02")
    branch.refresh_from_db()
    assert branch.closed_on == date(2026, 6, 1)


def test_closed_units_are_offered_in_no_form_and_narrow_a_list_all_the_same(client, chair, union, branch):
    make.member(branch, name="旧人", state="transferred")
    actions.close_unit(branch, on=date(2026, 6, 1), by=chair, reason="撤销")
    other = make.unit("二厂", parent=union, code="B2")
    wrong = client.get(f"/members/units/{other.pk}/move/", {"to": "B1"})
    assert "There is no such unit within your reach." in wrong.content.decode()
    assert "旧人" in client.get("/members/", {"unit": "B1", "state": "all"}).content.decode()


@pytest.mark.parametrize("address", ["/members/units/options/?unit=%00", "/members/transfers/units/?unit=%00"])
def test_a_search_text_with_nul_is_no_error(client, address):
    client.force_login(make.officer(make.unit("Works")))
    assert client.get(address).status_code == 200


def test_the_audit_log_takes_the_last_day_of_the_calendar(client):
    client.force_login(make.officer(make.unit("Works"), post="auditor"))
    assert client.get("/audit/?until=9999-12-31").status_code == 200

"""The pages of members, units, the audit log and a worker's own card."""

from datetime import date

import pytest

from members.personal_file.actions.corrections import correct_member
from members.register.models.member import Member
from office import audit
from office.audit_verbs import VERB_LABELS
from office.models import AuditEvent
from tests import factories as make
from tests.list_pages import names_on
from tests.queries import queries_of
from tests.workbooks import workbook_of

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"


@pytest.mark.parametrize("text", ["孟静", "孟", "mengjing", "mengj", "mj", "e001", "E001", "4321"])
def test_a_member_is_found_by_name_pinyin_initials_number_and_phone_tail(client, officer, union, text):
    make.member(union, name="孟静", employee_number="E001", phone="13800004321")
    make.member(union, name="夏远", employee_number="E002", phone="13800001234")
    assert names_on(client.get("/members/", {"q": text})) == ["孟静"]


@pytest.mark.parametrize("few", [0, 30_000])
@pytest.mark.parametrize("asked", [{}, {"q": "mj"}, {"sort": "name"}, {"sort": "-joined_on"}, {"sort": "unit"}])
def test_few_and_many_members_are_sorted_alike(client, branch, monkeypatch, asked, few):
    monkeypatch.setattr("members.register.views.members.COUNTED_IN_PART", few)
    client.force_login(make.officer(branch))
    for number in range(3):
        make.member(branch, name="孟静", joined_on=date(2020 + number, 1, 1), employee_number=f"E{number}")
    falling = not asked.get("sort") or asked["sort"].startswith("-")
    found = [member.employee_number for member in client.get("/members/", asked).context["page"]]
    assert found == (["E2", "E1", "E0"] if falling else ["E0", "E1", "E2"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"unit": "B1"}, ["静"]),
        ({"unit": "采油一厂"}, ["静"]),
        ({"state": "withdrawn"}, ["远"]),
        ({"post_category": "technical", "state": "all"}, ["远"]),
        ({"post_category": "technical"}, []),
        ({"employment": "retired"}, ["静"]),
        ({}, ["静"]),
        ({"sort": "employee_number", "state": "all"}, ["静", "远"]),
        ({"sort": "-employee_number", "state": "all"}, ["远", "静"]),
        ({"sort": "nonsense", "state": "all"}, ["远", "静"]),
        ({"unit": "nowhere"}, []),
        ({"state": "nonsense"}, []),
    ],
)
def test_the_list_is_filtered_and_sorted_by_its_address(client, officer, union, branch, asked, found):
    make.member(branch, name="静", employee_number="E1", employment="retired")
    make.member(union, name="远", employee_number="E2", state="withdrawn", post_category="technical")
    assert names_on(client.get("/members/", asked)) == found


def test_a_wrong_filter_is_told_at_its_field(client, officer):
    assert "There is no such unit within your reach." in client.get("/members/", {"unit": "?"}).content.decode()


def test_the_list_costs_the_same_queries_for_five_rows_and_for_fifty(
    client, officer, union, django_assert_max_num_queries
):
    for size in (5, 45):
        for _ in range(size):
            make.member(make.unit(parent=union))
        with django_assert_max_num_queries(10):  # of which one asks for saved views
            answer = client.get("/members/")
    assert len(answer.context["page"]) == 50
    assert len(answer.content) < 100_000


def test_no_page_shows_a_number_in_full(client, officer, union):
    member = make.member(union, id_number=NUMBER, id_kind="1", phone="13812341234", bank_card="6222020200112345678")
    for page in ("/members/", member.get_absolute_url()):
        text = client.get(page).content.decode()
        assert "13812341234" not in text
        assert NUMBER not in text
        assert "6222020200112345678" not in text
    assert "********" in text
    assert "*******1234" in text
    assert "5678" in text


def test_a_member_out_of_reach_is_not_there(client, union):
    client.force_login(make.officer(make.unit("别处")))
    member = make.member(union, name="孟静")
    assert client.get(member.get_absolute_url()).status_code == 404
    assert client.post(f"{member.get_absolute_url()}reveal/", {"reason": "x"}).status_code == 404
    assert names_on(client.get("/members/")) == []


def test_a_reveal_needs_a_reason_and_is_audited(client, officer, union):
    member = make.member(union, id_number=NUMBER, id_kind="1")
    silent = client.post(f"{member.get_absolute_url()}reveal/", {"reason": " "})
    assert NUMBER not in silent.content.decode()
    assert "Say why you need to see the number in full." in silent.content.decode()
    assert not AuditEvent.objects.about(member).exists()

    told = client.post(f"{member.get_absolute_url()}reveal/", {"reason": "bank asks"})
    assert NUMBER in told.content.decode()
    assert "no-store" in told.headers["Cache-Control"]
    event = AuditEvent.objects.about(member).get()
    assert (event.verb, event.actor, event.reason) == ("member.reveal", officer, "bank asks")
    assert NUMBER not in str(event.changes)
    assert "bank asks" in client.get(f"{member.get_absolute_url()}life/").content.decode()


def test_an_auditor_reads_members_but_neither_reveals_nor_exports(client, union):
    client.force_login(make.officer(union, post="auditor"))
    member = make.member(union)
    assert client.get(member.get_absolute_url()).status_code == 200
    assert client.post(f"{member.get_absolute_url()}reveal/", {"reason": "x"}).status_code == 403
    assert client.get("/members/export/").status_code == 403


def test_the_export_contains_exactly_what_is_shown_masked_and_audited(client, officer, union, branch):
    make.member(branch, name="=SUM(A1)", id_number=NUMBER, id_kind="1", phone="13812341234")
    make.member(union, name="远")
    answer = client.get("/members/export/", {"unit": "B1"})
    rows = list(workbook_of(answer).active.iter_rows())
    assert len(rows) == 2
    assert (rows[1][0].value, rows[1][0].data_type) == ("=SUM(A1)", "s")
    assert [cell.value for cell in rows[1]][4:6] == ["********", "*******1234"]
    event = AuditEvent.objects.get(verb="member.export")
    assert event.changes["filters"] == {"unit": "B1"}
    assert event.unit == branch


def test_the_timeline_tells_old_and_new_values_masked_as_on_the_members_page(client, officer, union):
    member = make.member(union, native_place="山东", phone="13812341234", id_number=NUMBER, id_kind="1")
    member.native_place, member.phone = "安徽", "13999998888"
    member.id_number, member.id_hash = "", None
    member.save()
    timeline = client.get(f"{member.get_absolute_url()}life/").context["timeline"]
    assert [event["verbs"] for event in timeline] == [["member.update"], ["member.create"]]
    told = {str(change.label): (change.old, change.new) for change in timeline[0]["changes"]}
    assert told["native place"] == ("山东", "安徽")
    assert told["phone"] == ("*******1234", "*******8888")
    assert told["certificate number"] == ("", "")
    assert str(timeline[0]["changes"][0])


def test_who_may_not_see_hardship_reads_nothing_of_it_in_the_timeline(client, union):
    member = make.member(union)
    member.hardship = "deep"
    member.save()
    client.force_login(make.officer(union, "group_leader"))
    timeline = client.get(f"{member.get_absolute_url()}life/").context["timeline"]
    assert [event["verbs"] for event in timeline] == [["member.create"]]


@pytest.mark.django_db(transaction=True)
def test_one_act_is_one_row_of_the_timeline(client, officer, union):
    member = make.member(union, native_place="山东")
    correct_member(member, {"native_place": "安徽"}, by=officer, reason="户口本")
    first = client.get(f"{member.get_absolute_url()}life/").context["timeline"][0]
    assert (first["verbs"], first["reasons"]) == (["member.correct"], ["户口本"])
    assert [str(change) for change in first["changes"]] == ["native place: 山东 → 安徽"]


def test_the_members_page_sums_up_benefits_dues_and_cases_as_far_as_one_may_see(client, union):
    member = make.worker(union)
    make.issued_run(union)
    make.charge(member)
    make.question(make.account(member))
    client.force_login(make.officer(union, "chair"))
    facts = {str(one["title"]): dict(one["facts"]) for one in client.get(member.get_absolute_url()).context["sections"]}
    assert facts["Benefits"]["Not yet signed for"] == "1"
    assert facts["Cases"]["Questions asked"] == "1, of them open: 1"
    assert "Owed" in facts["Dues"]
    client.force_login(make.officer(union, "group_leader"))
    page = client.get(member.get_absolute_url())
    assert [str(one["title"]) for one in page.context["sections"]] == ["Benefits"]


def test_the_members_page_does_not_tell_another_officer_of_a_grievance(client, union):
    member = make.worker(union)
    make.grievance(make.account(member), officer=make.officer(union, "rights_officer"))
    client.force_login(make.officer(union, "chair"))
    facts = {str(one["title"]): dict(one["facts"]) for one in client.get(member.get_absolute_url()).context["sections"]}
    assert facts["Cases"]["Grievances that you handle"] == "0, of them open: 0"


def test_a_units_page_shows_who_holds_which_post_and_the_units_below(client, officer, union, branch):
    make.officer(union, post="chair", name="赵主席")
    make.member(branch, post_category="technical")
    union.refresh_from_db()
    answer = client.get(f"/members/units/{union.pk}/")
    assert "赵主席" in answer.content.decode()
    assert [child.headcount.all for child in answer.context["children"]] == [1]
    assert ("technical", 1) in [(str(label), heads) for label, heads in answer.context["categories"]]
    assert client.get(f"/members/units/{make.unit('别处').pk}/").status_code == 404


def test_suggestions_are_units_in_reach_with_the_code_where_a_name_occurs_twice(client, officer, union, branch):
    make.unit("采油别处", code="X9")
    make.unit("采油二厂", parent=union, code="B2")
    make.unit("采油二厂", parent=branch, code="B3")
    text = client.get("/members/units/options/", {"unit": "采油"}).content.decode()
    assert 'value="采油一厂"' in text
    assert 'value="B2"' in text
    assert 'value="B3"' in text
    assert "X9" not in text


def test_a_worker_sees_the_own_card_with_hidden_numbers(client, union):
    member = make.worker(union, name="孟静", id_number=NUMBER, id_kind="1")
    make.member(union, name="夏远")
    client.force_login(member.user)
    text = client.get("/my/membership/").content.decode()
    assert "孟静" in text
    assert "夏远" not in text
    assert "<svg" in text
    assert 'style="' not in text  # the content policy would block it
    assert NUMBER not in text


PARTS = ("data", "family", "honours", "documents", "periods")


def test_my_page_is_the_card_and_a_menu_with_the_dues_one_tap_away(client, union):
    member = make.worker(union)
    make.family_member(member, name="李青")
    client.force_login(member.user)
    text = client.get("/my/membership/").content.decode()
    for address in ("/my/dues/", *(f"/my/membership/{part}/" for part in PARTS)):
        assert f'href="{address}"' in text
    assert text.count('<a class="row-link"') == 9
    assert "李青" not in text


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_my_entry_has_a_page_that_leads_back(client, union, part):
    client.force_login(make.worker(union).user)
    page = client.get(f"/my/membership/{part}/")
    assert page.status_code == 200 and 'class="back" href="/my/membership/"' in page.content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_no_entry_says_that_there_is_no_membership(client, part):
    client.force_login(make.user())
    assert "This account has no membership yet" in client.get(f"/my/membership/{part}/").content.decode()


def test_my_page_costs_the_same_queries_for_few_rows_and_for_many(client, union):
    member = make.worker(union)
    client.force_login(member.user)
    few = queries_of(client, "/my/membership/")
    for number in range(3):
        make.family_member(member, relation="child")
        make.honour(member, title=f"荣誉{number}")
        make.document(member, files=[make.scan()])
    assert queries_of(client, "/my/membership/") == few
    counted = client.get("/my/membership/").context["member"]
    assert (counted.family_count, counted.honour_count, counted.document_count) == (3, 3, 3)


def test_an_account_without_membership_is_told_whom_to_ask(client):
    client.force_login(make.user())
    assert "This account has no membership yet" in client.get("/my/membership/").content.decode()


@pytest.mark.parametrize("page", ["/members/", "/members/units/", "/members/imports/", "/audit/", "/members/export/"])
def test_a_worker_is_refused_the_staffs_pages(client, union, page):
    client.force_login(make.worker(union).user)
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("page", ["/members/", "/members/1/", "/my/membership/", "/audit/", "/members/imports/new/"])
def test_a_visitor_is_sent_to_log_in(client, page):
    assert client.get(page).headers["Location"].startswith("/accounts/login/")


def test_the_audit_log_shows_events_in_reach_and_is_filtered(client, union, branch):
    auditor = make.officer(branch, post="auditor")
    client.force_login(auditor)
    member = make.member(branch, name="孟静")
    audit.record("member.reveal", member, by=auditor, unit=branch, reason="here")
    audit.record("member.reveal", make.member(union, name="夏远"), by=auditor, unit=union, reason="above")
    audit.record("login.failed", by=None, label="nowhere")

    def seen(**asked):
        return [event.object_label for event in client.get("/audit/", asked).context["page"]]

    assert seen() == ["孟静"]
    assert seen(q="孟") == seen(verb="member.reveal") == seen(actor=auditor.username) == ["孟静"]
    assert seen(since="2020-01-01") == ["孟静"]
    assert seen(q="夏") == seen(verb="login.failed") == seen(until="2020-01-01") == seen(since="nonsense") == []
    client.force_login(make.officer(union, post="auditor"))
    assert seen() == ["nowhere", "夏远", "孟静"]


def test_a_bulk_write_may_not_leave_a_member_without_a_name(union):
    member = make.member(union)
    with pytest.raises(Exception, match="member_has_a_name"):
        Member.objects.filter(pk=member.pk).update(name="")


@pytest.mark.parametrize(
    ("verb", "post", "reads"),
    [
        ("dues.waive", "chair", True),
        ("dues.waive", "auditor", False),
        ("dues.waive", "group_leader", False),
        ("member.hardship_lift", "auditor", True),
        ("member.hardship_lift", "group_leader", False),
        ("member.correct", "group_leader", True),
    ],
)
def test_reasons_of_exemption_and_hardship_are_hidden_from_posts_that_may_not_read_them(
    client, branch, verb, post, reads
):
    member = make.member(branch)
    audit.record(verb, member, by=make.user(), unit=branch, reason="配偶重病")
    client.force_login(make.officer(branch, post))
    text = client.get(f"/members/{member.pk}/life/").text
    assert str(VERB_LABELS[verb]) in text
    assert ("配偶重病" in text) is reads

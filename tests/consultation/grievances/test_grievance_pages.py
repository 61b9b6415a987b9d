import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.choices import GrievanceState, Outcome
from consultation.grievances import actions
from consultation.grievances.models import Grievance
from office.models import Attachment, AuditEvent
from tests import factories as make
from tests.queries import queries_of
from tests.refused import assert_refused_first

pytestmark = pytest.mark.django_db
STORY = {"category": "wages", "facts": "拖欠工资", "since": "2026-03-01", "concerned": "财务部", "wish": "补发"}
PDF = b"%PDF-1.4 hello"


def test_a_worker_files_and_reads_number_next_step_day_and_limits(client, reporter):
    client.force_login(reporter)
    page = client.post("/my/grievances/new/", STORY, follow=True).content.decode()
    grievance = Grievance.objects.get()
    assert grievance.number in page
    assert "A rights officer decides whether to accept the case" in page
    assert grievance.clocks.get().due_on.isoformat() in page
    assert "no limit while you are employed" in page
    assert "《劳动争议调解仲裁法》第二十七条第四款" in page


@pytest.mark.parametrize(("field", "value"), [("facts", ""), ("since", "2999-01-01"), ("category", "x")])
def test_a_wrong_field_is_named_and_the_rest_is_kept(client, reporter, field, value):
    client.force_login(reporter)
    answer = client.post("/my/grievances/new/", {**STORY, field: value})
    assert answer.context["form"].errors[field]
    assert "财务部" in answer.content.decode()
    assert not Grievance.objects.exists()


def test_officers_work_a_case_through_its_page(client, reporter, officer):
    grievance = make.grievance(reporter)
    page = grievance.get_absolute_url()
    client.force_login(officer)
    assert grievance.number in client.get("/consultation/grievances/").content.decode()
    for what, data in [
        ("accept", {}),
        ("start", {}),
        ("step", {"text": "约谈部门"}),
        ("step", {"text": "内部核对", "internal": "on"}),
        ("write", {"text": "请补充"}),
        ("note", {"text": "备注"}),
        ("close", {"outcome": "settled", "summary": "补休三天"}),
    ]:
        assert client.post(f"{page}{what}/", data).status_code == 302
    grievance.refresh_from_db()
    assert (grievance.state, grievance.outcome) == (GrievanceState.CLOSED, Outcome.SETTLED)
    client.force_login(reporter)
    own = client.get(grievance.own_url).content.decode()
    assert "约谈部门" in own and "补休三天" in own
    assert "内部核对" not in own and "备注" not in own


def test_declining_on_the_page_needs_reason_and_advice(client, reporter, officer):
    grievance = make.grievance(reporter)
    client.force_login(officer)
    page = grievance.get_absolute_url()
    answer = client.post(f"{page}decline/", {"reason": "不属工会受理", "advice": ""})
    assert answer.context["form"].errors["advice"]
    assert "不属工会受理" in answer.content.decode()
    assert client.post(f"{page}decline/", {"reason": "不属工会受理", "advice": "向社保反映"}).status_code == 302
    client.force_login(reporter)
    assert "向社保反映" in client.get(grievance.own_url).content.decode()


def test_a_step_out_of_turn_is_refused_with_a_reason(client, reporter, officer):
    grievance = make.grievance(reporter)
    client.force_login(officer)
    answer = client.post(f"{grievance.get_absolute_url()}close/", {"outcome": "settled", "summary": "早了"})
    assert answer.context["form"].non_field_errors()
    assert_refused_first(answer, "it is now “Filed, waiting to be accepted”", "早了")
    grievance.refresh_from_db()
    assert grievance.state == GrievanceState.SUBMITTED


def test_opening_a_case_is_recorded(client, reporter, officer):
    grievance = make.grievance(reporter)
    client.force_login(officer)
    client.get(grievance.get_absolute_url())
    client.get(grievance.get_absolute_url())
    assert AuditEvent.objects.get(verb="grievance.read").actor == officer


def test_the_reporters_name_is_shown_to_the_handling_officer_and_none_of_it_to_others(
    client, reporter, officer, branch
):
    grievance = make.grievance(reporter)
    page = grievance.get_absolute_url()
    client.force_login(officer)
    before = client.get(page).content.decode()
    assert "欧" not in before and "A member, in their own name." in before
    actions.accept_grievance(grievance, by=officer)
    assert "欧阳娜娜" in client.get(page).content.decode()
    client.force_login(make.officer(branch, post="auditor"))
    assert "欧阳娜娜" not in client.get(page).content.decode()
    assert client.post(f"{page}reveal/", {"reason": "审计"}).status_code == 404


def test_the_case_of_a_group_belongs_to_its_branch(client, branch):
    group = make.unit("一班", parent=branch, kind="group")
    grievance = make.grievance(make.account(make.worker(group, name="欧阳娜娜")))
    assert grievance.unit == branch
    client.force_login(make.officer(branch, post="auditor"))
    assert group.name not in client.get(grievance.get_absolute_url()).content.decode()


def test_a_second_officer_learns_the_name_for_a_reason_on_record(client, reporter, officer, branch):
    grievance = make.grievance(reporter, officer=officer)
    client.force_login(make.officer(branch, post="rights_officer"))
    page = f"{grievance.get_absolute_url()}reveal/"
    assert client.post(page, {"reason": ""}).context["reveal_form"].errors["reason"]
    assert "欧阳娜娜" in client.post(page, {"reason": "代班联系"}).content.decode()
    assert AuditEvent.objects.get(verb="grievance.reveal").reason == "代班联系"


def test_lists_show_neither_facts_nor_names(client, reporter, officer):
    make.grievance(reporter, facts="很私密的经过", concerned="李经理")
    client.force_login(officer)
    page = client.get("/consultation/grievances/?state=all").content.decode()
    assert not any(word in page for word in ("很私密的经过", "李经理", "欧阳娜娜"))


def test_the_officer_of_another_branch_finds_no_case(client, reporter):
    grievance = make.grievance(reporter)
    client.force_login(make.officer(make.unit("Port"), post="rights_officer"))
    assert client.get(grievance.get_absolute_url()).status_code == 404
    for what in ("accept", "decline", "start", "step", "write", "note", "close", "reveal"):
        assert client.post(f"{grievance.get_absolute_url()}{what}/", {"reason": "x"}).status_code == 404
    assert grievance.number not in client.get("/consultation/grievances/?state=all").content.decode()


def test_an_auditor_reads_and_changes_nothing(client, reporter, branch):
    grievance = make.grievance(reporter)
    client.force_login(make.officer(branch, post="auditor"))
    assert client.get(grievance.get_absolute_url()).status_code == 200
    for what in ("accept", "decline", "start", "step", "write", "note", "close", "reveal"):
        assert client.post(f"{grievance.get_absolute_url()}{what}/", {"reason": "x"}).status_code == 404


def test_a_counsellor_finds_no_cases(client, reporter, branch):
    grievance = make.grievance(reporter)
    client.force_login(make.officer(branch, post="desk_counsellor"))
    assert client.get("/consultation/grievances/").status_code == 403
    assert client.get(grievance.get_absolute_url()).status_code in (403, 404)


def test_a_case_is_its_reporters_only(client, reporter, branch):
    grievance = make.grievance(reporter)
    client.force_login(make.account(make.worker(branch)))
    assert client.get(grievance.own_url).status_code == 404
    assert client.post(f"{grievance.own_url}write/", {"text": "x"}).status_code == 404
    assert grievance.number not in client.get("/my/grievances/").content.decode()


def test_the_list_is_filtered_by_its_address(client, reporter, officer, branch):
    fresh = make.grievance(reporter)
    mine = make.grievance(reporter, officer=officer)
    done = make.grievance(reporter, officer=officer)
    actions.close_grievance(done, Outcome.SETTLED, summary="好", by=officer)
    actions.write_as_reporter(mine, "新情况")
    client.force_login(officer)

    def listed_by(query):
        return {case.pk for case in client.get(f"/consultation/grievances/?{query}").context["page"]}

    assert listed_by("") == {fresh.pk, mine.pk}
    assert listed_by("state=closed") == {done.pk}
    assert listed_by("state=all&mine=on") == {mine.pk, done.pk}
    assert listed_by("unanswered=on") == {mine.pk}
    assert listed_by("category=wages") == set()
    assert listed_by(f"unit={branch.pk}&category=hours") == {fresh.pk, mine.pk}
    assert listed_by(f"q={done.number[-6:]}&state=all") == {done.pk}


def test_lists_take_as_many_queries_for_many_cases_as_for_few(client, reporter, officer):
    client.force_login(officer)
    make.grievance(reporter, officer=officer)
    few = queries_of(client, "/consultation/grievances/")
    assert few <= 30
    for _number in range(8):
        make.grievance(reporter, officer=officer)
    assert queries_of(client, "/consultation/grievances/") == few


def test_files_of_a_case_go_to_the_reporter_and_the_officers(client, reporter, officer, branch):
    client.force_login(reporter)
    client.post("/my/grievances/new/", {**STORY, "attachments": SimpleUploadedFile("考勤.pdf", PDF)})
    grievance, told = Grievance.objects.get(), Attachment.objects.get()
    assert (told.name, told.added_by) == ("考勤.pdf", None)
    actions.accept_grievance(grievance, by=officer)
    actions.log_step(grievance, "内部", by=officer, internal=True, attachments=[SimpleUploadedFile("in.pdf", PDF)])
    inside = Attachment.objects.latest("pk")
    assert client.get(f"{grievance.own_url}files/{told.pk}/").getvalue() == PDF
    assert client.get(f"{grievance.own_url}files/{inside.pk}/").status_code == 404
    client.force_login(officer)
    for kept in (told, inside):
        answer = client.get(f"{grievance.get_absolute_url()}files/{kept.pk}/")
        assert answer.getvalue() == PDF
    client.force_login(make.officer(make.unit("Port"), post="rights_officer"))
    assert client.get(f"{grievance.get_absolute_url()}files/{told.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/my/grievances/new/", "/report/"])
def test_no_category_is_chosen_beforehand_and_without_one_the_story_is_kept(client, address):
    client.force_login(make.account(make.worker()))
    form = client.get(address)
    assert '<option value="" selected>Please choose</option>' in form.content.decode()
    answer = client.post(address, {"category": "", "facts": "夜班噪声很大", "wish": "装隔音"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("Choose what it is about.", "夜班噪声很大", "装隔音"))
    assert "Time limits of the law" not in page
    assert not Grievance.objects.exists()


def test_the_officer_of_a_case_reads_its_first_line_in_lists_unless_it_is_anonymous(client):
    worker = make.worker()
    officer = make.officer(worker.unit, "rights_officer")
    named = make.grievance(make.account(worker), officer=officer, facts="三个月没有休息日\n第二行")
    nameless, _code = actions.file_anonymously(make.story(facts="匿名的第一行"), worker.unit)
    actions.accept_grievance(nameless, by=officer)
    client.force_login(officer)
    for address in (reverse("consultation:grievance_list"), reverse("desk")):
        page = client.get(address).content.decode()
        assert named.number in page and "三个月没有休息日" in page
        assert "第二行" not in page and "匿名的第一行" not in page
    client.force_login(make.officer(worker.unit, "rights_officer"))
    assert "三个月没有休息日" not in client.get(reverse("consultation:grievance_list")).content.decode()


def test_an_open_case_offers_its_next_step_beside_its_state(client):
    worker = make.worker()
    officer = make.officer(worker.unit, "rights_officer")
    case = make.grievance(make.account(worker), officer=officer)
    actions.start_work(case, by=officer)
    client.force_login(officer)
    head = client.get(case.get_absolute_url()).content.decode().split('class="columns"')[0]
    assert 'href="#step"' in head

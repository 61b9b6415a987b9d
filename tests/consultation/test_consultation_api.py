import pytest
from rest_framework.test import APIClient

from consultation.grievances.models import Grievance, GrievanceReporter
from consultation.questions import actions
from consultation.questions.models import Question
from office.models import AuditEvent
from tests import factories as make
from tests.people import api_client_of
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
QUESTIONS, GRIEVANCES = "/api/v1/questions/", "/api/v1/grievances/"


def test_a_worker_asks_and_reads_own_questions_only(asker, branch):
    others = make.question(make.account(make.worker(branch)))
    asked = api_client_of(asker).post(QUESTIONS, {"kind": "appeal", "text": "食堂太贵"}, format="json")
    assert asked.status_code == 201
    assert asked.data["number"].startswith("ZX-")
    assert asked.data["due_on"]
    listed = api_client_of(asker).get(QUESTIONS).data["results"]
    assert [one["number"] for one in listed] == [asked.data["number"]]
    assert api_client_of(asker).get(f"{QUESTIONS}{others.pk}/").status_code == 404


def test_a_wrong_field_is_named(asker):
    answer = api_client_of(asker).post(QUESTIONS, {"kind": "nonsense"}, format="json")
    assert answer.status_code == 400
    assert set(answer.data) == {"kind", "text"}


def test_a_counsellor_accepts_and_answers_and_a_rule_refuses_with_409(asker, branch):
    question = make.question(asker)
    desk = api_client_of(make.officer(branch, post="desk_counsellor"))
    early = desk.post(f"{QUESTIONS}{question.pk}/answer/", {"text": "五天"}, format="json")
    assert (early.status_code, bool(early.data["detail"])) == (409, True)
    assert early.data["code"] == "not_to_be_answered"
    assert desk.post(f"{QUESTIONS}{question.pk}/accept/", {"tier": "general"}, format="json").status_code == 200
    answered = desk.post(f"{QUESTIONS}{question.pk}/answer/", {"text": "五天"}, format="json")
    assert answered.data["state"] == "answered"


@pytest.mark.parametrize("post", ["auditor", None])
def test_who_may_not_answer_is_refused(asker, branch, post):
    question = make.question(asker)
    caller = make.officer(branch, post=post) if post else asker
    assert api_client_of(caller).post(f"{QUESTIONS}{question.pk}/accept/", {"tier": "general"}).status_code == 403
    assert Question.objects.get().state == "submitted"


def test_internal_notes_go_to_the_desk_only(asker, branch):
    counsellor = make.officer(branch, post="desk_counsellor")
    question = make.question(asker, tier="general", by=counsellor)
    actions.note_question(question, "内部备注", by=counsellor)
    url = f"{QUESTIONS}{question.pk}/"
    assert "内部备注" in str(api_client_of(counsellor).get(url).data)
    assert "内部备注" not in str(api_client_of(asker).get(url).data)


def test_officers_of_another_branch_find_nothing(asker):
    question, case = make.question(asker), make.grievance(asker)
    port = make.unit("Port")
    assert (
        api_client_of(make.officer(port, post="desk_counsellor")).get(f"{QUESTIONS}{question.pk}/").status_code == 404
    )
    assert api_client_of(make.officer(port, post="rights_officer")).get(f"{GRIEVANCES}{case.pk}/").status_code == 404


def test_a_worker_files_in_their_own_name(asker):
    answer = api_client_of(asker).post(GRIEVANCES, {"category": "wages", "facts": "拖欠工资"}, format="json")
    assert answer.status_code == 201
    assert GrievanceReporter.objects.get().user == asker
    assert api_client_of(asker).get(GRIEVANCES).data["results"][0]["number"] == Grievance.objects.get().number


def test_an_officer_reads_a_case_on_record_and_without_the_name(asker, branch):
    member = asker.member
    member.name = "欧阳娜娜"
    member.save()
    case = make.grievance(asker, facts="很私密的经过")
    officer = make.officer(branch, post="rights_officer")
    assert "很私密的经过" not in str(api_client_of(officer).get(GRIEVANCES).data)
    read = api_client_of(officer).get(f"{GRIEVANCES}{case.pk}/").data
    assert read["facts"] == "很私密的经过"
    assert "欧阳娜娜" not in str(read)
    assert AuditEvent.objects.get(verb="grievance.read").actor == officer


@pytest.mark.parametrize("url", [QUESTIONS, GRIEVANCES])
def test_lists_take_as_many_queries_for_many_rows_as_for_few(asker, branch, url):
    make.question(asker)
    make.grievance(asker)
    few = queries_of(api_client_of(asker), url)
    assert few <= 15
    for _number in range(6):
        make.question(asker)
        make.grievance(asker)
    assert queries_of(api_client_of(asker), url) == few


@pytest.mark.parametrize("url", [QUESTIONS, GRIEVANCES])
def test_nobody_calls_without_logging_in(url):
    assert APIClient().get(url).status_code == 401


@pytest.mark.parametrize("field", ["since", "employment_ended_on"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_case_takes_the_same_days_as_its_form(asker, field, day):
    told = {"category": "wages", "facts": "加班费", field: day}
    answer = api_client_of(asker).post(GRIEVANCES, told, format="json")
    assert answer.status_code == 400 and field in str(answer.data)
    assert api_client_of(asker).post(GRIEVANCES, told | {field: "2026-01-01"}, format="json").status_code == 201

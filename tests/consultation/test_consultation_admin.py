import pytest

from consultation.choices import Grade
from consultation.deadlines.models import Clock, DeadlineRule
from consultation.grievances.models import Grievance, GrievanceReporter
from consultation.questions import actions as questions
from consultation.questions.models import Message, Question, Rating
from consultation.referrals import actions as referrals
from consultation.referrals.models import Referral
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A grievance; and a question with an answer, a referral and a rating."""
    union = make.unit("Union", kind="union")
    asker = make.account(make.worker(union, name="欧阳娜娜"))
    question = make.answered_question(asker)
    make.officer(union, post="department_liaison")
    referrals.refer_question(question, union, text="请说明", by=make.counsellor_of(question))
    questions.rate_question(question, Grade.SATISFIED, by=asker)
    return make.grievance(asker, facts="很私密的经过")


@pytest.mark.parametrize(
    "model", [DeadlineRule, Clock, Question, Message, Rating, Referral, Grievance, GrievanceReporter]
)
def test_an_administrator_sees_every_list_and_row(client, superuser, case, model):
    name = f"/admin/consultation/{model._meta.model_name}/"
    listed = client.get(name).content.decode()
    assert "很私密的经过" not in listed
    if model is not Question:
        assert "欧阳娜娜" not in listed
    assert client.get(f"{name}{model.objects.first().pk}/change/").status_code == 200


def test_an_administrator_edits_a_deadline_on_record(client, superuser):
    rule = DeadlineRule.objects.get(code="question.general")
    data = {"working_days": 5, "certainty": "V", "source": "本会〔2026〕3号"}
    assert client.post(f"/admin/consultation/deadlinerule/{rule.pk}/change/", data).status_code == 302
    rule.refresh_from_db()
    assert (rule.working_days, rule.source) == (5, "本会〔2026〕3号")
    assert AuditEvent.objects.about(rule).get().verb == "admin.change"


def test_opening_a_case_in_the_admin_is_recorded_as_a_reading(client, superuser, case):
    client.get(f"/admin/consultation/grievance/{case.pk}/change/")
    assert AuditEvent.objects.get(verb="grievance.read").actor == superuser


def test_the_admin_shows_that_somebody_reported_and_not_who(client, superuser, case):
    reporter = case.reporter.member
    for page in ("", f"{case.pk}/change/"):
        shown = client.get(f"/admin/consultation/grievancereporter/{page}").content.decode()
        assert case.number in shown
        assert reporter.name[0] not in shown


def test_an_officer_in_the_admin_sees_their_units_only(client, case):
    officer = make.officer(make.unit("Port"), post="rights_officer", is_staff=True)
    client.force_login(officer)
    assert case.number not in client.get("/admin/consultation/grievance/").content.decode()
    assert client.get(f"/admin/consultation/grievance/{case.pk}/change/").status_code in (302, 403, 404)
    assert client.get("/admin/consultation/grievancereporter/").status_code == 403

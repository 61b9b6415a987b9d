"""Forms that tell whether the register knows a number can't be asked without end; each comparison is recorded."""

from datetime import date

import pytest
from django.urls import reverse

from members.hr_api.actions import batches
from members.importing.forms.enter_member import MemberEntryForm
from members.personal_file.forms.correction import CorrectForm
from members.personal_file.forms.person import KinForm
from members.personal_file.models.family import FamilyMember
from members.register.actions.number_checks import NUMBER_CHECKS, OWN_A_DAY, count_number_check
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, refusals, results
from tests.people import api_client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(branch):
    return make.officer(branch)


@pytest.fixture
def elsewhere(union):
    """A member of another branch, whose number the officer may not read."""
    return make.member(make.unit("别处", parent=union), id_kind="1", id_number=make.identity_number())


def tire(account, left=0):
    for _time in range(NUMBER_CHECKS - left):
        count_number_check(account)


def correction(by, branch, number):
    data = {"name": "孟静", "id_kind": "1", "new_id_number": number, "reason": "x"}
    return CorrectForm(data, user=by, instance=make.member(branch))


def kin(by, branch, number):
    data = {"relation": "parent", "name": "周桂芳", "new_id_number": number}
    return KinForm(data, user=by, instance=FamilyMember(member=make.member(branch)))


def entry(by, branch, number):
    data = {"name": "孟静", "id_kind": "1", "id_number": number, "phone": "13800000001", "unit": branch.code}
    return MemberEntryForm(data | {"employment": "on_duty", "sex": "1"}, user=by)


@pytest.mark.parametrize("form", [correction, kin, entry])
def test_a_form_answers_about_a_number_so_often_in_an_hour_and_then_no_more(form, by, branch, elsewhere):
    tire(by, left=1)
    form(by, branch, make.identity_number()).is_valid()
    assert AuditEvent.objects.filter(actor=by, verb="member.check_number").count() == NUMBER_CHECKS
    known = str(form(by, branch, elsewhere.id_number.reveal()).errors)
    unknown = str(form(by, branch, make.identity_number(born=date(1990, 3, 7))).errors)
    assert "compared" in known and known == unknown
    assert AuditEvent.objects.filter(actor=by, verb="member.check_number").count() == NUMBER_CHECKS


def test_a_refused_answer_is_recorded_without_the_number(client, by, branch, elsewhere):
    client.force_login(by)
    page = reverse("members:member_correct", args=[make.member(branch).pk])
    told = client.post(page, {"id_kind": "1", "new_id_number": elsewhere.id_number.reveal(), "reason": "x"})
    assert told.status_code == 422 and "Another member has this number" in told.content.decode()
    event = AuditEvent.objects.get(verb="member.check_number")
    assert (event.actor, event.object_label, event.changes, event.reason) == (by, "", {}, "")


def test_the_admin_counts_as_the_pages_do(client, by, branch, elsewhere):
    type(by).objects.filter(pk=by.pk).update(is_staff=True)
    client.force_login(by)
    tire(by)
    page = reverse("admin:members_member_change", args=[make.member(branch).pk])
    told = client.post(page, {"id_kind": "1", "new_id_number": elsewhere.id_number.reveal()}).content.decode()
    assert "Another member" not in told and "compared" in told


def test_a_worker_cannot_try_out_which_phones_have_accounts(client, branch):
    make.user(phone="13900000009")
    client.force_login(make.account(make.worker(branch)))

    def errors(number):
        answer = client.post("/my/data/phone/", {"value": number})
        assert answer.status_code == 422
        return answer.context["form"].errors

    for _time in range(OWN_A_DAY):
        assert "registered already" in str(errors("13900000009"))
    known, unknown = errors("13900000009"), errors("13900000008")
    assert known == unknown and "Please go on tomorrow" in str(known)
    assert AuditEvent.objects.filter(verb="member.check_number").count() == OWN_A_DAY


@pytest.mark.django_db(transaction=True)
def test_many_checks_at_once_do_not_pass_the_limit():
    account = make.user()
    tire(account, left=2)
    outcomes = at_once(*[lambda: count_number_check(account)] * 6)
    assert (len(results(outcomes)), len(refusals(outcomes))) == (2, 4)
    with pytest.raises(NotAllowed):
        count_number_check(account)


def test_a_program_that_tries_out_numbers_in_refused_rows_is_stopped(officer, union, branch, elsewhere, monkeypatch):
    monkeypatch.setattr(batches, "REFUSED_ROWS", 2)
    inside = make.officer(branch)
    row = {"employee_number": "E1", "name": "孟静", "id_kind": "1", "phone": "13812341234", "unit": "nowhere"}

    def ask(number):
        body = {"unit": branch.code, "members": [{**row, "id_number": number}]}
        return api_client_of(inside).post("/api/v1/members/batch/", body, format="json")

    for _time in range(2):
        assert ask(make.identity_number()).json()["results"][0]["outcome"] == "refused"
    answer = ask(elsewhere.id_number.reveal())
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_refused_rows")

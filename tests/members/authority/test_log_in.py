import pytest
from django.contrib.auth import authenticate
from django.test import Client

from members.authority.models import User
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse"


@pytest.mark.parametrize(
    "name", ["E000001", "e000001", " E000001 ", "13812345678", "meng@example.com", "Meng@Example.com"]
)
def test_employee_number_phone_and_email_open_the_same_account(name):
    user = make.user("E000001", phone="13812345678", email="meng@example.com")
    assert authenticate(username=name, password=PASSWORD) == user


def test_a_phone_that_is_anothers_user_name_opens_the_account_of_that_name():
    named = make.user("13812345678")
    make.user("E2", phone="13812345678")
    assert authenticate(username="13812345678", password=PASSWORD) == named


def test_a_closed_account_does_not_open():
    make.user("E1", is_active=False)
    assert authenticate(username="E1", password=PASSWORD) is None


def test_a_failed_log_in_is_audited_without_what_was_typed():
    user = make.user("E1")
    authenticate(username="E1", password="wrong")
    authenticate(username="hunter2", password="wrong")
    known, unknown = AuditEvent.objects.filter(verb="login.failed").order_by("id")
    assert known.object_id == user.pk
    assert "hunter2" not in f"{unknown.object_label}{unknown.changes}"


def test_the_log_in_page_links_to_activation_and_joining():
    page = Client().get("/accounts/login/").content.decode()
    assert 'href="/activate/"' in page and 'href="/join/"' in page


def test_nobody_signs_up_by_a_form():
    form = {"username": "E9", "password1": "long enough 9", "password2": "long enough 9"}
    Client().post("/accounts/signup/", form)
    assert not User.objects.filter(username="E9").exists()

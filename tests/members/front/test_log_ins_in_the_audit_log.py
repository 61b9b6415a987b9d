"""A chair who wants to know who complained doesn't read in the audit log who was logged in at that time."""

import pytest
from django.test import Client
from django.urls import reverse

from office import audit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit()


def log_page(union, user):
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("members:audit_list"), {"verb": "login.log_in"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("post", ["chair", "auditor"])
def test_the_log_shows_log_ins_of_officers_and_administrators_but_not_of_workers(union, post):
    reader = make.officer(union, post=post)
    worker, officer = make.user(name="欧阳明"), make.officer(union, post="welfare_officer")
    administrator = make.superuser()
    for account in (worker, officer, administrator):
        audit.record("login.log_in", account, by=account)
    page = log_page(union, reader)
    assert "欧阳明" not in page and worker.username not in page
    assert str(officer) in page and str(administrator) in page
    assert "欧阳明" in log_page(union, administrator)


def test_failed_log_ins_at_no_account_and_passwords_set_by_administrators_stay_visible(union):
    chair, worker = make.officer(union, post="chair"), make.user(name="欧阳明")
    audit.record("login.failed", by=None, label="?")
    audit.record("password.set", worker, by=make.superuser())
    client = Client()
    client.force_login(chair)
    for verb in ("login.failed", "password.set"):
        page = client.get(reverse("members:audit_list"), {"verb": verb}).content.decode()
        assert page.count("<tr") >= 2, verb
    assert "欧阳明" in page

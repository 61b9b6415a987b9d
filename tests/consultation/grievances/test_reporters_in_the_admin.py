"""An administrator with all rights, but no shell, doesn't find out in the admin who has reported a grievance."""

import re

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from consultation.grievances import actions
from consultation.grievances.models import GrievanceReporter
from members.authority.models import User
from office import audit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make.superuser())
    return client


@pytest.fixture
def workers():
    """The accounts of two workers who have logged in and asked before; only the first has reported a grievance."""
    unit = make.unit()
    accounts = []
    for name in ("欧阳明", "欧阳亮"):
        account = make.user(name=name)
        make.member(unit, user=account, name=name)
        audit.record("login.log_in", account, by=account)
        make.question(account)
        accounts.append(account)
    grievance = make.grievance(accounts[0])
    actions.accept_grievance(grievance, by=make.officer(unit, post="chair"))
    return accounts


def told(page: str, row: Model, account: User) -> str:
    """Return what a page says, with what differs between any two rows left out."""
    main = page[page.index("<main") if "<main" in page else 0 :]
    for own in (account.username, account.name, str(account.phone), str(row)):
        main = main.replace(own, "—")
    # What a form says of itself is signed, and names the page, whose address has the key of the row.
    hidden = r'nonce="[^"]*"|name="(?:csrfmiddlewaretoken|once|opened)" value="[^"]*"'
    return re.sub(rf"{hidden}|\d+", "", main)


@pytest.mark.parametrize("kind", ["user", "member"])
@pytest.mark.parametrize("many", [False, True])
def test_the_page_before_a_deletion_says_the_same_of_who_has_reported_and_who_has_not(
    administrator, workers, kind, many
):
    pages = []
    for account in workers:
        row = account if kind == "user" else account.member
        if many:
            data = {"action": "delete_selected", "_selected_action": [row.pk]}
            answer = administrator.post(reverse(f"admin:members_{kind}_changelist"), data)
        else:
            answer = administrator.get(reverse(f"admin:members_{kind}_delete", args=[row.pk]))
        assert answer.status_code == 200
        assert f"grievancereporter/{GrievanceReporter.objects.get().pk}" not in answer.content.decode()
        pages.append(told(answer.content.decode(), row, account))
    assert pages[0] == pages[1]


def test_an_account_that_rows_refer_to_is_not_deleted(administrator, workers):
    address = reverse("admin:members_user_delete", args=[workers[0].pk])
    answer = administrator.post(address, {"post": "yes"})
    assert answer.status_code == 200
    assert "records elsewhere that refer to it" in answer.content.decode()
    assert User.objects.filter(pk=workers[0].pk).exists()


@pytest.mark.slow
def test_no_list_of_the_admin_names_the_account_that_is_told_of_a_grievance(administrator, workers):
    assert workers[0].notices.filter(text__contains="WQ-").exists()
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        page = administrator.get(reverse(name)).content.decode()
        rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
        assert not [row for row in rows if "WQ-" in row and "欧阳明" in row], name

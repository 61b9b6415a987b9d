"""Every page is requested by every actor: it opens for those in its table; others see and change nothing."""

import pytest
from django.urls import reverse

from tests.permissions import walk
from tests.permissions.table_of_pages import ACCOUNTS, ANYBODY, PAGES

pytestmark = pytest.mark.django_db

# The forms without an account offer every unit to everybody, and a transfer may lead to any of them.
OPEN_TO_ALL = {"consultation:report", "members:join", "members:transfer_units"}


def test_every_page_has_a_line_in_the_table_and_every_line_a_page():
    pages = {name for name, pattern, _view in walk.routes() if not pattern.startswith(("api/", "admin/"))}
    pages |= {"api_page", "api_root"}
    assert pages == PAGES.keys() | ACCOUNTS.keys()


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.get_status != 405])
def test_a_page_opens_for_whom_the_table_says_and_shows_nothing_of_the_other_branch(name, people, clients):
    access, wrong = PAGES[name], []
    here = walk.address_of(name, access, people.north)
    missing = walk.missing_address(name, access, people.north) if access.row else ""
    for actor in walk.actors(people, access):
        answer = clients.request(actor, "get", here)
        if actor.user is None and ANYBODY not in access.allowed:
            login = f"{reverse('account_login')}?next={here}"
            wrong += [] if (answer.status, answer.location) == (302, login) else [f"{actor}: {answer.status}"]
        elif actor.is_allowed(access, people):
            wrong += walk.faults_when_allowed(actor, access, answer, people, shows_all=name in OPEN_TO_ALL)
        else:
            lost = clients.request(actor, "get", missing) if walk.is_compared(actor, access) else None
            wrong += walk.faults_when_refused(actor, access, answer, lost, here, missing, people)
    assert not wrong


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.get_status == 405])
def test_where_only_posts_are_taken_nobody_gets_a_page(name, people, clients):
    access = PAGES[name]
    for who in ("nobody", "the worker", "auditor in the north", "superuser"):
        answer = clients.request(walk.actor(people, who), "get", walk.address_of(name, access, people.north))
        assert answer.status == (302 if who == "nobody" and ANYBODY not in access.allowed else 405)
        assert not answer.wrote


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.post is not None])
def test_a_post_changes_something_for_whom_the_table_says_and_nothing_for_others(name, people, clients):
    access, wrong = PAGES[name], []
    here = walk.address_of(name, access, people.north)
    missing = walk.missing_address(name, access, people.north) if access.row else ""
    for actor in walk.actors(people, access):
        answer = clients.request(actor, "post", here, walk.post_data(access, people.north))
        if actor.user is None:
            wrong += [] if (answer.status, answer.wrote) == (302, set()) else [f"{actor}: {answer.status}"]
        elif actor.is_allowed(access, people):
            expected = (
                (access.post_status, True)
                if actor.reaches_north() or not access.foreign_status
                else (access.foreign_status, False)
            )
            if access.superuser_status and actor.user.is_superuser:
                expected = (access.superuser_status, False)
            if (answer.status, bool(answer.wrote)) != expected:
                wrong.append(f"{actor} allowed: {answer.status}, wrote {answer.wrote}")
        else:
            lost = (
                clients.request(actor, "post", missing, walk.post_data(access, people.north))
                if walk.is_compared(actor, access)
                else None
            )
            wrong += walk.faults_when_refused(actor, access, answer, lost, here, missing, people)
    assert not wrong


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_page_is_for_its_own_account(name, people, clients):
    row = ("session_end", "token_replace", "token_revoke", "mfa_edit_webauthn", "mfa_remove_webauthn")
    given = {"account_confirm_email": {"key": "x"}, "account_reset_password_from_key": {"uidb36": "1", "key": "x"}}
    given |= {one: {"pk": "1"} for one in row}
    here = reverse(name, kwargs=given.get(name))
    without, with_account = ACCOUNTS[name]
    nobody, worker = walk.actor(people, "nobody"), walk.actor(people, "the worker")
    answer = clients.request(nobody, "get", here)
    if without is None:
        assert (answer.status, answer.location) == (302, f"{reverse('account_login')}?next={here}")
    else:
        assert answer.status == without
    assert clients.request(worker, "get", here).status == with_account

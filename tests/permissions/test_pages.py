"""Every page of the portal, tried by everybody: who gets in, and that the others learn and change nothing."""

import pytest
from django.urls import reverse

from tests.permissions import walk
from tests.permissions.table_of_pages import ACCOUNTS, ANYBODY, PAGES

pytestmark = pytest.mark.django_db

# The forms without an account offer every unit to everybody, and a transfer may lead to any of them.
OPEN_TO_ALL = {"consultation:report", "members:join", "members:transfer_units"}


def test_every_page_has_a_line_in_the_table_and_every_line_a_page():
    pages = {name for name, pattern, _view in walk.routes() if not pattern.startswith(("api/", "admin/"))}
    assert pages == PAGES.keys() | ACCOUNTS.keys()


@pytest.mark.parametrize("name", [name for name, door in PAGES.items() if door.page != 405])
def test_a_page_opens_for_whom_the_table_says_and_shows_nothing_of_elsewhere(name, cast, walker):
    door, wrong = PAGES[name], []
    here = walk.address_of(name, door, cast.north)
    missing = walk.nowhere(name, door, cast.north) if door.row else ""
    for actor in walk.actors(cast, door):
        answer = walker.ask(actor, "get", here)
        if actor.user is None and ANYBODY not in door.who:
            login = f"{reverse('account_login')}?next={here}"
            wrong += [] if (answer.status, answer.goes_to) == (302, login) else [f"{actor}: {answer.status}"]
        elif actor.let_in(door, cast):
            wrong += walk.faults_of_open(actor, door, answer, shows_all=name in OPEN_TO_ALL)
        else:
            lost = walker.ask(actor, "get", missing) if walk.must_compare(actor, door) else None
            wrong += walk.faults_of_shut(actor, door, answer, lost, here, missing, cast)
    assert not wrong


@pytest.mark.parametrize("name", [name for name, door in PAGES.items() if door.page == 405])
def test_where_only_posts_are_taken_nobody_gets_a_page(name, cast, walker):
    door = PAGES[name]
    for who in ("nobody", "the worker", "auditor there", "superuser"):
        answer = walker.ask(walk.actor(cast, who), "get", walk.address_of(name, door, cast.north))
        assert answer.status == (302 if who == "nobody" and ANYBODY not in door.who else 405)
        assert not answer.wrote


@pytest.mark.parametrize("name", [name for name, door in PAGES.items() if door.post is not None])
def test_a_post_changes_something_for_whom_the_table_says_and_nothing_for_others(name, cast, walker):
    door, wrong = PAGES[name], []
    here = walk.address_of(name, door, cast.north)
    missing = walk.nowhere(name, door, cast.north) if door.row else ""
    for actor in walk.actors(cast, door):
        answer = walker.ask(actor, "post", here, walk.sent(door, cast.north))
        if actor.user is None:
            wrong += [] if (answer.status, answer.wrote) == (302, set()) else [f"{actor}: {answer.status}"]
        elif actor.let_in(door, cast):
            expected = (door.after, True) if actor.reaches() or not door.far else (door.far, False)
            if (answer.status, bool(answer.wrote)) != expected:
                wrong.append(f"{actor} let in: {answer.status}, wrote {answer.wrote}")
        else:
            lost = (
                walker.ask(actor, "post", missing, walk.sent(door, cast.north))
                if walk.must_compare(actor, door)
                else None
            )
            wrong += walk.faults_of_shut(actor, door, answer, lost, here, missing, cast)
    assert not wrong


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_page_is_for_its_own_account(name, cast, walker):
    given = {"account_confirm_email": {"key": "x"}, "account_reset_password_from_key": {"uidb36": "1", "key": "x"}}
    here = reverse(name, kwargs=given.get(name))
    without, with_account = ACCOUNTS[name]
    nobody, worker = walk.actor(cast, "nobody"), walk.actor(cast, "the worker")
    answer = walker.ask(nobody, "get", here)
    if without is None:
        assert (answer.status, answer.goes_to) == (302, f"{reverse('account_login')}?next={here}")
    else:
        assert answer.status == without
    assert walker.ask(worker, "get", here).status == with_account

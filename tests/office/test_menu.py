import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from tests import factories as make
from union_portal import menu

pytestmark = pytest.mark.django_db


def staff_menu(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return menu.staff_menu(request)


def test_an_officer_sees_only_what_the_post_may_open():
    unit = make.unit("Works")
    auditor = {entry.url for entry in staff_menu(make.officer(unit, post="auditor"))}
    leader = {entry.url for entry in staff_menu(make.officer(unit, post="group_leader"))}
    assert auditor - leader >= {"/audit/"}
    assert leader >= {"/desk/", "/members/"}


def test_the_menu_calls_documents_as_their_pages_do(chinese):
    officer = make.officer(make.unit(), "chair")
    with override("zh-hans"):
        labels = [str(entry.label) for entry in staff_menu(officer)]
        assert "文书" in labels and "材料" not in labels


def test_a_worker_and_a_visitor_have_no_staff_menu():
    assert staff_menu(make.user()) == []
    assert staff_menu(AnonymousUser()) == []


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/members/", ["/members/"]),
        ("/members/7/", ["/members/"]),
        ("/members/units/", ["/members/units/"]),
        ("/desk/", ["/desk/"]),
        ("/elsewhere/", []),
    ],
)
def test_the_entry_of_the_page_one_is_on_is_marked(path, marked):
    entries = staff_menu(make.officer(make.unit("Works"), post="auditor"), path)
    assert [entry.url for entry in entries if entry.current] == marked


def test_home_is_marked_on_home_only():
    def current_entries(path):
        request = RequestFactory().get(path)
        request.user = make.user()
        return [entry.url for entry in menu.menus(request)["worker_menu"] if entry.current]

    assert current_entries("/") == ["/"]
    assert current_entries("/my/membership/") == ["/my/membership/"]
    assert current_entries("/accounts/2fa/") == []


def test_every_page_that_the_menus_name_exists():
    names = {one[2] for one in [*menu.STAFF, *menu.WORKER]} | {
        one[1] for sections in menu.SECTIONS.values() for one in sections
    }
    assert len(names) > 15
    assert all(reverse(str(name)) for name in names)


def test_pages_that_share_an_entry_are_listed_beside_each_other(monkeypatch):
    register = ("Register", "members:member_list", "members.view_member")
    imports = ("Imports", "members:import_list", "members.import_member")
    monkeypatch.setattr(menu, "SECTIONS", {"members:member_list": [register, imports]})

    def sections(post, path):
        request = RequestFactory().get(path)
        request.user = make.officer(make.unit(), post=post)
        return [(entry.label, entry.current) for entry in menu.staff_sections(request)]

    assert sections("welfare_officer", "/members/imports/new/") == [("Register", False), ("Imports", True)]
    assert sections("auditor", "/members/") == []
    assert sections("welfare_officer", "/desk/") == []

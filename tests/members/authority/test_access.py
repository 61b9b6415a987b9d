from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from django.utils import timezone

from members import access
from members.authority.actions import ensure_posts
from members.authority.models import Appointment, Post
from members.authority.shipped_posts import POSTS
from members.register.actions.search import search_people
from members.register.models.member import Member
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    union = make.unit("Union", kind="union")
    oil = make.unit("Oil", parent=union)
    union.refresh_from_db()
    rail = make.unit("Rail", parent=union)
    group = make.unit("Oil group", parent=oil, kind="group")
    return {"union": union, "oil": oil, "rail": rail, "group": group}


def test_a_right_reaches_the_unit_of_the_appointment_and_everything_below(tree):
    officer = make.officer(tree["oil"])
    reach = access.units(officer, "members.view_member")
    assert set(reach) == {tree["oil"], tree["group"]}
    assert access.can(officer, "members.view_member", tree["group"])
    assert not access.can(officer, "members.view_member", tree["rail"])
    assert not access.can(officer, "members.view_member", tree["union"])


def test_rows_follow_the_same_reach(tree):
    officer = make.officer(tree["oil"])
    seen = make.member(tree["group"])
    make.member(tree["rail"])
    assert list(Member.objects.visible_to(officer, "members.view_member")) == [seen]


def test_a_post_gives_only_its_own_permissions(tree):
    auditor = make.officer(tree["union"], "auditor")
    assert access.holds(auditor, "members.view_member")
    assert not access.holds(auditor, "members.import_member")
    assert not Member.objects.visible_to(auditor, "members.import_member").exists()


@pytest.mark.parametrize(
    ("starts", "ends", "in_office"),
    [(-10, None, True), (0, 0, True), (-10, -1, False), (1, None, False)],
)
def test_an_appointment_counts_within_its_term_only(tree, starts, ends, in_office):
    today = timezone.localdate()
    holder = make.user()
    Appointment.objects.create(
        holder=holder,
        post=Post.objects.get(code="chair"),
        unit=tree["oil"],
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )
    assert access.is_officer(holder) is in_office
    assert access.units(holder, "members.view_member").exists() is in_office


def test_an_account_that_was_closed_reaches_nothing(tree):
    officer = make.officer(tree["union"], is_active=False)
    assert not access.units(officer, "members.view_member").exists()
    assert not access.is_officer(officer)


def test_two_branches_whose_codes_start_alike_do_not_see_each_other(tree):
    officer = make.officer(tree["oil"])
    lookalike = make.unit("Oil 2", code="OIL2")
    assert not access.can(officer, "members.view_member", lookalike)


def test_the_reach_costs_one_query(tree, django_assert_num_queries):
    officer = make.officer(tree["oil"])
    with django_assert_num_queries(1):
        access.holds(officer, "members.view_member")
        access.can(officer, "welfare.view_run", tree["oil"])
        access.within(officer, "members.import_member")


@pytest.mark.parametrize("code", POSTS)
def test_every_shipped_post_has_all_the_permissions_it_names(code):
    named = set(POSTS[code].permissions)
    carried = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Post.objects.get(code=code).permissions.select_related("content_type")
    }
    assert carried == named


def test_the_auditor_has_no_permission_that_changes_anything_but_their_own_packs():
    made = [each for each in POSTS["auditor"].permissions if not each.split(".")[1].startswith("view_")]
    assert made == ["welfare.make_auditpack"]


def test_an_administrators_change_of_a_post_survives_the_next_migration():
    post = Post.objects.get(code="auditor")
    post.permissions.set(Permission.objects.none())
    ensure_posts()
    assert not post.permissions.exists()


def test_a_post_gets_the_permissions_that_a_new_version_brings():
    post = Post.objects.get(code="auditor")
    gone = Permission.objects.get(codename="view_member")
    post.permissions.remove(gone, Permission.objects.get(codename="view_dues"))
    post.shipped = [permission for permission in post.shipped if permission != "members.view_dues"]
    post.save()
    ensure_posts()
    assert post.permissions.filter(codename="view_dues").exists()
    assert gone not in post.permissions.all()


def test_a_term_cannot_end_before_it_starts(tree):
    with pytest.raises(IntegrityError, match="appointment_ends_after_it_starts"):
        Appointment.objects.create(
            holder=make.user(),
            post=Post.objects.get(code="chair"),
            unit=tree["oil"],
            starts_on=date(2026, 5, 2),
            ends_on=date(2026, 5, 1),
        )


def test_a_whole_identity_number_finds_its_member_and_nobody_else():
    number = make.identity_number()
    bearer = make.member(id_kind="1", id_number=number)
    make.member(unit=bearer.unit)
    chair = make.officer(bearer.unit, "chair")
    assert list(Member.objects.matching(search_people(chair, number.lower()))) == [bearer]

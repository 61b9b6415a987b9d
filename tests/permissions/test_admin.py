"""Every model and page of the admin is requested by superusers and by officers with and without its permissions."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from members.authority.shipped_posts import POSTS
from tests.permissions import walk
from tests.permissions.people import NOBODY, SOUTH
from tests.permissions.table_of_admin import ADMIN, ADMIN_PAGES

pytestmark = pytest.mark.django_db

OF_A_MODEL = ("changelist", "add", "change", "delete", "history")


def page(label, verb, *args):
    return reverse(f"admin:{label.replace('.', '_')}_{verb}", args=args)


def rights(actor, label, verb):
    """Return whether the actor's post has this permission on the model."""
    app, model = label.split(".")
    if ADMIN[label].by:
        model, verb = ADMIN[label].by, "view" if verb == "view" else "change"
    return bool(actor.post) and f"{app}.{verb}_{model}" in POSTS[actor.post].permissions


def reads(actor, label):
    return ADMIN[label].scoped and (rights(actor, label, "view") or rights(actor, label, "change"))


def may(actor, label, verb):
    return verb in ADMIN[label].may and (
        actor.user.is_superuser or (ADMIN[label].scoped and rights(actor, label, verb))
    )


def officers(people, label):
    """Return the officers of both branches with a permission on the model, one without any, and the superuser."""
    known = [actor for actor in walk.actors(people) if actor.post]
    able = [actor for actor in known if reads(actor, label)]
    return [*able, next(actor for actor in known if not reads(actor, label)), walk.actors(people)[-1]]


def test_every_model_and_page_of_the_admin_has_a_line_and_every_line_its_model_or_page():
    assert {model._meta.label_lower for model in admin.site._registry} == ADMIN.keys()
    named = {name for name, pattern, _view in walk.routes() if pattern.startswith("admin/") and name}
    of_models = {f"admin:{label.replace('.', '_')}_{verb}" for label in ADMIN for verb in OF_A_MODEL}
    assert named == of_models | ADMIN_PAGES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("label", ADMIN)
def test_a_model_is_shown_and_offered_to_whom_the_table_says(label, people, clients):
    wrong = []
    for actor in officers(people, label):
        shown = actor.user.is_superuser or reads(actor, label)
        for verb, let_in in (("changelist", shown), ("add", may(actor, label, "add"))):
            answer = clients.request(actor, "get", page(label, verb))
            if answer.status != (200 if let_in else 403):
                wrong.append(f"{actor} {verb}: {answer.status}")
            if actor.in_north and SOUTH in answer.text:
                at = answer.text.index(SOUTH)
                wrong.append(f"{actor} {verb} reads of the south: {answer.text[max(0, at - 80) : at + 20]}")
    assert not wrong


@pytest.mark.slow
@pytest.mark.parametrize("label", [label for label, access in ADMIN.items() if access.row])
def test_a_row_opens_where_the_post_is_held_and_is_404_elsewhere(label, people, clients):
    wrong, pk = [], people.north.rows[ADMIN[label].row].pk
    for actor in officers(people, label):
        shown = actor.user.is_superuser or reads(actor, label)
        for verb, let_in in (("change", shown), ("history", shown), ("delete", may(actor, label, "delete"))):
            here, missing = page(label, verb, pk), page(label, verb, NOBODY)
            answer, lost = clients.request(actor, "get", here), clients.request(actor, "get", missing)
            if let_in and actor.reaches_north():
                if answer.status != 200:
                    wrong.append(f"{actor} {verb}: {answer.status} {answer.location}")
                if actor.in_north and SOUTH in answer.text:
                    at = answer.text.index(SOUTH)
                    wrong.append(f"{actor} {verb} reads of the south: {answer.text[max(0, at - 80) : at + 20]}")
            elif answer.status not in (302, 403) or answer.wrote:
                wrong.append(f"{actor} {verb}: {answer.status}, wrote {answer.wrote}")
            elif not actor.reaches_north() and (answer.status, answer.location) != (lost.status, lost.location):
                wrong.append(f"{actor} can tell {verb} from what doesn't exist: {answer.status}, {lost.status}")
    assert not wrong


@pytest.mark.slow
@pytest.mark.parametrize("label", [label for label, access in ADMIN.items() if access.row])
def test_a_post_to_the_admin_changes_nothing_for_whom_the_table_refuses(label, people, clients):
    wrong, pk = [], people.north.rows[ADMIN[label].row].pk
    for actor in officers(people, label):
        for verb, where in (("add", ()), ("change", (pk,)), ("delete", (pk,))):
            if may(actor, label, verb) and (actor.reaches_north() or verb == "add"):
                continue
            answer = clients.request(actor, "post", page(label, verb, *where), {"post": "yes"})
            if answer.wrote or answer.status not in (302, 403):
                wrong.append(f"{actor} {verb}: {answer.status}, wrote {answer.wrote}")
    assert not wrong


@pytest.mark.slow
def test_who_isnt_staff_may_not_use_the_admin(people, clients):
    for label in ADMIN:
        for actor in walk.actors(people)[:3]:
            answer = clients.request(actor, "get", page(label, "changelist"))
            assert (answer.status, answer.wrote) == (302, set())
            assert answer.location.startswith(reverse("account_login" if actor.user is None else "admin:login"))
            assert actor.user is None or clients.request(actor, "get", answer.location).status == 403


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_the_other_pages_of_the_admin_tell_an_officer_nothing_of_elsewhere(name, people, clients):
    kind = ContentType.objects.get_for_model(apps.get_model("members.Member"))
    args = {
        "admin:view_on_site": (kind.pk, people.south.rows["member"].pk),
        "admin_view_on_site": (kind.pk, people.south.rows["member"].pk),
        "admin:app_list": ("members",),
        "admin:auth_user_password_change": (people.south.worker.pk,),
        "admin:office_channel_trial": (people.south.rows["channel"].pk,),
    }
    chair = walk.actor(people, "chair in the north")
    answer = clients.request(chair, "get", reverse(name, args=args.get(name)), {"s": SOUTH})
    assert answer.status == ADMIN_PAGES[name]
    assert SOUTH not in answer.text

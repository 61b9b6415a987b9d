"""The admin groups its models by what they are about."""

import re

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from tests import factories as make
from union_portal.admin_icons import words_of_the_theme
from union_portal.admin_site import GROUPS, HISTORIES, group_of


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("members.unit", "organisation"),
        ("members.appointment", "organisation"),
        ("members.user", "accounts"),
        ("members.apitoken", "accounts"),
        ("members.member", "people"),
        ("members.importjob", "people"),
        ("members.duescharge", "dues"),
        ("members.erasure", "own_data"),
        ("welfare.run", "benefits"),
        ("consultation.question", "questions"),
        ("consultation.grievance", "grievances"),
        ("office.auditevent", "office"),
        ("members.memberevent", HISTORIES),
        ("welfare.grantevent", HISTORIES),
    ],
)
def test_a_model_is_where_an_administrator_looks_for_it(label, group):
    models = {model._meta.label_lower: model for model in admin.site._registry}
    assert group_of(models[label]) == group


def test_every_history_of_rows_is_in_the_last_group_and_nothing_else_is():
    assert GROUPS[-1][0] == HISTORIES
    for model in admin.site._registry:
        assert (group_of(model) == HISTORIES) == hasattr(model, "pgh_tracked_model")


@pytest.mark.django_db
def test_the_first_page_and_the_side_bar_lead_to_every_list(client, union):
    client.force_login(make.superuser())
    page = client.get("/admin/").content.decode()
    main, bar = page.partition('<div class="model-groups">')[2], page.partition('id="nav-sidebar-apps"')[2]
    for model in admin.site._registry:
        link = f'"{reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")}"'
        assert link in main
        assert link in bar


@pytest.mark.django_db
def test_in_chinese_every_list_of_a_group_has_a_name_of_its_own_without_foreign_words(union, chinese):
    request = RequestFactory().get("/admin/")
    request.user = make.superuser()
    for group in admin.site.get_app_list(request):
        names = [str(model["name"]) for model in group["models"]]
        assert len(names) == len(set(names)), (group["name"], names)
        assert [name for name in names if re.search("[A-Za-z]{4,}", name.replace("Word", ""))] == []


@pytest.mark.django_db
def test_the_page_of_one_app_still_lists_its_models(client, union):
    client.force_login(make.superuser())
    assert client.get("/admin/welfare/").status_code == 200


def test_icons_that_the_theme_shows_are_in_the_font():
    # The lists' filter, a form's search field, true and false, light and dark, days and times.
    assert {
        "filter_list",
        "search",
        "check_small",
        "close_small",
        "dark_mode",
        "calendar_today",
        "schedule",
    } <= words_of_the_theme()

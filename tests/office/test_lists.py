"""What a list makes of a request: order, page, count, whether it is filtered."""

import pytest
from django import forms
from django.test import RequestFactory

from members.register.models.member import Member
from office import paging
from office.exports import Column
from office.lists import Listing
from tests import factories as make

pytestmark = pytest.mark.django_db
COLUMNS: tuple[Column[Member], ...] = (Column("name", 10, lambda member: member.name),)


class Filter(forms.Form):
    state = forms.CharField(required=False)


def listing(asked="", **given):
    request = RequestFactory().get(f"/{asked}")
    return Listing(
        **{
            "request": request,
            "name": "people",
            "rows": Member.objects.all(),
            "columns": COLUMNS,
            "export_url": "/export/",
            "form": Filter(request.GET),
            "sorts_if_few": {"name": "pinyin"},
            **given,
        }
    )


def names_shown(**given):
    return [member.name for member in listing(**given).page]


@pytest.fixture
def people():
    unit = make.unit()
    return [make.member(unit, name=name) for name in ("丙丁", "甲乙", "戊己")]


def test_the_latest_come_first_where_nothing_else_is_asked_for(people):
    assert names_shown() == ["戊己", "甲乙", "丙丁"]
    assert names_shown(default="entered") == ["丙丁", "甲乙", "戊己"]


def test_an_order_without_index_is_offered_while_the_rows_can_be_counted(people, monkeypatch):
    assert names_shown(asked="?sort=name") == ["丙丁", "甲乙", "戊己"]
    assert names_shown(asked="?sort=-name") == ["戊己", "甲乙", "丙丁"]
    assert "name" in listing().sortable
    monkeypatch.setattr(paging, "COUNTED", 2)
    assert "name" not in listing().sortable
    assert names_shown(asked="?sort=name") == ["戊己", "甲乙", "丙丁"]


def test_pages_in_an_order_without_index_give_every_row_once(people):
    first = listing(asked="?sort=name", size=2)
    second = listing(asked=f"?sort=name&cursor={first.page.next}", size=2)
    assert [member.name for page in (first, second) for member in page.page] == ["丙丁", "甲乙", "戊己"]


@pytest.mark.parametrize(
    ("asked", "narrowed"), [("", False), ("?sort=name&cursor=x", False), ("?state=", False), ("?state=active", True)]
)
def test_only_a_filter_narrows(asked, narrowed):
    assert listing(asked=asked).is_filtered is narrowed
    assert listing(asked=asked).asked("state") == ("active" if narrowed else None)


def test_rows_that_are_worked_out_already_are_shown_and_counted_as_they_are(people):
    rows = listing(rows=people)
    assert (list(rows.page), rows.tally) == (people, paging.Tally(3, False, {}))

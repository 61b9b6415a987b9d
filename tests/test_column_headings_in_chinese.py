"""Exports have Chinese column headings, one for each thing in all sheets."""

import pytest
from django.utils import translation

from members.own_data.held_about_me import HELD_SHEETS
from members.register.views import members as people
from office.exports import Column
from tests import rooms


def all_columns():
    """Return the columns of every exported list and of every sheet of the workbook held_about_me."""
    found = [part.columns for part in HELD_SHEETS.values()]
    for module in rooms.modules("views"):
        values = vars(module).values()
        found += [one for one in values if isinstance(one, tuple) and one and isinstance(one[0], Column)]
    return found


def headings(columns):
    with translation.override("zh-hans"):
        return [str(column.head) for column in columns]


def test_the_list_of_members_has_these_headings(chinese):
    assert headings(people.COLUMNS) == [
        "姓名",
        "工号",
        "单位",
        "性别",
        "证件号码",
        "手机号",
        "岗位类别",
        "就业状况",
        "会籍",
        "入会日期",
    ]


@pytest.mark.parametrize(("head", "word"), [("name", "姓名"), ("unit", "单位"), ("phone", "手机号"), ("state", "状态")])
def test_the_same_heading_is_used_everywhere(chinese, head, word):
    seen = 0
    for columns in all_columns():
        with translation.override(None):
            said = [str(column.head).lower() for column in columns]
        for english, shown in zip(said, headings(columns), strict=True):
            assert english != head or shown == word
            seen += english == head
    assert seen > 3


def test_no_heading_occurs_twice_on_a_sheet(chinese):
    for columns in all_columns():
        assert len(set(headings(columns))) == len(columns)

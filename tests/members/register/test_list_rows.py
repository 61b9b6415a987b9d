"""The rows of the list of members, which are written without templates."""

import re

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


def rows_of(page) -> list[str]:
    """Return the HTML of each row of the list's body."""
    body = re.search(r"<tbody>(.*?)</tbody>", page.content.decode(), re.DOTALL)
    assert body
    return re.findall(r"<tr>(.*?)</tr>", body[1], re.DOTALL)


def test_what_a_row_says_is_never_html(client, officer, union):
    unit = make.unit("<i>一队</i>", parent=union)
    make.member(unit, name="<b>孟静</b>", employee_number="<u>7</u>", work_site="<s>东区</s>")
    [row] = rows_of(client.get(reverse("members:member_list"), {"columns": "work_site"}))
    assert re.findall(r"</?[bius]>", row) == []
    assert all(f"&lt;{tag}&gt;" in row for tag in "bius")


@pytest.mark.parametrize("columns", ["", "sex", "sex.employment_form.work_site.hardship"])
def test_a_row_has_a_cell_below_each_heading(client, officer, union, columns):
    make.member(union, sex="1", work_site="东区")
    page = client.get(reverse("members:member_list"), {"columns": columns})
    [row] = rows_of(page)
    headings = re.search(r"<thead>(.*?)</thead>", page.content.decode(), re.DOTALL)
    assert headings
    assert len(re.findall(r"<t[hd]\b", row)) == len(re.findall(r"<th\b", headings[1]))
    assert ("东区" in row) == ("work_site" in columns)


def test_the_row_of_a_merged_record_leads_to_the_one_that_was_kept(client, officer, union):
    kept, other = make.member(union), make.member(union)
    make.merge_into(kept, other)
    [row] = rows_of(client.get(reverse("members:member_list"), {"state": "merged"}))
    assert f'<a href="{other.get_absolute_url()}">' in row
    assert f'<a href="{kept.get_absolute_url()}">to the record that was kept</a>' in row


def test_neither_column_nor_filter_tells_who_is_in_hardship_to_whom_may_not_know_it(client, union):
    """The column and the filter asked for the right to see members alone, which leaders of groups have, too."""
    unit = make.unit("一队", parent=union)
    make.member(unit, name="孟静", hardship="deep")
    make.member(unit, name="马磊")
    client.force_login(make.officer(unit, "group_leader"))
    address = reverse("members:member_list")
    page = client.get(address, {"columns": "hardship", "hardship": "deep"})
    assert "deep hardship" not in page.text and '<select name="hardship"' not in page.text
    assert len(rows_of(page)) == 2


def test_who_may_know_it_in_one_unit_learns_nothing_of_another(client, union):
    known, other = make.unit("一队", parent=union), make.unit("二队", parent=union)
    make.member(known, name="孟静", hardship="deep")
    make.member(other, name="马磊", hardship="deep")
    officer = make.officer(known, "branch_chair")
    make.appoint(officer, "group_leader", other)
    client.force_login(officer)
    address = reverse("members:member_list")
    rows = rows_of(client.get(address, {"columns": "hardship", "sort": "name"}))
    assert [("孟静" in row, "deep hardship" in row) for row in rows] == [(False, False), (True, True)]
    [row] = rows_of(client.get(address, {"hardship": "deep"}))
    assert "孟静" in row

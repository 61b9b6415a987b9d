"""Pasted people: who is found, who is told as not found, what each received, and what stays on record."""

from datetime import date

import pytest

from members.authority.models import User
from office.models import AuditEvent
from tests import factories as make
from tests.people import log_in
from tests.workbooks import rows_of
from welfare.handing_out.actions import receive_grant
from welfare.reports.rules import MOST_LINES

pytestmark = pytest.mark.django_db
PAGE = "/welfare/reports/lookup/"


def asked(*lines, **fields):
    return {"lines": "\n".join(lines), "since": "2026-01-01", "until": "2026-12-31", "reason": "核对名单", **fields}


@pytest.fixture
def union():
    return make.unit("Union", kind="union")


def test_each_line_is_found_not_found_ambiguous_or_differs_and_nobody_elsewhere_is_told(client, union):
    branch, elsewhere = make.unit("First", parent=union), make.unit("Second", parent=union)
    make.member(branch, name="王芳", employee_number="A1")
    for number in ("A2", "A3"):
        make.member(branch, name="李强", employee_number=number)
    make.member(branch, name="赵敏", employee_number="A4", state="withdrawn")
    make.member(elsewhere, name="孙丽", employee_number="B1")
    make.member(elsewhere, name="李强", employee_number="B2")
    kept, other = make.member(branch, name="周杰", employee_number="A5"), make.member(branch, employee_number="A6")
    make.merge_into(kept, other)
    log_in(client, branch)
    page = client.post(
        PAGE,
        asked(
            "a1",
            "12\tA1\t王芳",
            "A2 王芳",
            "李强",
            "A4",
            "A6",
            "B1",
            "B1 孙丽",
            "孙丽",
            "Z9",
            "王芳",
            "370502199003070011",
        ),
    )
    rows = {row.line.text: (row.found.value, row.member and row.member.employee_number) for row in page.context["rows"]}
    stranger = ("not_found", None)
    assert rows == {
        "a1": ("found", "A1"),
        "12 A1 王芳": ("found", "A1"),
        "A2 王芳": ("name_differs", "A2"),
        "李强": ("ambiguous", None),
        "A4": ("left", "A4"),
        "A6": ("found", "A5"),
        "B1": stranger,
        "B1 孙丽": stranger,
        "孙丽": stranger,
        "Z9": stranger,
        "王芳": ("found", "A1"),
        "370502199003070011": stranger,
    }
    event = AuditEvent.objects.get(verb="grant.look_up")
    assert (event.changes, event.reason) == ({"lines": 12, "found": 6}, "核对名单")
    assert "王芳" not in str(event.__dict__) and "A1" not in str(event.changes)


def test_what_each_received_in_the_period_is_told_and_is_the_file(client, union):
    member = make.worker(union, name="王芳", employee_number="A1")
    make.member(union, name="李强", employee_number="A2")
    run = make.issued_run(union)
    receive_grant(run.grants.get(member=member), by=User.objects.get(member=member))
    make.paid_visit(member, kind="marriage", amount=500, on=date(2026, 11, 1))
    log_in(client, union)
    first, second = client.post(PAGE, asked("A1", "A2")).context["rows"]
    assert (first.times, first.money, second.times, second.in_words) == (2, 800, 0, "")
    assert "festival benefit: 1 times" in first.in_words and "marriage" in first.in_words
    # The visit is a matter of who may see visits; of other days nothing was received.
    log_in(client, union, "group_leader")
    [row] = client.post(PAGE, asked("A1", since="2026-01-01", until="2026-02-01")).context["rows"]
    assert row.money == 0
    log_in(client, union)
    file = rows_of(client.post(f"{PAGE}export/", asked("A1 王芳", "Z9")))
    assert [row[:5] for row in file[1:]] == [(1, "A1 王芳", "member", "A1", "王芳"), (2, "Z9", "not found", None, None)]
    assert AuditEvent.objects.filter(verb="grant.look_up").count() == 3


def test_a_refused_lookup_keeps_what_was_pasted_and_is_no_event(client, union):
    log_in(client, union)
    for wrong, sentence in (
        (asked("A1", reason=""), "required"),
        (asked(" "), "required"),
        (asked("A1", since="2026-12-31", until="2026-01-01"), "before the first"),
        (asked(*(f"A{number}" for number in range(MOST_LINES + 1))), "at most"),
    ):
        for address in (PAGE, f"{PAGE}export/"):
            page = client.post(address, wrong)
            assert page.status_code == 422 and sentence in page.content.decode(), (address, sentence)
    assert "A4999" in page.content.decode() and not AuditEvent.objects.filter(verb="grant.look_up").exists()


def test_thousands_of_lines_take_as_many_queries_as_one(client, union, django_assert_max_num_queries):
    make.member(union, employee_number="A1")
    log_in(client, union)
    client.post(PAGE, asked("A1"))
    with django_assert_max_num_queries(60):
        page = client.post(PAGE, asked("A1", *(f"Z{number}" for number in range(3000))))
    assert (len(page.context["rows"]), page.context["more"]) == (500, 2501)

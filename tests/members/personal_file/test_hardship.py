"""The hardship mark: set, reviewed, replaced and lifted; the member's row always agrees with it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from members.personal_file.actions.hardship import lift_hardship, set_hardship
from members.personal_file.models.hardship import HardshipMark
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.page_text import shown

pytestmark = pytest.mark.django_db


def hardship_of(member):
    return Member.objects.get(pk=member.pk).hardship


def test_a_mark_is_set_and_audited(client, officer, member):
    make.hardship(member, kind="deep", basis="会议纪要〔2026〕2号", reason="重病")
    mark = HardshipMark.objects.get()
    assert (mark.kind, hardship_of(member)) == ("deep", "deep")
    event = AuditEvent.objects.about(member).get()
    assert (event.verb, event.reason, event.changes) == (
        "member.hardship_set",
        "会议纪要〔2026〕2号",
        {"hardship": ["", "deep"]},
    )
    shown = client.get(member.get_absolute_url()).content.decode()
    assert "deep hardship" in shown and "重病" in shown


def test_no_page_sets_a_mark_by_hand(client, officer, member):
    assert client.post(f"{member.get_absolute_url()}hardship/", {"kind": "deep"}).status_code == 404
    assert "Set the mark" not in client.get(member.get_absolute_url()).content.decode()


def test_a_new_mark_ends_the_one_in_force_and_both_stay_in_the_history(officer, member):
    first = make.hardship(member, starts_on=date(2025, 1, 1))
    make.hardship(member, kind="deep", starts_on=date(2025, 6, 1))
    first.refresh_from_db()
    assert (first.ended_on, hardship_of(member)) == (date(2025, 6, 1), "deep")
    with pytest.raises(NotAllowed, match="began on 2025-06-01"):
        make.hardship(member, starts_on=date(2025, 3, 1))


def test_lifting_has_a_reason_and_a_day(client, officer, member):
    make.hardship(member, starts_on=date(2025, 1, 1))
    where = f"{member.get_absolute_url()}hardship/lift/"
    assert client.post(where, {"on": "2025-08-01", "reason": ""}).status_code == 422
    early = client.post(where, {"on": "2024-01-01", "reason": "已脱困"})
    assert early.status_code == 422 and "began on 2025-01-01" in shown(early)
    assert client.post(where, {"on": "2025-08-01", "reason": "已脱困"}).status_code == 302
    assert hardship_of(member) == ""
    assert HardshipMark.objects.get().end_reason == "已脱困"
    assert "No mark of hardship" in client.post(where, {"on": "2025-08-01", "reason": "x"}).content.decode()


def test_the_database_keeps_the_members_row_equal_to_the_mark(officer, member):
    mark = make.hardship(member)
    HardshipMark.objects.filter(pk=mark.pk).update(kind="accident")
    assert hardship_of(member) == "accident"
    other = make.member(member.unit)
    HardshipMark.objects.filter(pk=mark.pk).update(member=other)
    assert (hardship_of(member), hardship_of(other)) == ("", "accident")
    HardshipMark.objects.all().delete()
    assert hardship_of(other) == ""


def test_the_database_refuses_two_marks_in_force(officer, member):
    make.hardship(member)
    second = HardshipMark(
        member=member,
        kind="deep",
        starts_on=date(2026, 1, 1),
        basis="x",
        reason="y",
        review_on=date(2027, 1, 1),
        set_by=officer,
    )
    with pytest.raises(IntegrityError, match="one_hardship_at_a_time"), transaction.atomic():
        second.save()


def test_why_somebody_is_in_hardship_is_not_for_everybody_who_sees_members(client, union, member):
    make.hardship(member, reason="肿瘤治疗")
    client.force_login(make.officer(union, post="group_leader"))
    shown = client.get(member.get_absolute_url()).content.decode()
    assert "relative hardship" in shown and "肿瘤治疗" not in shown
    client.force_login(make.officer(union, post="auditor"))
    assert "肿瘤治疗" in client.get(member.get_absolute_url()).content.decode()
    assert client.post(f"{member.get_absolute_url()}hardship/lift/", {"on": "2026-06-01"}).status_code == 403


def test_a_mark_past_its_review_is_said_to_be_due(client, officer, member):
    mark = make.hardship(member, review_on=date(2025, 6, 1))
    assert mark.overdue
    assert "review is due" in client.get(member.get_absolute_url()).content.decode()
    lift_hardship(member, date(2025, 7, 1), by=officer, reason="已脱困")
    mark.refresh_from_db()
    assert not mark.overdue


def test_setting_a_mark_keeps_its_attachments(officer, member):
    mark = set_hardship(
        HardshipMark(
            member=member,
            kind="accident",
            starts_on=date(2026, 1, 1),
            basis="x",
            reason="y",
            review_on=date(2027, 1, 1),
        ),
        [make.scan()],
        by=officer,
    )
    assert mark.attachments.count() == 1

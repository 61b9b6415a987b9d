"""The pages of changed rows, of what is left out, and of proposed leavers."""

import io
import re
from datetime import date

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from members.importing import tasks
from members.importing.models.imports import ImportJob
from office.models import AuditEvent
from tests import factories as make
from tests.members.importing import rosters
from tests.refused import assert_refused

pytestmark = pytest.mark.django_db

PERSON = {"id_kind": "护照", "id_number": "E1234567", "change": None, "changed_on": None}


def send(client, rows, **fields):
    sent = {"unit": "HQ", "file": rosters.upload(rosters.book(rows)), "mode": "update", "key": "id_number", **fields}
    assert client.post("/members/imports/new/", sent).status_code == 302
    tasks.process_imports()
    return ImportJob.objects.latest("pk")


def page(client, job, path="", **params):
    return client.get(f"{job.get_absolute_url()}{path}", params).content.decode()


def test_an_officer_sees_old_and_new_values_and_leaves_out_a_field_and_a_row(client, officer, union):
    member = make.member(union, id_number="E1234567", phone="13900001111")
    job = send(client, [rosters.row(**PERSON, phone="13922223333", education="大专")])
    assert "1 row would change somebody" in page(client, job)
    shown = page(client, job, "changes/")
    assert "*******1111" in shown
    assert "*******3333" in shown
    assert "13922223333" not in shown
    assert member.name in page(client, job, "changes/", field="education")
    assert "No such row" in page(client, job, "changes/", field="unit_id")

    client.post(f"{job.get_absolute_url()}fields/", {"left_out": ["phone"]})
    left = page(client, job, "changes/")
    assert "<s>*******3333</s>" in left
    client.post(f"{job.get_absolute_url()}changes/?field=phone", {"number": 2, "left_out": "on"})
    assert "Take it again" in page(client, job, "changes/")
    client.post(f"{job.get_absolute_url()}changes/", {"number": 2})
    client.post(f"{job.get_absolute_url()}confirm/")
    tasks.process_imports()
    member.refresh_from_db()
    assert (member.phone, member.education) == ("13900001111", "31")


def test_a_field_that_no_row_changes_can_not_be_left_out(client, officer, union):
    make.member(union, id_number="E1234567")
    job = send(client, [rosters.row(**PERSON)])
    client.post(f"{job.get_absolute_url()}fields/", {"left_out": ["state"]})
    job.refresh_from_db()
    assert job.left_out == []


def test_rows_in_conflict_are_shown_with_what_they_would_have_changed(client, officer, union):
    member = make.member(union, id_number="E1234567", phone="13900001111")
    job = send(client, [rosters.row(**PERSON, phone="13922223333")])
    member.phone = "13944445555"
    member.save()
    client.post(f"{job.get_absolute_url()}confirm/")
    tasks.process_imports()
    assert "The register changed in the meantime" in page(client, job)
    assert "*******3333" in page(client, job, "changes/", conflicts="")
    result = client.get(f"{job.get_absolute_url()}result/")
    sheet = load_workbook(io.BytesIO(b"".join(result.streaming_content))).active
    assert [cell.value for cell in list(sheet.iter_rows())[1]][-2:] == ["no", "the register changed in the meantime"]


def test_rows_in_conflict_are_exported_also_when_they_would_have_created_a_member(client, officer, union):
    job = send(client, [rosters.row(**PERSON)])
    make.member(union, id_number="E1234567")
    client.post(f"{job.get_absolute_url()}confirm/")
    tasks.process_imports()
    answer = client.get(f"{job.get_absolute_url()}changes/export/?conflicts=")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [row[:6] for row in sheet.iter_rows(values_only=True)]
    assert ("phone", "*******5678") in {(row[3], row[5]) for row in rows}
    assert {row[1] for row in rows[1:]} == {None}


def test_the_queries_for_changed_rows_do_not_grow(client, officer, union, django_assert_max_num_queries):
    people = [rosters.row(**{**PERSON, "id_number": f"E500000{n}"}, education="大专") for n in range(9)]
    for person in people:
        make.member(union, id_number=person["id_number"])
    job = send(client, people)
    with django_assert_max_num_queries(14):
        page(client, job, "changes/")


def reconciled(client, union):
    for name in ("走了", "留下", "转走"):
        make.member(union, name=name)
    job = send(client, [rosters.row(**PERSON)], mode="reconcile")
    client.post(f"{job.get_absolute_url()}confirm/")
    tasks.process_imports()
    return job


def decide(client, job, names, **form):
    ticked = [leaver.pk for leaver in job.leavers.filter(member__name__in=names)]
    given = {"leaver": ticked, "kind": "withdraw", "on": "2026-01-05", "reason": "已离职", **form}
    return client.post(f"{job.get_absolute_url()}leavers/", given)


def test_only_ticked_leavers_are_changed_by_their_own_choice_and_audited(client, officer, union):
    job = reconciled(client, union)
    assert "3 members of this unit are missing" in page(client, job)
    gone, kept, stays = (job.leavers.get(member__name=name) for name in ("走了", "转走", "留下"))
    decide(client, job, ["走了", "转走"], **{f"kind_{kept.pk}": "retain"})
    states = {leaver.member.name: leaver.member.state for leaver in job.leavers.select_related("member")}
    assert states == {"走了": "withdrawn", "转走": "retained", "留下": "active"}
    gone.refresh_from_db()
    assert (gone.kind, gone.effective_on, gone.decided_by) == ("withdraw", date(2026, 1, 5), officer)
    assert gone.member.periods.get(ends_on=None).starts_on == date(2026, 1, 5)
    waiting = page(client, job, "leavers/")
    assert "留下" in waiting
    assert "走了" not in waiting
    assert "走了" in page(client, job, "leavers/", all="")
    assert AuditEvent.objects.get(verb="member.import_leavers").changes == {"changed": 2, "refused": 0}
    assert AuditEvent.objects.about(gone.member).filter(verb="member.withdraw").exists()
    assert stays.kind == ""


@pytest.mark.parametrize(
    ("names", "form", "wrong"),
    [
        ([], {}, "__all__"),
        (["走了"], {"reason": ""}, "reason"),
        (["走了"], {"on": "gestern"}, "on"),
        (["走了"], {"kind": "expel"}, "kind"),
        (["走了"], {"kind": "transfer_out"}, "__all__"),
    ],
)
def test_an_incomplete_decision_is_refused_and_changes_nobody(client, officer, union, names, form, wrong):
    job = reconciled(client, union)
    answer = decide(client, job, names, **form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]
    assert not job.leavers.exclude(kind="").exists()


def test_a_refused_decision_keeps_who_was_ticked_and_what_was_chosen_for_each(client, officer, union):
    job = reconciled(client, union)
    gone, moves = (job.leavers.get(member__name=name) for name in ("走了", "转走"))
    answer = decide(client, job, ["走了", "转走"], **{f"kind_{moves.pk}": "transfer_out"})
    assert_refused(answer, "Name the union to which the members go.", "已离职", "2026-01-05")
    html = answer.content.decode()
    assert re.search(rf'value="{gone.pk}"[^>]* checked', html)
    assert re.search(rf'name="kind_{moves.pk}".*?<option value="transfer_out" selected>', html, re.DOTALL)
    assert not job.leavers.exclude(kind="").exists()


def test_a_day_before_the_present_standing_is_refused_for_that_member_alone(client, officer, union):
    job = reconciled(client, union)
    late = job.leavers.get(member__name="留下").member
    late.unit_since = timezone.localdate()
    late.save()
    answer = client.get(decide(client, job, ["走了", "留下"]).headers["Location"])
    assert "1 membership changed" in answer.content.decode()
    assert "留下: The register knows a later change" in answer.content.decode()
    assert job.leavers.exclude(kind="").get().member.name == "走了"


def test_who_was_decided_on_is_not_decided_on_twice(client, officer, union):
    job = reconciled(client, union)
    decide(client, job, ["走了"])
    answer = client.get(decide(client, job, ["走了"]).headers["Location"])
    assert "was decided on, or moved, in the meantime" in answer.content.decode()


def test_a_decision_with_an_unknown_kind_or_an_impossible_day_changes_nobody(client, officer, union):
    job = reconciled(client, union)
    gone = job.leavers.get(member__name="走了")
    for odd in ({f"kind_{gone.pk}": "transfer"}, {f"kind_{gone.pk}": "\0"}, {"on": "9999-12-31"}, {"on": "0001-01-01"}):
        decide(client, job, ["走了"], **odd)
        gone.refresh_from_db()
        assert (gone.kind, gone.member.state) == ("", "active")


def test_leavers_go_to_another_union_by_name(client, officer, union):
    job = reconciled(client, union)
    decide(client, job, ["转走"], kind="transfer_out", outside="青岛工会")
    member = job.leavers.get(member__name="转走").member
    assert (member.state, member.changes.get().outside) == ("transferred", "青岛工会")


def test_the_leavers_are_exported_with_what_was_decided(client, officer, union):
    job = reconciled(client, union)
    decide(client, job, ["走了"])
    answer = client.get(f"{job.get_absolute_url()}leavers/export/?all=")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = {row[0]: row[5] for row in sheet.iter_rows(values_only=True)}
    assert rows["走了"] == "withdrawal from the union"
    assert not rows["留下"]
    assert AuditEvent.objects.filter(verb="member.export_leavers").exists()


def test_a_cancelled_import_is_resumed_on_its_page(client, officer, union):
    job = send(client, [rosters.row()])
    client.post(f"{job.get_absolute_url()}cancel/")
    assert "Resume the import" in page(client, job)
    client.post(f"{job.get_absolute_url()}resume/")
    job.refresh_from_db()
    assert job.state == "checked"

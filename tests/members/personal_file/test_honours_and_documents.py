"""Honours and documents of a member: entered, removed with their scans, read with the right permissions."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from members.personal_file.actions.papers import record_honour, remove_paper
from members.personal_file.models.papers import Honour, MemberDocument
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.refused import assert_refused

pytestmark = pytest.mark.django_db


def test_an_honour_is_entered_with_its_certificate(client, officer, member):
    sent = {
        "title": "五一劳动奖章",
        "level": "national",
        "awarded_by": "全国总工会",
        "awarded_on": "2025-05-01",
        "scans": make.scan("奖章.pdf", b"%PDF-1.4"),
    }
    assert client.post(f"{member.get_absolute_url()}honours/", sent).status_code == 302
    shown = client.get(member.get_absolute_url()).content.decode()
    assert "五一劳动奖章" in shown and "奖章.pdf" in shown
    scan = member.honours.get().attachments.get()
    assert client.get(f"{member.get_absolute_url()}files/{scan.pk}/").getvalue() == b"%PDF-1.4"
    assert AuditEvent.objects.about(member).get().verb == "member.honour_add"


def test_an_honour_is_entered_once(officer, member):
    make.honour(member)
    again = Honour(member=member, title="劳动模范", level="unit", awarded_by="x", awarded_on=date(2020, 5, 1))
    with pytest.raises(NotAllowed, match="entered already"):
        record_honour(again, by=officer)


def test_an_honour_entered_twice_is_refused_in_its_form_with_what_was_typed(client, officer, member):
    make.honour(member)
    sent = {"title": "劳动模范", "level": "unit", "awarded_by": "总经理办公会", "awarded_on": "2020-05-01"}
    answer = client.post(f"{member.get_absolute_url()}honours/", sent)
    assert_refused(answer, "This honour is entered already.", "总经理办公会", "2020-05-01")
    assert member.honours.count() == 1


def test_a_document_needs_a_file_and_a_wrong_one_is_refused_at_the_box(client, officer, member):
    where = f"{member.get_absolute_url()}documents/"
    assert "Choose at least one file." in client.post(where, {"kind": "other"}).content.decode()
    wrong = client.post(where, {"kind": "other", "scans": make.scan("x.exe")})
    assert wrong.status_code == 422 and "scans" in wrong.context["form"].errors
    assert not MemberDocument.objects.exists()


def test_removing_a_document_removes_its_scans_and_keeps_the_reason(
    client, officer, member, django_capture_on_commit_callbacks
):
    document = make.document(member, files=[make.scan()], title="合同")
    name = document.attachments.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/members/documents/{document.pk}/remove/", {"reason": "传错了"})
    assert answer.status_code == 302
    assert not default_storage.exists(name)
    event = AuditEvent.objects.about(member).latest("id")
    assert (event.verb, event.reason, event.changes) == (
        "member.document_remove",
        "传错了",
        {"removed": "合同"},
    )
    with pytest.raises(NotAllowed, match="removed in the meantime"):
        remove_paper(document, by=officer, reason="x")


@pytest.mark.parametrize("kind", ["identity", "medical", "bank"])
def test_a_sensitive_document_opens_with_a_reason_and_is_audited(client, officer, member, kind):
    scan = make.document(member, kind=kind, files=[make.scan("病历.txt", b"secret")]).attachments.get()
    where = f"{member.get_absolute_url()}files/{scan.pk}/"
    assert "reason" in client.get(where).context["form"].fields
    assert client.post(where, {"reason": ""}).status_code == 422
    assert not AuditEvent.objects.filter(verb="member.document_read").exists()
    assert client.post(where, {"reason": "住院慰问"}).getvalue() == b"secret"
    event = AuditEvent.objects.get(verb="member.document_read")
    assert (event.actor, event.reason, event.changes) == (officer, "住院慰问", {"kind": kind})


def test_who_may_not_read_numbers_in_full_does_not_see_a_sensitive_document(client, union, member):
    scan = make.document(member, kind="medical", title="诊断书", files=[make.scan()]).attachments.get()
    plain = make.document(member, title="申请表", files=[make.scan()]).attachments.get()
    client.force_login(make.officer(union, post="group_leader"))
    shown = client.get(member.get_absolute_url()).content.decode()
    assert "申请表" in shown and "诊断书" not in shown
    assert client.get(f"{member.get_absolute_url()}files/{scan.pk}/").status_code == 404
    assert client.get(f"{member.get_absolute_url()}files/{plain.pk}/").getvalue() == b"scan"


def test_a_scan_is_not_served_under_another_member(client, officer, union, member):
    scan = make.document(make.member(make.unit("别处")), files=[make.scan()]).attachments.get()
    assert client.get(f"{member.get_absolute_url()}files/{scan.pk}/").status_code == 404


def test_a_worker_reads_all_of_their_own_file_and_nobody_elses(client, union):
    mine, other = make.worker(union), make.worker(union)
    client.force_login(make.account(mine))
    own = make.document(mine, kind="medical", title="诊断书", files=[make.scan()]).attachments.get()
    foreign = make.document(other, files=[make.scan()]).attachments.get()
    make.family_member(mine, name="李青")
    make.honour(mine, title="先进工作者")
    make.hardship(mine)
    pages = ("family", "honours", "documents")
    shown = "".join(client.get(f"/my/membership/{page}/").content.decode() for page in pages)
    for word in ("诊断书", "李青", "先进工作者", "relative hardship"):
        assert word in shown
    assert client.get(f"/my/membership/files/{own.pk}/").getvalue() == b"scan"
    assert client.get(f"/my/membership/files/{foreign.pk}/").status_code == 404

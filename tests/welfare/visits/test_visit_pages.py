"""Pages of visits: the worker's and the leader's phone, the officers' list, and who may not see anything of one."""

from datetime import timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from PIL import Image

from members.approvals.models import ApprovalRound
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.clear_texts import clear_texts
from tests.office.uploads import file_samples as samples
from tests.page_text import shown
from tests.pdf_text import text_of
from welfare.front.finder import find_visits
from welfare.visits.actions import carrying_out
from welfare.visits.actions.carrying_out import Done
from welfare.visits.models.visits import Visit
from welfare.visits.said import Received

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
REASON = {"reason": "审核材料"}
IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE


@pytest.fixture
def union():
    return make.unit("东河油田工会", code="DH")


@pytest.fixture
def member(union):
    member = make.worker(union, name="赵敏", employee_number="GH7")
    make.account(member)
    return member


def signature():
    """Return a signature as the glass gives it."""
    return SimpleUploadedFile("signature.png", samples.encoded(Image.new("RGB", (600, 240), "white"), "PNG"))


def event(**fields):
    return {"kind": "hospital", "event_on": TODAY.isoformat(), "illness": "尿毒症", "words": "长期透析", **fields}


def test_a_worker_asks_on_the_phone_and_what_was_typed_stays_when_it_is_refused(client, union, member, stored_files):
    client.force_login(member.user)
    make.cap(union, 2_000, kind="hospital", basis="event")
    refused = client.post("/my/visits/new/", event())
    assert refused.status_code == 422 and "尿毒症" in refused.content.decode() and "agree" in refused.content.decode()
    assert all("data-sensitive" in field.widget.attrs for field in refused.context["form"].fields.values())
    too_much = client.post("/my/visits/new/", event(agreed="on", amount="9000"))
    assert too_much.status_code == 422 and "皖工发〔2025〕18号" in too_much.content.decode()
    made = client.post("/my/visits/new/", event(agreed="on", papers=[make.scan("诊断.txt")]))
    assert made.status_code == 302
    page = shown(client.get(made.url))
    assert "尿毒症" in page and "¥2,000.00" in page and "proof of the event" in page
    visit = Visit.objects.get()
    paper = visit.papers.get()
    assert paper.attachments.get().name == "1.txt"
    sent = client.get(f"/my/visits/{visit.pk}/files/{paper.pk}/")
    assert b"".join(sent.streaming_content) == b"scan"
    client.post(f"/my/visits/{visit.pk}/withdraw/")
    visit.refresh_from_db()
    assert (visit.state, visit.content.reveal(), paper.attachments.count()) == ("cancelled", "", 0)


def test_a_leader_makes_the_whole_file_at_the_bedside(client, union, member, stored_files):
    make.cap(union, 2_000, kind="hospital", basis="event")
    client.force_login(make.officer(union, "group_leader"))
    sent = event(member="gh7", agreed="on", visited_on=TODAY.isoformat(), report="已送达")
    assert client.post("/visits/entered/new/", sent).status_code == 422
    made = client.post("/visits/entered/new/", {**sent, "receipts": [make.scan("收据.txt", b"signed")]})
    assert made.status_code == 302 and made.url.startswith("/visits/entered/")
    page = shown(client.get(made.url))
    assert "赵敏" in page and "signed receipt" in page and "尿毒症" not in page
    pdf = client.get(f"{made.url}file/")
    text = text_of(pdf.content)
    assert "贰仟元整" in text and "赵敏" in text and "尿毒症" not in text
    assert "hospital" not in pdf.headers["Content-Disposition"]
    assert "赵敏" in client.get("/visits/entered/").content.decode()
    # A member of another group is not there for this leader.
    elsewhere = make.worker(make.unit("西河油田工会"), employee_number="GH8")
    assert client.post("/visits/entered/new/", {**sent, "member": elsewhere.employee_number}).status_code == 422


def test_a_signature_on_the_glass_or_a_name_with_the_reason_stands_in_the_file(client, union, member, stored_files):
    officer = make.officer(union, "welfare_officer")
    signed, named = (make.approved_visit(member, on=TODAY - timedelta(days=day), illness=str(day)) for day in (1, 2))
    client.force_login(officer)
    day = {"on": TODAY.isoformat()}
    at = f"/visits/{signed.pk}/carry-out/"
    assert "data-signature" in client.get(at).content.decode()
    for wrong in ({}, {"receiver": "赵敏"}, {"signature": [make.scan("签名.txt")]}):
        assert client.post(at, {**day, **wrong}).status_code == 422
    assert client.post(at, {**day, "signature": [signature()]}).status_code == 302
    paper = signed.papers.get(kind="signed")
    assert paper.attachments.get().name == "2.png"
    why = {"receiver": "赵敏", "unsigned": "右手打着石膏"}
    assert client.post(f"/visits/{named.pk}/carry-out/", {**day, **why}).status_code == 302
    pictures = []
    for visit, told in ((signed, False), (named, True)):
        printed = client.post(f"/visits/{visit.pk}/print/", REASON)
        assert ("右手打着石膏" in text_of(printed.content)) is told
        document = pypdfium2.PdfDocument(printed.content)
        pictures.append(sum(one.type == IMAGE for page in document for one in page.get_objects()))
    assert pictures == [1, 0]


def test_a_leader_who_was_not_there_is_not_told_who_received(client, union, member, stored_files):
    leader, visitor = make.officer(union, "group_leader"), make.officer(union, "group_leader")
    visit = make.approved_visit(member, by=leader)
    carrying_out.plan_visit(visit, visitor, make.user(), TODAY, by=make.officer(union, "welfare_officer"))
    done = Done(on=TODAY, words="已探望", received=Received("王芳", "右手打着石膏"))
    carrying_out.carry_out_visit(visit, done, by=make.officer(union, "welfare_officer"))
    told = []
    for reader in (leader, visitor):
        client.force_login(reader)
        told.append("王芳" in text_of(client.get(f"/visits/entered/{visit.pk}/file/").content))
    assert told == [False, True]


def test_those_who_decide_read_for_a_reason_and_an_auditor_sees_kind_and_hash(client, union, member, stored_files):
    visit = make.visit(member, papers=[make.scan("诊断.txt", "尿毒症".encode())])
    paper = visit.papers.get()
    digest = paper.attachments.get().sha256
    client.force_login(make.officer(union, "auditor"))
    page = shown(client.get(f"/visits/{visit.pk}/"))
    assert digest[:16] in page and "proof of the event" in page and "尿毒症" not in page
    for address in ("reveal", "print", f"files/{paper.pk}"):
        assert client.post(f"/visits/{visit.pk}/{address}/", REASON).status_code == 403
    client.force_login(make.officer(union, "welfare_officer"))
    assert client.post(f"/visits/{visit.pk}/reveal/", {"reason": ""}).status_code == 422
    assert "尿毒症" in client.post(f"/visits/{visit.pk}/reveal/", REASON).content.decode()
    opened = client.post(f"/visits/{visit.pk}/files/{paper.pk}/", REASON)
    assert "尿毒症".encode() in b"".join(opened.streaming_content)
    assert "尿毒症" in text_of(client.post(f"/visits/{visit.pk}/print/", REASON).content)
    told = AuditEvent.objects.about(visit).order_by("pk").values_list("verb", "reason")
    assert [*told][1:] == [(f"visit.{act}", "审核材料") for act in ("reveal", "open_paper", "print")]
    assert AuditEvent.objects.get(verb="visit.open_paper").changes["sha256"] == digest


def test_an_officer_takes_a_visit_through_its_pages(client, union, member, stored_files):
    officer, other = make.officer(union, "welfare_officer"), make.officer(union, "chair")
    visit = make.visit(member)
    at = f"/visits/{visit.pk}/"
    client.force_login(officer)
    assert client.post(f"{at}submit/").status_code == 422
    make.budget_line(union, year=visit.event_on.year, kind="hospital", amount=3_000)
    assert client.post(f"{at}submit/").url == at
    visit.refresh_from_db()
    round = ApprovalRound.objects.of("visit", visit.pk).get()
    for approver in (other, make.approver(union)):
        client.force_login(approver)
        assert client.get(round.get_absolute_url()).status_code == 200
        assert client.post(f"{round.get_absolute_url()}approve/", {"note": ""}).status_code == 302
    client.force_login(officer)
    plan = {"first": officer.pk, "second": officer.pk, "on": TODAY.isoformat()}
    assert client.post(f"{at}plan/", plan).status_code == 422
    assert client.post(f"{at}plan/", {**plan, "second": other.pk}).status_code == 302
    calendar = client.get(f"{at}calendar/").content.decode()
    assert f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}" in calendar and "赵敏" not in calendar
    assert client.post(f"{at}carry-out/", {"on": TODAY.isoformat(), "receipts": [make.scan()]}).status_code == 302
    client.force_login(make.officer(union, "finance_officer"))
    assert client.post(f"{at}pay/", {"way": "cash", "on": TODAY.isoformat(), "voucher": "记-9"}).status_code == 302
    client.force_login(officer)
    assert client.post(f"{at}close/").status_code == 302
    visit.refresh_from_db()
    assert visit.state == "closed"
    listed = client.get("/visits/", {"state": "closed", "kind": "hospital", "q": "赵"}).content.decode()
    assert "赵敏" in listed
    assert "赵敏" not in client.get("/visits/", {"state": "asked"}).content.decode()


def test_who_may_not_see_a_visit_meets_it_nowhere(client, union, member, stored_files):
    visit = make.visit_in_review(member, on=TODAY - timedelta(days=1))
    elsewhere = make.unit("西河油田工会")
    others = [
        make.officer(elsewhere, "welfare_officer"),
        make.officer(elsewhere, "auditor"),
        make.officer(union, "group_leader"),
        make.officer(union, "desk_counsellor"),
    ]
    secrets = ["尿毒症", f"Visit No. {visit.pk}", "hospital visit"]
    addresses = ["/visits/", "/visits/?q=赵&kind=hospital&state=in_review", "/visits/export/?format=csv", "/desk/"]
    addresses += [f"/visits/{visit.pk}/", f"/visits/{visit.pk}/calendar/", f"/visits/entered/{visit.pk}/"]
    addresses += [f"/api/v1/visits/{visit.pk}/", "/api/v1/visits/?kind=hospital", "/visits/entered/", "/notices/"]
    addresses += ["/audit/", f"/audit/?q={visit.pk}", "/find/?q=赵敏", f"/my/visits/{visit.pk}/", "/budgets/"]
    for other in others:
        client.force_login(other)
        for address in addresses:
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            # A filter offers the kinds to whoever may list visits: only rows would tell.
            told = [one for one in secrets[: 2 if "<select" in body.decode() else 3] if escape(one) in body.decode()]
            assert not told, (other, address, told)
        assert find_visits(other, "赵敏") == find_visits(other, str(visit.pk)) == []
    texts = Notice.objects.values_list("text", flat=True)
    assert not [text for text in texts if "尿毒症" in text or "hospital" in text or "赵敏" in text]
    for label, changes, reason in AuditEvent.objects.filter(verb__startswith="visit.").values_list(
        "object_label", "changes", "reason"
    ):
        assert not any(word in f"{label} {changes} {reason}" for word in ("尿毒症", "hospital", "赵敏", "诊断"))
    assert reverse("welfare:visit_detail", args=[visit.pk]) == f"/visits/{visit.pk}/"


def test_health_and_family_are_nowhere_in_clear(client, union, member, stored_files, caplog):
    secrets = ("尿毒症", "长期透析", "赵大山", "已探望本人", "材料里没有尿毒症", "透析病历", "右手骨折打石膏")
    papers = [make.scan("透析病历.txt", "尿毒症".encode())]
    done = make.paid_visit(member, papers=papers)
    unable = Done(on=TODAY, received=Received("赵敏", "右手骨折打石膏"))
    approved = make.approved_visit(member, kind="marriage", on=TODAY)
    carrying_out.carry_out_visit(approved, unable, by=make.user())
    make.visit(member, kind="kin_death", relation="parent", relative="赵大山", on=TODAY)
    client.force_login(make.officer(union, "welfare_officer"))
    refused = make.visit(member, on=TODAY)
    why = {"why": "too_late", "document": "办法", "words": "材料里没有尿毒症"}
    assert client.post(f"/visits/{refused.pk}/refuse/", why).status_code == 302
    client.post(f"/visits/{done.pk}/reveal/", REASON)
    assert clear_texts(secrets) == []
    assert not [secret for secret in secrets if secret in caplog.text]
    stored = [path.read_bytes() for path in stored_files.rglob("*") if path.is_file()]
    assert stored and not [one for one in secrets if any(one.encode() in content for content in stored)]

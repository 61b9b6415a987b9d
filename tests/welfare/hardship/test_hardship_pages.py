"""Pages of hardship: the worker's application, the officers' list and file, and the file as it is printed."""

import pytest
from django.urls import reverse

from members.approvals.models import ApprovalRound
from office.models import AuditEvent
from tests import factories as make
from tests.page_text import shown
from tests.pdf_text import text_of
from welfare.hardship import actions
from welfare.hardship.models.files import HardshipFile

pytestmark = pytest.mark.django_db

REASON = {"reason": "审核申请"}


@pytest.fixture
def union():
    return make.unit("东河油田工会", code="DH")


@pytest.fixture
def member(union):
    member = make.worker(union, name="赵敏")
    make.account(member)
    return member


@pytest.fixture
def officer(union):
    return make.officer(union, "welfare_officer")


def application(**fields):
    rows = {"TOTAL_FORMS": "2", "INITIAL_FORMS": "0"}
    return {
        "cause": "own_illness",
        "situation": "长期透析",
        "health": "grave",
        "insurance": "workers",
        "housing": "own",
        "homes": "1",
        "car": "none",
        "marriage": "married",
        "address": "湖心路8号",
        "month_income": "2000",
        **{f"household-{name}": value for name, value in rows.items()},
        **{f"outlays-{name}": value for name, value in rows.items()},
        "household-0-name": "孙玉梅",
        "household-0-relation": "spouse",
        "household-0-month_income": "500",
        "outlays-1-kind": "illness",
        "outlays-1-amount": "9000",
        "outlays-1-paid_back": "4000",
        **fields,
    }


def approve_all(union):
    for file in HardshipFile.objects.all():
        for assessment in file.assessments.proposed():
            while ApprovalRound.objects.of("hardship", assessment.pk).open().exists():
                actions.approve_assessment(assessment, by=make.approver(union))


def test_a_worker_is_first_asked_for_the_consents(client, member):
    client.force_login(member.user)
    page = shown(client.get("/my/hardship/"))
    assert "/my/consents/" in page and "Begin the application" not in page
    assert client.post("/my/hardship/begin/").status_code == 422


def test_a_worker_keeps_a_draft_and_hands_it_in(client, member):
    client.force_login(member.user)
    for purpose in ("family", "health"):
        make.give_consent(member, purpose)
    begun = client.post("/my/hardship/begin/")
    assert begun.status_code == 302
    assert client.post(begun.url, application(papers=[make.scan()])).status_code == 302
    page = shown(client.get(begun.url))
    assert "长期透析" in page and "孙玉梅" in page and "scan.txt" in page
    assert client.post(begun.url, application(submit="yes")).url == "/my/hardship/"
    file = HardshipFile.objects.get()
    assert (file.state, len(file.read().household), len(file.read().outlays)) == ("submitted", 1, 1)
    assert "孙玉梅" in shown(client.get(begun.url))


@pytest.mark.parametrize(
    "wrong",
    [
        {"situation": ""},
        {"month_income": "-1"},
        {"household-0-name": ""},
        {"outlays-1-kind": ""},
        {"outlays-1-paid_back": "9001"},
    ],
)
def test_what_was_typed_stays_when_a_part_is_wrong(client, member, wrong):
    file = make.hardship_draft(member)
    client.force_login(member.user)
    answer = client.post(f"/my/hardship/{file.pk}/", application(**wrong))
    assert answer.status_code == 422
    assert "湖心路8号" in answer.content.decode()


def test_entries_of_the_application_do_not_outlast_the_page(client, member):
    file = make.hardship_draft(member)
    client.force_login(member.user)
    page = client.get(f"/my/hardship/{file.pk}/")
    assert "no-store" in page.headers["Cache-Control"]
    forms = [page.context["form"], *page.context["household"], *page.context["outlays"]]
    assert all("data-sensitive" in field.widget.attrs for form in forms for field in form.fields.values())


def test_a_list_shows_level_and_state_only(client, union, member, officer):
    make.hardship_file(member)
    client.force_login(officer)
    page = shown(client.get("/hardship/"))
    assert "赵敏" in page and "尿毒症" not in page and "孙玉梅" not in page
    other = make.member(union, name="钱进")
    make.hardship_draft(other)
    assert "钱进" not in shown(client.get("/hardship/"))


def test_what_a_file_says_is_shown_for_a_reason_only(client, member, officer):
    file = make.hardship_file(member)
    client.force_login(officer)
    assert "尿毒症" not in shown(client.get(f"/hardship/{file.pk}/"))
    assert client.post(f"/hardship/{file.pk}/reveal/", {"reason": ""}).status_code == 422
    read = client.post(f"/hardship/{file.pk}/reveal/", REASON)
    assert "尿毒症" in shown(read) and read.headers["Cache-Control"] == "no-store, private"
    assert AuditEvent.objects.get(verb="hardship.reveal").reason == "审核申请"


@pytest.mark.parametrize("post", ["auditor", "group_leader", "finance_officer"])
def test_who_does_not_decide_reads_neither_income_nor_health(client, union, member, post):
    file = make.hardship_file(member)
    client.force_login(make.officer(union, post))
    assert client.post(f"/hardship/{file.pk}/reveal/", REASON).status_code == 403
    assert client.get(f"/hardship/{file.pk}/print/").status_code == 403


def test_an_officer_of_another_union_gets_404(client, member):
    file = make.hardship_file(member)
    client.force_login(make.officer(make.unit("别的工会"), "welfare_officer"))
    assert client.get(f"/hardship/{file.pk}/").status_code == 404
    assert client.post(f"/hardship/{file.pk}/reveal/", REASON).status_code == 404


def test_the_assessment_begins_with_what_is_declared_and_shows_its_reckoning(client, union, member, officer):
    file = make.hardship_file(member)
    make.local_figure(union)
    client.force_login(officer)
    assert client.get(f"/hardship/{file.pk}/assess/").context["form"].initial.get("income") is None
    begun = client.post(f"/hardship/{file.pk}/assess/", REASON).context["form"].initial
    assert (begun["income"], begun["outlay"], begun["paid_back"], begun["people"]) == (12_000, 6_000, 3_000, 2)
    sent = {**begun, "starts_on": "2026-09-01", "documents": "收入证明", "excluded": []}
    assert client.post(f"/hardship/{file.pk}/assess/", sent).status_code == 302
    approve_all(union)
    page = shown(client.post(f"/hardship/{file.pk}/reveal/", REASON))
    assert "375.00" in page and "低保标准通知" in page and "Deep hardship" in page
    assert "375.00" not in shown(client.get(f"/hardship/{file.pk}/"))


def test_the_approval_page_tells_the_level_but_not_the_reckoning(client, union, member, officer):
    make.assessed_file(member, by=officer)
    client.force_login(make.officer(union, "chair"))
    page = shown(client.get(ApprovalRound.objects.get().get_absolute_url()))
    assert "deep hardship" in page and "375.00" not in page and "12,000" not in page


def test_the_file_is_printed_with_every_part(client, union, member, officer):
    make.assessed_file(member, by=officer)
    approve_all(union)
    file = HardshipFile.objects.get()
    client.force_login(officer)
    assert client.post(f"/hardship/{file.pk}/print/", {"format": "pdf", "reason": ""}).status_code == 422
    pdf = client.post(f"/hardship/{file.pk}/print/", {"format": "pdf", "reason": "归档"})
    text = text_of(pdf.content).replace(" ", "")
    for part in ("赵敏", "尿毒症", "孙玉梅", "375.00", "Opinionoftheupperunion", "湖心路8号"):
        assert part in text
    word = client.post(f"/hardship/{file.pk}/print/", {"format": "word", "reason": "归档"})
    assert word.content.startswith(b"PK") and AuditEvent.objects.filter(verb="hardship.print").count() == 2


def test_numbers_are_printed_in_full_only_for_who_may_reveal_them(client, union, officer):
    member = make.worker(union, name="赵敏", id_kind="1", id_number="11010519491231002X", phone="13812341234")
    file = make.hardship_file(member)
    numbers = ("11010519491231002X", "13812341234")
    for by, shown_in_full in ((officer, True), (make.officer(union, "branch_chair"), False)):
        client.force_login(by)
        pdf = client.post(f"/hardship/{file.pk}/print/", {"format": "pdf", "reason": "归档"})
        text = text_of(pdf.content).replace(" ", "")
        assert [number in text for number in numbers] == [shown_in_full] * 2


def test_what_was_not_handed_in_or_was_withdrawn_is_told_to_no_officer(client, union, member):
    draft, withdrawn = make.hardship_draft(make.worker(union, name="钱进")), make.hardship_file(member)
    actions.withdraw_file(withdrawn, by=member.user)
    client.force_login(make.superuser())
    assert client.get(reverse("admin:welfare_hardshipfile_changelist")).context["cl"].result_count == 0
    labels = AuditEvent.objects.filter(verb__startswith="hardship.").values_list("object_label", flat=True)
    assert {*labels} == {f"#{draft.pk}", f"#{withdrawn.pk}"}


def test_a_paper_is_opened_for_a_reason(client, member, officer):
    file = make.hardship_draft(member)
    actions.save_draft(file, make.hardship_content(), [make.scan()], by=member.user)
    actions.submit_file(file, by=member.user)
    paper = file.attachments.get()
    client.force_login(officer)
    where = f"/hardship/{file.pk}/files/{paper.pk}/"
    assert client.get(where).status_code == 200 and client.post(where, {"reason": ""}).status_code == 422
    assert b"".join(client.post(where, REASON).streaming_content) == b"scan"
    client.force_login(member.user)
    own = client.get(f"/my/hardship/{file.pk}/files/{paper.pk}/")
    assert b"".join(own.streaming_content) == b"scan"


def test_reviews_that_are_due_stand_on_the_desk(client, union, member, officer):
    make.assessed_file(member, by=officer)
    approve_all(union)
    client.force_login(officer)
    assert "Hardship file" not in shown(client.get("/desk/"))
    HardshipFile.objects.update(since="2025-01-01", review_on="2026-01-01")
    assert "Hardship file" in shown(client.get("/desk/"))
    assert "赵敏" in shown(client.get("/hardship/?due=yes"))


def test_aid_is_noted_and_the_file_ended_on_its_page(client, union, member, officer):
    make.assessed_file(member, by=officer)
    approve_all(union)
    file = HardshipFile.objects.get()
    client.force_login(officer)
    aid = {"kind": "other", "amount": "2000.01", "given_on": "2026-10-01", "basis": "会议纪要"}
    refused = client.post(f"/hardship/{file.pk}/aid/", aid)
    assert refused.status_code == 422 and "2000" in shown(refused)
    assert client.post(f"/hardship/{file.pk}/aid/", {**aid, "amount": "2000"}).status_code == 302
    ended = client.post(f"/hardship/{file.pk}/end/", {"on": "2026-12-01", "why": "own_wish", "words": "祝好"})
    assert ended.status_code == 302
    client.force_login(member.user)
    assert "祝好" in shown(client.get(f"/my/hardship/{file.pk}/"))


def test_a_member_is_given_what_the_file_says_and_it_is_emptied_when_they_are_erased(member):
    from office.held_about_me import ERASERS
    from welfare.front.held_about_me import hardship_lines

    file = make.hardship_draft(member)
    actions.save_draft(file, make.hardship_content(), [make.scan()], by=member.user)
    assert any("尿毒症" in str(value) for _file, _label, value in hardship_lines(member))
    for empty in ERASERS:
        empty(member)
    file.refresh_from_db()
    assert (file.content.reveal(), file.attachments.count()) == ("", 0)

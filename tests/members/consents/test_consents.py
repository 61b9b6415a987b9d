"""Consents to the use of sensitive data, per purpose: given, withdrawn, never deleted, and what depends on them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, InternalError, transaction

from members.choices import Channel, Purpose
from members.consents import checks as consents
from members.consents.actions import ensure_consent_texts
from members.consents.models import Consent, ConsentText
from members.own_data.actions import change_requests as corrections
from members.own_data.actions.consents import record_consent
from members.own_data.models.change_requests import ChangeRequest
from members.personal_file.actions.corrections import correct_member
from members.personal_file.actions.family import save_kin
from members.personal_file.actions.papers import file_document
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.papers import MemberDocument
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import Attachment, AuditEvent, Notice
from tests import factories as make
from tests.append_only import assert_append_only
from tests.page_text import without_times
from tests.pdf_text import text_of
from tests.refused import assert_refused

pytestmark = pytest.mark.django_db
CARD = "6222020200112345678"


@pytest.fixture
def worker(union):
    return make.worker(union)


def add_bank_card(worker):
    """Store a bank card with the member's consent."""
    make.give_consent(worker)
    correct_member(worker, {"bank_card": CARD}, by=make.user(), reason="x")
    worker.refresh_from_db()
    return worker


def test_every_purpose_is_shown_with_its_full_text_and_what_follows_from_withdrawing(client, worker):
    client.force_login(make.account(worker))
    page = client.get("/my/consents/").content.decode()
    for text in ConsentText.objects.all():
        assert text.text in page
        assert text.consequence in page
    assert ConsentText.objects.count() == len(Purpose)


def test_the_last_consent_counts_and_every_one_is_kept(client, worker):
    client.force_login(make.account(worker))
    assert not consents.allows(worker, Purpose.HEALTH)
    for said, is_given in (("yes", True), ("no", False), ("yes", True)):
        assert client.post("/my/consents/health/", {"given": said}).status_code == 302
        assert consents.allows(worker, Purpose.HEALTH) is is_given
        found = Consent.objects.consenting(Member.objects.all(), Purpose.HEALTH)
        assert list(found) == ([worker] if is_given else [])
    assert not consents.allows(worker, Purpose.FAMILY)
    words = Consent.objects.filter(member=worker).order_by("pk").values_list("given", "channel")
    assert list(words) == [(True, "online"), (False, "online"), (True, "online")]
    verbs = AuditEvent.objects.about(worker).values_list("verb", flat=True)
    assert list(verbs) == ["consent.give", "consent.withdraw", "consent.give"]


def test_giving_the_same_consent_again_changes_nothing(worker):
    by = make.account(worker)
    with pytest.raises(NotAllowed, match="no consent to withdraw"):
        record_consent(worker, Purpose.HEALTH, given=False, by=by)
    record_consent(worker, Purpose.HEALTH, given=True, by=by)
    with pytest.raises(NotAllowed, match="agreed already"):
        record_consent(worker, Purpose.HEALTH, given=True, by=by)
    assert Consent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_consent_can_be_neither_changed_nor_removed(worker):
    make.give_consent(worker)
    assert_append_only(lambda: Consent.objects.update(given=False), lambda: Consent.objects.all().delete())


def test_a_new_wording_is_a_new_row_and_the_old_one_stays(client, worker):
    make.give_consent(worker, "health")
    old = ConsentText.objects.get(purpose="health")
    with pytest.raises(InternalError, match="new wording is a new row"), transaction.atomic():
        ConsentText.objects.filter(pk=old.pk).update(text="别的")
    ConsentText.objects.create(purpose="health", effective_from="2026-06-01", text="新文本", source="某文件")
    assert ConsentText.objects.in_force("health", date(2026, 5, 31)) == old
    new = ConsentText.objects.in_force("health", date(2026, 6, 1))
    assert new and new.text == "新文本"
    client.force_login(make.account(worker))
    page = without_times(client.get("/my/consents/").content.decode())
    assert "you agreed to that of 2026-01-01" in page
    assert client.post("/my/consents/health/", {"given": "yes"}).status_code == 302
    said = Consent.objects.last_answer(worker, "health")
    assert said and said.text.text == "新文本"


def test_shipping_the_wordings_again_leaves_the_administrators_alone():
    ConsentText.objects.filter(purpose="health").update(text="改过")
    ensure_consent_texts()
    assert ConsentText.objects.get(purpose="health").text == "改过"


def test_without_consent_no_card_is_stored_by_actions_or_database(worker):
    with pytest.raises(NotAllowed, match="only after its owner has agreed"):
        correct_member(worker, {"bank_card": CARD}, by=make.user(), reason="x")
    worker.set_bank_card(CARD)
    with pytest.raises(IntegrityError, match="card_needs_consent"), transaction.atomic():
        worker.save()


def test_withdrawing_erases_the_card_at_once_and_is_audited(client, worker):
    add_bank_card(worker)
    client.force_login(make.account(worker))
    assert client.post("/my/consents/bank_card/", {"given": "no"}).status_code == 302
    worker.refresh_from_db()
    assert (bool(worker.bank_card), worker.bank_card_hash) == (False, None)
    event = AuditEvent.objects.about(worker).get(verb="consent.withdraw")
    assert event.changes["erased"] == ["bank_card"]
    assert CARD not in str(event.changes)


def test_a_card_from_before_there_were_consents_can_be_erased_too(client, worker):
    Member.objects.filter(pk=worker.pk).update(bank_card=CARD)
    client.force_login(make.account(worker))
    assert "Erase the stored card" in client.get("/my/consents/").content.decode()
    client.post("/my/consents/bank_card/", {"given": "no"})
    worker.refresh_from_db()
    assert not worker.bank_card


def test_a_worker_is_sent_to_the_consent_before_they_can_ask_for_a_card(client, worker):
    client.force_login(make.account(worker))
    assert "stored only with your consent" in client.get("/my/data/bank_card/").content.decode()
    make.give_consent(worker)
    assert client.post("/my/data/bank_card/", {"value": CARD, "reason": "新卡"}).status_code == 302


def test_an_officer_enters_what_was_signed_on_paper_with_the_sheet(client, union, worker):
    officer = make.officer(union)
    client.force_login(officer)
    page = f"/members/{worker.pk}/consents/"
    without = client.post(page, {"purpose": "notice", "given": "yes"})
    assert without.status_code == 422
    assert "sheet" in without.context["form"].errors
    with pytest.raises(NotAllowed, match="signed sheet"):
        record_consent(worker, Purpose.NOTICE, given=True, by=officer, channel=Channel.PAPER)
    sheet = SimpleUploadedFile("sheet.pdf", b"%PDF-1.4 x")
    assert client.post(page, {"purpose": "notice", "given": "yes", "sheet": [sheet]}).status_code == 302
    consent = Consent.objects.get()
    assert (consent.channel, consent.by, consent.given) == ("paper", officer, True)
    file = consent.attachments.get()
    answer = client.get(f"{page}files/{file.pk}/")
    assert answer.getvalue().startswith(b"%PDF")
    assert "sheet.pdf" in client.get(page).content.decode()
    client.force_login(make.officer(make.unit()))
    assert client.get(page).status_code == 404


def test_an_auditor_reads_consents_and_enters_none(client, union, worker):
    client.force_login(make.officer(union, post="auditor"))
    page = f"/members/{worker.pk}/consents/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"purpose": "notice", "given": "yes"}).status_code == 404


def test_an_act_that_changes_nothing_is_refused_beside_its_button(client, worker):
    client.force_login(make.account(worker))
    answer = client.post("/my/consents/health/", {"given": "no"})
    assert_refused(answer, "There is no consent to withdraw.")


def test_a_purpose_that_nobody_knows_answers_404(client, worker):
    client.force_login(make.account(worker))
    assert client.post("/my/consents/everything/", {"given": "yes"}).status_code == 404


def test_without_consent_no_family_is_entered_and_after_withdrawal_officers_see_none(client, union, worker):
    officer = make.officer(union)
    kin = FamilyMember(member=worker, relation="spouse", name="李青")
    with pytest.raises(NotAllowed, match="only after the member has agreed"):
        save_kin(kin, by=officer)
    make.give_consent(worker, "family")
    save_kin(kin, by=officer)
    client.force_login(officer)
    page, sheet = worker.get_absolute_url(), f"{worker.get_absolute_url()}sheet/"
    assert "李青" in client.get(page).content.decode()
    assert "李青" in text_of(client.get(sheet).content)
    record_consent(worker, Purpose.FAMILY, given=False, by=make.account(worker))
    assert "李青" not in client.get(page).content.decode()
    assert "李青" not in text_of(client.get(sheet).content)
    client.force_login(make.account(worker))
    assert "李青" in client.get("/my/membership/family/").content.decode()


@pytest.mark.parametrize(("kind", "purpose"), [("medical", "health"), ("bank", "bank_card")])
def test_a_paper_that_shows_health_or_a_card_is_filed_only_with_consent(worker, kind, purpose):
    officer = make.user()
    with pytest.raises(NotAllowed, match="only after the member has agreed"):
        file_document(MemberDocument(member=worker, kind=kind), [], by=officer)
    make.give_consent(worker, purpose)
    file_document(MemberDocument(member=worker, kind=kind), [make.scan()], by=officer)
    record_consent(worker, Purpose(purpose), given=False, by=officer)
    assert worker.documents.exists() == (kind == "medical")


@pytest.mark.parametrize(
    ("purpose", "field", "text"), [("bank_card", "bank_card", CARD), ("family", "family", "配偶 李青")]
)
def test_withdrawing_ends_open_requests_of_the_purpose_and_empties_them(client, union, worker, purpose, field, text):
    officer, account = make.officer(union), make.account(worker)
    make.give_consent(worker, purpose)
    change = corrections.request_change(worker, field, text, by=account, reason="x", files=[make.scan()])
    other = make.change_request(worker)
    client.force_login(account)
    assert client.post(f"/my/consents/{purpose}/", {"given": "no"}).status_code == 302
    change.refresh_from_db()
    assert (change.state, change.decided_by, change.old.reveal(), change.new.reveal()) == ("withdrawn", None, "", "")
    assert not Attachment.objects.exists()
    assert AuditEvent.objects.about(change).get(verb="change.lapse").actor == account
    assert Notice.objects.get(to=account).url == change.own_url
    assert "consent to it was withdrawn" in client.get(change.own_url).content.decode()
    assert ChangeRequest.objects.waiting().get() == other
    client.force_login(officer)
    assert change.get_absolute_url() not in client.get("/desk/").content.decode()
    assert client.get(change.get_absolute_url()).status_code == 200
    with pytest.raises(NotAllowed, match="decided or taken back already"):
        corrections.accept_change(change, by=officer)


def test_withdrawing_ends_nothing_under_other_purposes(worker):
    make.give_consent(worker)
    make.give_consent(worker, "family")
    change = make.change_request(worker, "bank_card", CARD)
    record_consent(worker, Purpose.FAMILY, given=False, by=worker.user)
    assert list(ChangeRequest.objects.waiting()) == [change]


def test_withdrawing_consent_removes_the_photo_of_an_accepted_card_and_keeps_its_mask(union, worker):
    make.give_consent(worker)
    by = make.account(worker)
    change = corrections.request_change(worker, "bank_card", CARD, by=by, reason="x", files=[make.scan()])
    corrections.accept_change(change, by=make.officer(union))
    record_consent(worker, Purpose.BANK_CARD, given=False, by=by)
    change.refresh_from_db()
    assert (change.state, change.new.reveal()[-4:]) == ("accepted", CARD[-4:])
    assert not Attachment.objects.exists()

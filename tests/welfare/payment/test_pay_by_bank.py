"""Money of a run goes to the bank in sealed files, and its answer says what became of it."""

from hashlib import sha256

import pytest

from office.held_about_me import HELD_SHEETS
from office.models import Notice
from tests import factories as make
from tests.factories import payment as pay
from welfare.grants.models.grants import Grant
from welfare.payment.actions import batches, fetching, making
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.files import FileFetch
from welfare.payment.models.lines import PaymentLine
from welfare.runs.actions import announcing

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(kind="union", code="HQ")


@pytest.fixture
def run(union):
    return pay.money_run(union)


def states(batch):
    return list(PaymentLine.objects.filter(file__batch=batch).order_by("pk").values_list("state", flat=True))


def test_the_whole_way_from_the_run_to_the_signature(union, run):
    version, maker, releaser = pay.bank_profile(union), make.user(), make.user()
    batch = batches.make_batch(union, version, [run], purpose="中秋慰问", by=maker)
    assert (batch.state, batch.total) == ("making", 2)
    making.make_all_files()
    batch.refresh_from_db()
    assert (batch.state, batch.heads, batch.amount, batch.looked_at) == ("made", 2, 600, 2)
    file = batch.files.get()
    first, second = PaymentLine.objects.filter(file=file).order_by("pk")
    batch = batches.release_batch(batch, by=releaser)
    content = fetching.fetch_file(file, by=maker)
    assert sha256(content).hexdigest() == file.digest
    account = first.due.member.bank_card.reveal()
    assert content.decode("gb18030").splitlines()[0] == f"1|{account}|{first.name}|300.00|中秋慰问{first.number}"
    assert fetching.mark_sent() == 2 and states(batch) == ["sent", "sent"]
    wrong = pay.answer_line(second, "失败", reason="户名不符")
    answer = pay.taken_answer(batch, [pay.answer_line(first), wrong], by=maker)
    assert (answer.state, answer.paid, answer.returned) == ("done", 300, 300)
    assert states(batch) == ["paid", "returned"]
    paid, returned = Grant.objects.get(pk=first.due.pk), Grant.objects.get(pk=second.due.pk)
    assert (paid.payment, paid.received_by) == (first, maker)
    assert (returned.payment, returned.received_at) == (None, None)


def test_the_pages_of_a_payment_from_the_form_to_the_answer(client, union, run):
    version = pay.bank_profile(union)
    finance, chair = make.officer(union, post="finance_officer"), make.officer(union, post="chair")
    client.force_login(finance)
    page = client.get("/welfare/payments/new/").content.decode()
    assert str(run) in page and "工行批量" in page
    sent = {"unit": union.code, "profile": version.pk, "runs": [run.pk], "purpose": "中秋慰问"}
    address = client.post("/welfare/payments/new/", sent)["Location"]
    making.make_all_files()
    batch = PaymentBatch.objects.get()
    assert "somebody else releases it" in client.get(address).content.decode()
    assert client.post(f"{address}release/").status_code == 403  # finance officers don't release
    client.force_login(chair)
    assert client.post(f"{address}release/").status_code == 302
    client.force_login(finance)
    file = batch.files.get()
    answer = client.post(f"/welfare/payment-files/{file.pk}/fetch/")
    assert answer["Content-Disposition"] == f'attachment; filename="{file.download_name}"'
    assert answer["Cache-Control"] == "no-store, private"
    again = f"/welfare/payment-files/{file.pk}/fetch/"
    assert client.post(again, {"reason": ""}).status_code == 422
    assert client.post(again, {"reason": "U盘损坏"}).content == answer.content
    assert list(FileFetch.objects.values_list("reason", flat=True)) == ["", "U盘损坏"]
    fetching.mark_sent()
    lines = [pay.answer_line(line) for line in PaymentLine.objects.all()]
    upload = pay.upload(lines)
    where = client.post(f"{address}answer/", {"file": upload})["Location"]
    pay.process(AnswerFile.objects.get())
    assert "take the answer" in client.get(where).content.decode()
    assert client.post(f"{where}confirm/").status_code == 302
    pay.process(AnswerFile.objects.get())
    assert "¥600.00 paid, ¥0.00 returned" in client.get(where).content.decode()
    for part in ("lines/", "left-out/", "cover/", ""):
        assert client.get(f"{address}{part}").status_code == 200
    assert "陆佰元整" in client.get(f"{address}cover/").content.decode()


def test_members_read_in_the_workbook_about_them_what_the_bank_was_asked_to_pay(run):
    batch = pay.sent_payment(run)
    first, second = PaymentLine.objects.filter(file__batch=batch).order_by("pk")
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="户名不符")])
    sheet = HELD_SHEETS["payments"]
    (row,) = sheet.rows(second.due.member)
    told = {str(column.head): column.value(row) for column in sheet.columns}
    assert (told["Number"], told["Account"], told["Reason"]) == (second.number, second.masked_account, "户名不符")


def test_a_unit_pays_by_its_own_profile_or_one_from_above_only(client, union, run):
    below = make.unit(parent=union, code="B1")
    foreign, lower = pay.bank_profile(make.unit(kind="union", code="ZZ")), pay.bank_profile(below)
    client.force_login(make.officer(union, post="finance_officer"))
    sent = {"unit": union.code, "runs": [run.pk], "purpose": "中秋慰问"}
    for version in (foreign, lower):
        answer = client.post("/welfare/payments/new/", {**sent, "profile": version.pk})
        assert answer.status_code == 422 and "profile" in answer.context["form"].errors
    assert "another unit" in answer.content.decode() and not PaymentBatch.objects.exists()
    client.force_login(make.officer(below, post="finance_officer"))
    page = client.get("/welfare/payments/new/").content.decode()
    assert str(lower.profile.unit) in page and str(foreign.profile.unit) not in page


def test_money_that_the_bank_sent_back_is_confirmed_by_nobody(client, union):
    run = pay.money_run(union, people=1)
    batch = pay.sent_payment(run)
    (line,) = PaymentLine.objects.filter(file__batch=batch)
    pay.taken_answer(batch, [pay.answer_line(line, "失败", reason="户名不符")])
    grant = run.grants.get()
    assert states(batch) == ["returned"]
    client.force_login(make.officer(union, post="finance_officer"))
    assert "The bank has answered all of it" in client.get(batch.get_absolute_url()).content.decode()
    client.force_login(grant.member.user)
    address = f"/my/benefits/{grant.pk}/receive/"
    assert address not in client.get("/my/benefits/").content.decode()
    assert client.get(address).status_code == 302
    assert "stands for the signature" in client.post(address).content.decode()
    grant.refresh_from_db()
    assert grant.received_at is None


def test_pages_name_the_account_and_nobody_signs_for_what_the_bank_pays(client, union, run):
    officer, (first, second) = make.officer(union, post="welfare_officer"), run.grants.order_by("pk")
    signs = f"/welfare/grants/{second.pk}/sign/"
    lists = ("/welfare/grants/", f"/welfare/runs/{run.pk}/roster/")

    def pages():
        client.force_login(officer)
        return [client.get(address).content.decode() for address in lists]

    def mine(grant):
        client.force_login(grant.member.user)
        return [client.get(url).content.decode() for url in ("/my/benefits/", f"/my/benefits/lists/{run.pk}/")]

    assert all(signs in page for page in pages())
    assert all(second.member.masked_bank_card in page for page in mine(second))
    batch = pay.sent_payment(run)
    assert not any(signs in page or f'value="{second.pk}"' in page for page in pages())
    assert client.get(f"/welfare/grants/sign/?grant={second.pk}").context["count"] == 0
    line, other = PaymentLine.objects.filter(file__batch=batch).order_by("pk")
    answered = [pay.answer_line(line), pay.answer_line(other, "失败", reason="户名不符")]
    taker = make.user(name="收回盘人")
    pay.taken_answer(batch, answered, by=taker)
    line.refresh_from_db()
    assert all(signs in page for page in pages()), "What came back may be handed over in cash."
    for page in pages():
        assert f"paid by the bank on {line.paid_on}" in page and taker.name not in page
    assert all(line.masked_account in page and "Paid on" in page for page in mine(first))


def test_members_are_told_that_money_is_paid_and_not_that_it_is_to_be_collected(client, union):
    run = pay.money_run(union, people=1)
    announcing.write_all_notices()
    (notice,) = Notice.objects.filter(to=run.grants.get().member.user_id).values_list("text", flat=True)
    assert "is being paid" in notice and "collect" not in notice


def test_who_has_nothing_to_pay_yet_is_told_what_is_missing(client, union):
    client.force_login(make.officer(union, post="finance_officer"))
    page = client.get("/welfare/payments/new/").content.decode()
    assert "None can be used yet" in page and "No issued run of your units" in page
    pay.bank_profile(union)
    pay.money_run(union, people=1)
    page = client.get("/welfare/payments/new/").content.decode()
    assert "None can be used yet" not in page and "No issued run of your units" not in page

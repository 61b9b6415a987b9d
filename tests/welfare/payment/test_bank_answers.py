"""What a bank's answer may say, and what of it is told instead of taken; taking it back whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from office.sheets.containers import UnreadableWorkbook
from office.workbooks import save
from tests import factories as make
from tests.factories import payment as pay
from welfare.grants.models.grants import Grant
from welfare.payment.actions import answers, batches
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import line_number

pytestmark = pytest.mark.django_db
NAMED: dict[str, Any] = {
    "answer_number": "附言",
    "answer_amount": "金额",
    "answer_result": "处理结果",
    "answer_date": "",
    "answer_reason": "",
    "answer_name": "",
}


@pytest.fixture
def union():
    return make.unit(kind="union", code="HQ")


@pytest.fixture
def batch(union):
    return pay.sent_payment(pay.money_run(union))


@pytest.fixture
def lines(batch):
    return list(PaymentLine.objects.filter(file__batch=batch).order_by("pk"))


def told(answer):
    return [(row.outcome, row.column, row.fault_text) for row in answer.rows.order_by("row")]


def states():
    return list(PaymentLine.objects.order_by("pk").values_list("state", flat=True))


def test_every_kind_of_fault_is_told_at_its_row_and_column(batch, lines):
    first, second = lines
    other = pay.sent_payment(pay.money_run(make.unit("一分会", parent=batch.unit), people=1))
    elsewhere = PaymentLine.objects.get(file__batch=other)
    strange = pay.sent_payment(pay.money_run(make.unit(kind="union", code="ZZ"), people=1))
    out_of_reach = PaymentLine.objects.get(file__batch=strange)
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = [
        pay.answer_line(first, number="没有编号"),
        pay.answer_line(first, number="ZF00000000019"),
        pay.answer_line(first, number=line_number(10**9)),
        pay.answer_line(elsewhere),
        pay.answer_line(out_of_reach),
        pay.answer_line(first, amount="299.99"),
        pay.answer_line(first, amount="三百"),
        pay.answer_line(second, "不成功"),
        pay.answer_line(second, on="2026-13-45"),
        pay.answer_line(second, on="2020-01-01"),
        pay.answer_line(second, on=tomorrow),
        pay.answer_line(second, name="李鬼"),
    ]
    words = [
        ("E", "is no number of ours"),
        ("E", "is no number of ours"),
        ("E", "no payment of yours has the number"),
        ("E", f"belongs to the payment “{other.number}”"),
        ("E", "no payment of yours has the number"),
        ("D", "says 299.99, but 300.00 was sent"),
        ("D", "is no sum of money"),
        ("F", "doesn't know what “不成功” means"),
        ("G", "is no day"),
        ("G", "before the file was fetched"),
        ("G", "lies in the future"),
        ("C", "the bank names the account otherwise"),
    ]
    for text, (where, word) in zip(sent, words, strict=True):
        answer = pay.bank_answer(batch, [text])
        ((outcome, column, fault),) = told(answer)
        assert (outcome, column) == ("faulty", where) and word in fault
        with pytest.raises(NotAllowed, match="says anything new"):
            answers.confirm_answer(answer, by=make.user())
    assert set(states()) == {"sent"}


def test_no_row_keeps_an_account_in_whichever_column_it_lies(batch, lines):
    card, (first, second) = "6222021234567890123", lines
    sent = [
        pay.answer_line(first, amount=card),
        pay.answer_line(second, on=card),
        pay.answer_line(second, card),
        pay.answer_line(first, number=f"{card} {line_number(first.pk)}"),
        pay.answer_line(second, number=card),
    ]
    answer = pay.bank_answer(batch, sent)
    kept = str(list(answer.rows.order_by("row").values()))
    assert card not in kept and card[:12] not in kept and card[-12:] not in kept
    assert line_number(first.pk) in answer.rows.get(row=4).number


def test_a_number_that_comes_twice_is_taken_from_neither_row(batch, lines):
    first, second = lines
    answer = pay.bank_answer(batch, [pay.answer_line(first, "失败"), pay.answer_line(second), pay.answer_line(first)])
    assert [row.outcome for row in answer.rows.order_by("row")] == ["faulty", "paid", "faulty"]
    assert [row.fault_text for row in answer.rows.order_by("row")][::2] == [
        "the same number as sheet row 3",
        "the same number as sheet row 1",
    ]


def test_the_same_answer_twice_changes_nothing(batch, lines):
    sent = [pay.answer_line(line) for line in lines]
    first = pay.taken_answer(batch, sent)
    again = pay.bank_answer(batch, sent)
    assert again.counts == {"known": 2} and answers.taken_before(again) == first
    with pytest.raises(NotAllowed, match="says anything new"):
        answers.confirm_answer(again, by=make.user())
    # On another day it may be a second payment.
    day = PaymentLine.objects.get(pk=lines[0].pk).paid_on
    later = pay.bank_answer(batch, [pay.answer_line(lines[0], on=day)])
    assert later.counts == {"known": 1}


def test_a_sum_that_its_rows_do_not_have_is_refused(batch, lines):
    rows = [pay.answer_line(line) for line in lines]
    wrong = pay.bank_answer(batch, [*rows, "|合计||599.00||||\r\n"])
    assert (wrong.stated_sum, wrong.read_sum, wrong.wrong_sum) == (599, 600, True)
    with pytest.raises(NotAllowed, match="ask the bank for the right file"):
        answers.confirm_answer(wrong, by=make.user())
    right = pay.bank_answer(batch, [*rows, "|合计||600.00||||\r\n"])
    assert (right.wrong_sum, right.counts) == (False, {"paid": 2})


def test_what_the_bank_returned_is_made_anew_citing_the_old_line(batch, lines, union):
    first, second = lines
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="系统繁忙")])
    run = batch.runs.get()
    again = pay.sent_payment(run, batch.version)
    anew = PaymentLine.objects.get(file__batch=again)
    assert (anew.grant, anew.replaces, again.heads) == (second.grant, second, 1)
    old = pay.bank_answer(batch, [pay.answer_line(second)])
    assert old.counts == {"faulty": 1}
    assert f"made anew as {anew.number}" in old.rows.get().fault_text
    returned_again = pay.bank_answer(batch, [pay.answer_line(second, "失败")])
    assert returned_again.counts == {"known": 1} and "old number" in returned_again.rows.get().fault_text
    pay.taken_answer(again, [pay.answer_line(anew)])
    assert Grant.objects.get(pk=second.grant_id).payment == anew


def test_a_wrong_account_waits_until_it_changes(batch, lines):
    first, second = lines
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="户名不符")])
    run, member = batch.runs.get(), second.grant.member
    told = Notice.objects.filter(to=member.user, text__contains="returned a payment")
    assert told.count() == 1
    again = pay.payment(run, batch.version)
    assert (again.state, again.left_outs.get().reason) == ("cancelled", "name_differs")
    member.set_bank_card("6222020200000007777")
    member.save()
    assert pay.payment(run, batch.version).heads == 1


def test_money_that_comes_back_after_days_takes_the_receipt_with_it(batch, lines):
    first, second = lines
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second)])
    late = pay.taken_answer(batch, [pay.answer_line(first, "退回", reason="账号已销户")])
    assert (late.counts, late.returned) == ({"late": 1}, 300)
    grant = Grant.objects.get(pk=first.grant_id)
    assert (grant.received_at, grant.payment) == (None, None)
    answers.undo_answer(late, by=make.user(), reason="银行误报")
    pay.process(late)
    grant.refresh_from_db()
    line = PaymentLine.objects.get(pk=first.pk)
    assert (line.state, grant.payment) == ("paid", first) and line.paid_on is not None


def test_a_taken_answer_is_taken_back_whole(batch, lines):
    officer = make.user()
    first, second = lines
    answer = pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="户名不符")])
    with pytest.raises(NotAllowed, match="Say why"):
        answers.undo_answer(answer, by=officer, reason=" ")
    answers.undo_answer(answer, by=officer, reason="传错了文件")
    assert answers.undo_all() == 1
    assert states() == ["sent", "sent"]
    assert not Grant.objects.filter(received_at__isnull=False).exists()
    assert AuditEvent.objects.get(verb="bank_answer.undo").reason == "传错了文件"
    with pytest.raises(NotAllowed, match="taken back already"):
        answers.undo_answer(answer, by=officer, reason="再来一次")
    pay.taken_answer(batch, [pay.answer_line(line) for line in lines])
    assert states() == ["paid", "paid"]


def test_an_answer_on_which_later_ones_rest_stays(batch, lines):
    first, second = lines
    early = pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="系统繁忙")])
    pay.taken_answer(batch, [pay.answer_line(first, "退回")])
    with pytest.raises(NotAllowed, match="later answer says something else"):
        answers.undo_answer(early, by=make.user(), reason="传错了文件")
    pay.payment(batch.runs.get(), batch.version)
    with pytest.raises(NotAllowed, match="has been made anew"):
        answers.undo_answer(early, by=make.user(), reason="传错了文件")


def test_a_bank_that_names_its_columns_answers_in_a_workbook(union):
    version = pay.bank_profile(
        union,
        file_format="xlsx",
        with_heading=True,
        answer_number="附言",
        answer_amount="金额",
        answer_result="处理结果",
        answer_date="交易日期",
        answer_reason="失败原因",
        answer_name="收款户名",
    )
    batch = pay.sent_payment(pay.money_run(union), version)
    first, second = PaymentLine.objects.filter(file__batch=batch).order_by("pk")
    today = timezone.localdate()
    head = ["收款户名", "金额", "附言", "处理结果", "交易日期", "失败原因"]
    rows = [
        [first.name, 300, f"慰问{first.number}", "成功", today, None],
        [second.name, "300.00", second.number, "失败", None, "账号6222020200112345678不存在"],
    ]
    book = Workbook()
    for row in (["某某银行代发结果"], head, *rows):
        book.active.append(row)
    sent = SimpleUploadedFile("回盘.xlsx", save(book).read())
    answer = pay.process(answers.start_answer(sent, batch, by=make.user()))
    assert answer.counts == {"paid": 1, "returned": 1}
    # The bank's own words may hold the account.
    assert "6222020200112345678" not in answer.rows.get(line=second).reason


def test_a_file_without_the_columns_is_refused_by_name_and_not_in_silence(union, batch):
    version = pay.bank_profile(
        union,
        name="另一家",
        answer_number="附言",
        answer_amount="金额",
        answer_result="结果",
        answer_date="",
        answer_reason="",
        answer_name="",
    )
    named = pay.sent_payment(pay.money_run(make.unit("一分会", parent=union), people=1), version)
    with pytest.raises(UnreadableWorkbook, match="附言、金额、结果"):
        answers.start_answer(pay.upload(["姓名|金额\r\n", "张三|300\r\n"]), named, by=make.user())


def test_an_answer_in_fen_is_read_as_such(union):
    version = pay.bank_profile(union, amount_format="cents", answer_amount_format="cents")
    batch = pay.sent_payment(pay.money_run(union, people=1), version)
    line = PaymentLine.objects.get(file__batch=batch)
    assert pay.bank_answer(batch, [pay.answer_line(line, amount="30000")]).counts == {"paid": 1}
    assert pay.bank_answer(batch, [pay.answer_line(line, amount="300.00")]).counts == {"faulty": 1}


def test_the_member_reads_what_became_of_the_money(client, batch, lines):
    first, second = lines
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="户名不符")])
    today = timezone.localdate().isoformat()
    client.force_login(first.grant.member.user)
    page = client.get("/my/benefits/").content.decode()
    assert f"Paid on {today} to your account {first.masked_account}." in page
    client.force_login(second.grant.member.user)
    page = client.get("/my/benefits/").content.decode()
    assert "户名不符" in page and "Please correct your account" in page and "/my/data/bank_card/" in page


def test_the_member_reads_that_the_money_is_on_its_way_and_confirms_nothing(client, batch, lines):
    client.force_login(lines[0].grant.member.user)
    page = client.get("/my/benefits/").content.decode()
    assert "Sent to the bank on" in page and "I have received it" not in page
    assert client.get(f"/my/benefits/{lines[0].grant_id}/receive/").status_code == 302


def test_what_was_made_anew_and_cancelled_still_waits_to_be_made_anew(batch, lines):
    first, second = lines
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="系统繁忙")])
    again = pay.payment(batch.runs.get(), batch.version)
    assert not PaymentLine.objects.to_remake().exists()
    batches.cancel_batch(again, by=make.user(), reason="金额有误")
    batches.clear_cancelled()
    assert list(PaymentLine.objects.to_remake()) == [second]


def test_while_one_answer_is_taken_back_no_other_is_confirmed_nor_the_other_way_round(batch, lines):
    first, second = lines
    early = pay.taken_answer(batch, [pay.answer_line(first)])
    later = pay.bank_answer(batch, [pay.answer_line(second)])
    asked = answers.undo_answer(early, by=make.user(), reason="传错了文件")
    with pytest.raises(NotAllowed, match="just being taken back"):
        answers.confirm_answer(later, by=make.user())
    assert answers.undo_all() == 1
    answers.confirm_answer(later, by=make.user())
    again = pay.bank_answer(batch, [pay.answer_line(first)])
    with pytest.raises(NotAllowed, match="taken back already"):
        answers.undo_answer(asked, by=make.user(), reason="传错了文件")
    assert again.counts == {"paid": 1}


def test_a_file_that_is_no_answer_is_refused_with_what_was_expected(client, batch):
    client.force_login(make.officer(batch.unit, post="finance_officer"))
    address = f"{batch.get_absolute_url()}answer/"
    for content in (
        "工号,姓名,金额\r\nA1,张三,300\r\n",
        "会议|通知|地点\r\n" * 5,
        "1|6222|张三|300.00|附言|你好|2026|x\r\n",
    ):
        page = client.post(address, {"file": pay.upload([content], "名单.csv")})
        text = page.content.decode()
        assert page.status_code == 422 and not AnswerFile.objects.exists()
        for expected in ("工行批量", "column E", "column D", "column F", "成功、交易成功、失败、退回", "bar |"):
            assert expected in text, expected


def test_a_workbook_without_the_headings_is_not_sent_to_a_template(union):
    version = pay.bank_profile(union, **NAMED)
    batch = pay.sent_payment(pay.money_run(union), version)
    book = Workbook()
    book.active.append(["姓名", "金额"])
    with pytest.raises(UnreadableWorkbook) as told:
        answers.start_answer(SimpleUploadedFile("回盘.xlsx", save(book).read()), batch, by=make.user())
    assert "附言、处理结果" in str(told.value) and "template" not in str(told.value)


def test_a_workbook_of_somebody_elses_rows_is_refused_by_its_headings(union):
    version = pay.bank_profile(union, **NAMED)
    batch = pay.sent_payment(pay.money_run(union), version)
    book = Workbook()
    for row in (["附言", "金额", "处理结果"], ["购书", 30, "已报销"]):
        book.active.append(row)
    with pytest.raises(UnreadableWorkbook, match="the column “附言”"):
        answers.start_answer(SimpleUploadedFile("回盘.xlsx", save(book).read()), batch, by=make.user())


def test_a_page_names_the_column_of_a_fault_and_what_can_be_done(client, batch, lines):
    client.force_login(make.officer(batch.unit, post="finance_officer"))
    answer = pay.bank_answer(batch, [pay.answer_line(lines[0], amount="299.99")])
    page = client.get(answer.get_absolute_url()).content.decode()
    assert "Column D" in page and "No row of this answer can be taken" in page and "nothing to take" in page


def test_an_answer_that_was_taken_back_is_called_so_alone_and_stands_in_the_timeline(client, batch, lines):
    client.force_login(make.officer(batch.unit, post="finance_officer"))
    answer = pay.taken_answer(batch, [pay.answer_line(line) for line in lines])
    assert answer.badge.state == "taken"
    asked = answers.undo_answer(answer, by=make.user(), reason="传错了文件")
    assert asked.badge.state == "being taken back"
    answer = pay.process(answer)
    assert (answer.badge.state, answer.badge.tone) == ("taken back", "muted")
    page = client.get(batch.get_absolute_url()).content.decode()
    assert page.count("taken back") == 2  # the badge, and the event
    for said in (
        "bank&#x27;s answer sent in",
        "bank&#x27;s answer taken",
        "bank&#x27;s answer taken back",
        "传错了文件",
    ):
        assert said in page
    assert page.index("payment released") < page.index("bank&#x27;s answer sent in")


def test_whoever_was_told_of_a_return_that_is_taken_back_is_told_so_once(batch, lines):
    first, second = lines
    answer = pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="户名不符")])
    notices = Notice.objects.filter(text__contains="returned a payment")
    assert notices.get().to == second.grant.member.user
    answers.undo_answer(answer, by=make.user(), reason="传错了文件")
    for _again in range(2):
        answers.undo_all()
    corrected = Notice.objects.filter(text__startswith="Please disregard").get()
    assert corrected.to == second.grant.member.user and corrected.url == "/my/benefits/"

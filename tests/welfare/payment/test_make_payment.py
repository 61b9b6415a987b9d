"""Who is paid by a batch, who is left out and why, and what the database refuses."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.utils import timezone

from members.freezes.actions import freeze_unit
from members.freezes.models import FrozenAct
from members.register.models.member import Member
from office.encrypted_files.storage import file_storage
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.factories import payment as pay
from welfare.grants.models.grants import Grant
from welfare.handing_out.actions import receive_grant, sign_grant, sign_grants
from welfare.handing_out.taking_back import cancel_receipt
from welfare.payment.actions import batches, fetching, making, profiles
from welfare.payment.models.batches import LeftOut, PaymentBatch
from welfare.payment.models.files import FileFetch, PaymentFile
from welfare.payment.models.lines import PaymentLine
from welfare.runs.actions import review

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(kind="union", code="HQ")


def lines_of(batch):
    return PaymentLine.objects.filter(file__batch=batch).order_by("pk")


def split_by_sum(amounts, rows, largest):
    """Return the keys of (key, amount) in the order given, in files of at most `rows` rows and `largest` yuan.

    The plain reading of what `making` does: an amount above `largest` is in no file.
    """
    files: list[list[int]] = []
    left, room = 0, Decimal(0)
    for key, amount in amounts:
        if largest is not None and amount > largest:
            continue
        if not files or not left or (largest is not None and amount > room):
            files.append([])
            left, room = rows, largest or Decimal(0)
        files[-1].append(key)
        left, room = left - 1, room - amount
    return files


def test_whoever_has_no_account_is_listed_and_paid_once_they_have_one(union):
    late = make.worker(union)
    run = pay.money_run(union, people=1)
    first = pay.payment(run)
    assert (first.heads, first.left_out) == (1, 1)
    left = LeftOut.objects.get(batch=first)
    assert (left.due.member, left.reason) == (late, "no_account")
    make.give_consent(late)
    late.set_bank_card("6222020200000009999")
    late.save()
    second = pay.payment(run)
    assert [line.grant.member for line in lines_of(second)] == [late]


def test_a_payment_that_pays_nobody_ends_and_says_so(union):
    make.worker(union)
    batch = pay.payment(pay.money_run(union, people=0))
    assert (batch.state, batch.heads, batch.left_out) == ("cancelled", 0, 1)
    assert AuditEvent.objects.filter(verb="payment.nobody", object_id=batch.pk).exists()


def test_as_many_files_as_the_bank_wants_by_rows_and_by_sum(union):
    run = pay.money_run(union, people=7)
    version = pay.bank_profile(union, rows_per_file=3, largest_sum=Decimal(700))
    batch = pay.payment(run, version)
    files = list(batch.files.order_by("number").values_list("number", "rows", "amount"))
    # Two of 300 yuan fit into 700.
    assert files == [(1, 2, 600), (2, 2, 600), (3, 2, 600), (4, 1, 300)]
    assert sum(amount for _number, _rows, amount in files) == batch.amount == 2100
    amounts = [(line.pk, line.amount) for line in lines_of(batch)]
    expected = split_by_sum(amounts, 3, Decimal(700))
    assert [
        list(lines_of(batch).filter(file=file).values_list("pk", flat=True)) for file in batch.files.all()
    ] == expected


def test_more_than_a_file_may_hold_is_left_out(union):
    batch = pay.payment(pay.money_run(union, people=1), pay.bank_profile(union, largest_sum=Decimal(200)))
    assert batch.left_outs.get().reason == "too_much"


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("𰋸小明", {"encoding": "gbk"}),
        ("欧阳|明", {}),
        ("张\u200e三", {}),
        ("马\ufffd", {}),
        ("张三\n李四", {}),
        ("=1+1", {"file_format": "csv", "delimiter": ","}),
        ("@SUM(1)", {"file_format": "csv", "delimiter": ","}),
        ("-2+3", {}),
    ],
)
def test_a_name_that_the_file_can_not_hold_is_told_not_written_with_question_marks(name, layout, union):
    pay.payee(union, name=name)
    batch = pay.payment(pay.money_run(union, people=0), pay.bank_profile(union, **layout))
    assert batch.left_outs.get().reason == "unwritable"


def test_an_employee_number_brings_no_second_cell_into_the_file(union):
    columns = f"{pay.LAYOUT['columns']}\n工号 = {{工号}}"
    pay.payee(union, employee_number="7|6222")
    made = pay.payment(pay.money_run(union, people=1), pay.bank_profile(union, columns=columns))
    assert (made.heads, made.left_outs.get().reason) == (1, "unwritable")


@pytest.mark.parametrize("purpose", ["节|6222021234567890|李四|9999", "节\r\n6222|李四|9999", "节\t日", "=1+1", "𰋸"])
def test_a_purpose_brings_no_payee_of_its_own_into_the_file(purpose, union):
    run, version = pay.money_run(union), pay.bank_profile(union, encoding="gbk")
    with pytest.raises(NotAllowed, match="can't hold this purpose"):
        batches.make_batch(
            union, version, [run], purpose=f"节{purpose}" if purpose == "\t节" else purpose, by=make.user()
        )


def test_a_rare_character_reaches_a_bank_that_reads_gb18030(union):
    pay.payee(union, name="𰋸小明")
    batch = pay.sent_payment(pay.money_run(union, people=0))
    with batch.files.get().file.open("rb") as stored:
        assert "𰋸小明" in stored.read().decode("gb18030")


def test_money_is_due_under_one_record_of_a_person_only(union):
    kept, other = pay.payee(union, name="孟静"), pay.payee(union, name="孟静")
    run = pay.money_run(union, people=0)
    make.merge_into(kept, other)
    batch = pay.payment(run)
    line = lines_of(batch).get()
    assert batch.left_outs.get().reason == "other_record"
    assert line.account_tail == Member.objects.get(pk=kept.pk).bank_card.reveal()[-4:]


def test_a_second_payment_of_the_same_run_pays_nobody_twice(union):
    run = pay.money_run(union)
    pay.payment(run)
    with pytest.raises(NotAllowed, match="nobody waits for money"):
        pay.payment(run)


def test_only_the_maker_can_not_release_and_the_database_agrees(union):
    batch = pay.payment(pay.money_run(union))
    with pytest.raises(NotAllowed, match="somebody else has to release"):
        batches.release_batch(batch, by=batch.made_by)
    with pytest.raises(IntegrityError, match="payment_has_four_eyes"), transaction.atomic():
        PaymentBatch.objects.filter(pk=batch.pk).update(
            state="released", released_by=batch.made_by, released_at=timezone.now()
        )


def test_no_file_leaves_before_the_release_and_each_fetch_is_on_record(union):
    batch = pay.payment(pay.money_run(union))
    file, officer = batch.files.get(), make.user()
    with pytest.raises(NotAllowed, match="release this payment first"):
        fetching.fetch_file(file, by=officer)
    with pytest.raises(InternalError, match="only a released file is fetched"), transaction.atomic():
        FileFetch.objects.create(file=file, by=officer)
    batches.release_batch(batch, by=make.user())
    fetching.fetch_file(file, by=officer)
    with pytest.raises(NotAllowed, match="fetched before"):
        fetching.fetch_file(file, by=officer)
    fetching.fetch_file(file, by=officer, reason="U盘损坏")
    told = AuditEvent.objects.filter(verb="payment.fetch").order_by("pk")
    assert [(event.actor, event.reason) for event in told] == [(officer, ""), (officer, "U盘损坏")]
    assert told[0].changes["digest"] == file.digest
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        FileFetch.objects.update(reason="")


def test_account_numbers_stand_in_the_sealed_file_alone(union, stored_files):
    member = pay.payee(union, card="6222020200112345678", name="孟静")
    batch = pay.payment(pay.money_run(union, people=0))
    line = lines_of(batch).get()
    assert (line.masked_account, line.account_hash) == ("**** 5678", member.bank_card_hash)
    for event in AuditEvent.objects.all():
        assert "6222020200112345678" not in f"{event.changes} {event.reason} {event.object_label}"
    for path in stored_files.rglob("*"):
        assert not path.is_file() or b"6222020200112345678" not in path.read_bytes()


def test_while_paying_is_frozen_nothing_is_made_released_or_fetched(union):
    run = pay.money_run(union)
    other = pay.payment(pay.money_run(make.unit("一分会", parent=union)))
    now = timezone.now()
    freeze_unit(
        union,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=1),
        acts=[FrozenAct.PAYING],
        reason="年终决算",
        by=make.user(),
    )
    for act in (lambda: pay.payment(run), lambda: batches.release_batch(other, by=make.user())):
        with pytest.raises(NotAllowed, match="年终决算"):
            act()
    with pytest.raises(InternalError, match="paying is frozen"), transaction.atomic():
        PaymentBatch.objects.filter(pk=other.pk).update(
            state="released", released_by=make.user(), released_at=timezone.now()
        )


def test_a_profile_that_nobody_checked_pays_nobody(union):
    version = pay.bank_profile(union, checked=False)
    with pytest.raises(NotAllowed, match="Look at the trial"):
        pay.payment(pay.money_run(union), version)
    with pytest.raises(InternalError, match="nobody has checked"), transaction.atomic():
        PaymentBatch.objects.create(unit=union, version=version, purpose="x", made_by=make.user())


def test_nobody_checks_a_profile_of_their_own(union):
    officer = make.user()
    columns = "账号 = 6222021234567890123\n户名 = {户名}\n金额 = {金额}\n附言 = {账号}{编号}"
    profile = profiles.create_profile(union, "工行", {**pay.LAYOUT, "columns": columns}, by=officer)
    with pytest.raises(NotAllowed, match="somebody else has to compare its trial"):
        profiles.check_profile(profile.newest, by=officer)
    assert profiles.check_profile(profile.newest, by=make.user()).checked_at


def test_what_is_being_paid_is_not_signed_for_by_hand(union):
    run = pay.money_run(union, people=1)
    pay.payment(run)
    grant = run.grants.get()
    account = grant.member.user
    assert account is not None
    for act in (
        lambda: sign_grant(grant, by=make.user(), reason="纸质签领"),
        lambda: receive_grant(grant, by=account),
        lambda: sign_grants(run.grants.all(), by=make.user(), reason="纸质签领", sheets=[make.scan()]),
    ):
        with pytest.raises(NotAllowed, match="being paid by the bank"):
            act()
    grant.refresh_from_db()
    assert grant.received_at is None


def test_what_was_signed_for_by_hand_is_not_paid(union):
    run = pay.money_run(union)
    sign_grant(run.grants.order_by("pk")[0], by=make.user(), reason="现金签领")
    assert pay.payment(run).heads == 1


def test_a_cancelled_payment_frees_its_members_and_after_a_fetch_only_the_bank_ends_it(union):
    run = pay.money_run(union)
    batch = pay.payment(run)
    batches.cancel_batch(batch, by=make.user(), reason="金额有误")
    assert batches.clear_cancelled() == 2
    assert {line.state for line in lines_of(batch)} == {"cancelled"}
    sent = pay.sent_payment(run)
    with pytest.raises(NotAllowed, match="only the bank's answer ends it"):
        batches.cancel_batch(sent, by=make.user(), reason="不付了")


def test_what_was_fetched_for_the_bank_is_cancelled_by_no_statement(union):
    batch = pay.payment(pay.money_run(union))
    batches.release_batch(batch, by=make.user())
    fetching.fetch_file(batch.files.get(), by=make.user())
    assert {*lines_of(batch).values_list("state", flat=True)} == {"made"}
    for rows in (PaymentBatch.objects.filter(pk=batch.pk), lines_of(batch)):
        with pytest.raises(IntegrityError, match="has been fetched for the bank"), transaction.atomic():
            rows.update(state="cancelled")


def test_the_database_keeps_lines_as_they_are(union):
    batch = pay.sent_payment(pay.money_run(union, people=1))
    line = lines_of(batch).get()
    refused: list[tuple[dict[str, Any], str]] = [
        ({"amount": 1}, "Cannot update"),
        ({"account_tail": "1111"}, "Cannot update"),
        ({"state": "made"}, "Invalid transition"),
        ({"state": "cancelled"}, "Invalid transition"),
    ]
    for change, why in refused:
        with pytest.raises(InternalError, match=why), transaction.atomic():
            PaymentLine.objects.filter(pk=line.pk).update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        PaymentLine.objects.filter(pk=line.pk).delete()
    twice = PaymentLine(grant=line.grant, file=line.file, name="x", amount=line.amount, account_tail="1")
    with pytest.raises(IntegrityError, match="one_live_payment_a_grant"), transaction.atomic():
        twice.save()
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        PaymentFile.objects.filter(pk=line.file_id).update(digest="0" * 64)
    with pytest.raises(InternalError, match="only a paid line"), transaction.atomic():
        Grant.objects.filter(pk=line.grant_id).update(received_at=timezone.now(), received_by=make.user(), payment=line)


def test_a_line_pays_what_the_run_owes_and_nothing_else(union):
    run, other = pay.money_run(union, people=1), pay.payment(pay.money_run(make.unit("一分会", parent=union)))
    grant = run.grants.get()
    file = other.files.get()
    with pytest.raises(InternalError, match="only while the files are being made"), transaction.atomic():
        PaymentLine.objects.create(grant=grant, file=file, name="x", amount=grant.amount, account_tail="1")


def test_a_file_that_was_changed_on_disk_does_not_leave(union):
    batch = pay.payment(pay.money_run(union))
    batches.release_batch(batch, by=make.user())
    file = batch.files.get()
    file_storage().write_encrypted(str(file.file), [b"other"])
    with pytest.raises(NotAllowed, match="not what was sealed"):
        fetching.fetch_file(file, by=make.user())
    assert not FileFetch.objects.exists()


def test_a_failure_is_noted_without_its_text_and_tried_again_on_request(union, monkeypatch):
    run = pay.money_run(union)
    batch = batches.make_batch(union, pay.bank_profile(union), [run], purpose="慰问", by=make.user())

    def broken(*_args: object) -> None:
        raise ValueError("6222020200112345678")

    with monkeypatch.context() as patch:
        patch.setattr(making, "write_bytes", broken)
        making.make_all_files()
    batch.refresh_from_db()
    assert (batch.state, batch.attempts, batch.error) == ("making", 3, "ValueError")
    batches.retry_batch(batch, by=make.user())
    making.make_all_files()
    batch.refresh_from_db()
    assert (batch.state, batch.heads) == ("made", 2)


def test_those_who_may_release_are_told(union):
    chair = make.officer(union, post="chair")
    pay.payment(pay.money_run(union))
    assert Notice.objects.filter(to=chair, text__contains="release").count() == 1


def test_a_closed_run_pays_again_only_what_was_returned(union):
    run = pay.money_run(union)
    make.worker(union)
    batch = pay.sent_payment(run)
    first, second = lines_of(batch)
    pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="系统繁忙")])
    review.close_run(run, by=make.user(), reason="年终")
    again = pay.sent_payment(run)
    assert [line.replaces for line in lines_of(again)] == [second]
    pay.taken_answer(again, [pay.answer_line(lines_of(again).get())])
    assert run.grants.received().count() == 2


def test_a_receipt_that_the_bank_paid_is_taken_back_by_the_bank_alone(union):
    run = pay.money_run(union, people=1)
    batch = pay.sent_payment(run)
    pay.taken_answer(batch, [pay.answer_line(lines_of(batch).get())])
    with pytest.raises(NotAllowed, match="The bank has paid this"):
        cancel_receipt(run.grants.get(), by=make.user(), reason="没有到账")

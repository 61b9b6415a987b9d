"""Money of visits goes through the bank as that of runs does: one live line a visit, and a budget that agrees."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from office.errors import NotAllowed
from office.held_about_me import HELD_SHEETS
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.factories import payment as pay
from tests.page_text import shown
from welfare.budgets import year_ends
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.payment.actions import answers, batches, fetching, making
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.visits.actions import carrying_out, deciding
from welfare.visits.actions.carrying_out import Payment
from welfare.visits.choices import PaymentWay
from welfare.visits.models.visits import Visit

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def union():
    return make.unit("东河油田工会", kind="union", code="HQ")


@pytest.fixture
def version(union):
    return pay.bank_profile(union)


def payment(version, *visits, by=None):
    """Return a payment of visits whose files are made."""
    unit = version.profile.unit
    batch = batches.make_batch(unit, version, [], purpose="慰问金", by=by or make.user(), visits=visits)
    making.make_all_files()
    batch.refresh_from_db()
    return batch


def sent(version, *visits):
    batch = batches.release_batch(payment(version, *visits), by=make.user())
    for file in batch.files.all():
        fetching.fetch_file(file, by=make.user())
    fetching.mark_sent()
    return batch


def money(visit):
    """Return what the budget has reserved and spent, and each entry about the visit."""
    line = BudgetLine.objects.get()
    entries = BudgetEntry.objects.of_cause("visit", visit.pk).order_by("pk").values_list("kind", "amount")
    return line.reserved, line.spent, [*entries]


def test_a_visit_is_paid_returned_made_anew_and_paid_and_the_budget_agrees(client, union, version, stored_files):
    member, taker = pay.payee(union, name="赵敏"), make.user()
    officer = make.officer(union, "welfare_officer")
    visit = make.done_visit(member, officer=officer)
    first = sent(version, visit)
    line = PaymentLine.objects.get()
    assert (line.visit, line.grant, line.amount, line.state) == (visit, None, visit.amount, "sent")
    assert money(visit) == (2_000, 0, [("reserve", 2_000)])
    for act in (
        lambda: carrying_out.pay_visit(visit, Payment(PaymentWay.CASH, TODAY, "1"), by=make.user()),
        lambda: deciding.cancel_visit(visit, by=make.user(), words="本人放弃"),
        lambda: payment(version, visit),
    ):
        with pytest.raises(NotAllowed, match="bank"):
            act()
    client.force_login(member.user)
    assert "Sent to the bank on" in shown(client.get(f"/my/visits/{visit.pk}/"))
    Notice.objects.all().delete()
    pay.taken_answer(first, [pay.answer_line(line, "失败", reason="户名不符")], by=taker)
    visit.refresh_from_db()
    assert (visit.state, visit.payment, money(visit)[:2]) == ("carried_out", None, (2_000, 0))
    assert "户名不符" in shown(client.get(f"/my/visits/{visit.pk}/"))
    assert {*Notice.objects.values_list("to", "url")} == {
        (member.user_id, "/my/visits/"),
        (officer.pk, visit.get_absolute_url()),
    }
    # The same account again would be returned again.
    assert payment(version, visit).left_outs.get().reason == "name_differs"
    member.set_bank_card("6222020200999999999")
    member.save()
    second = sent(version, visit)
    anew = PaymentLine.objects.get(replaces=line)
    paid = pay.taken_answer(second, [pay.answer_line(anew)], by=taker)
    visit.refresh_from_db()
    assert (visit.state, visit.payment, visit.way, visit.voucher) == ("paid", anew, "transfer", anew.number)
    assert (visit.paid_by, visit.paid_on, paid.paid) == (taker, TODAY, 2_000)
    assert money(visit) == (0, 2_000, [("reserve", 2_000), ("spend", 2_000)])
    assert carrying_out.close_visit(visit, by=officer).state == "closed"
    # Money comes back after it was closed, too; and it does not, where the answer was a wrong one.
    late = pay.taken_answer(second, [pay.answer_line(anew, "失败", reason="销户")], by=taker)
    visit.refresh_from_db()
    assert (visit.state, visit.voucher, money(visit)[:2]) == ("carried_out", "", (2_000, 0))
    answers.undo_answer(late, by=make.user(), reason="银行误报")
    pay.process(late)
    visit.refresh_from_db()
    assert (visit.state, visit.payment, money(visit)[:2]) == ("paid", anew, (0, 2_000))
    again = pay.taken_answer(second, [pay.answer_line(anew, "失败", reason="销户")], by=taker)
    visit = carrying_out.pay_visit(visit, Payment(PaymentWay.CASH, TODAY, "记-7"), by=make.user())
    assert (visit.state, visit.way, money(visit)[:2]) == ("paid", "cash", (0, 2_000))
    with pytest.raises(NotAllowed, match="paid otherwise"):
        answers.undo_answer(again, by=make.user(), reason="银行误报")
    (row, other) = HELD_SHEETS["payments"].rows(member)
    told = {str(column.head): column.value(row) for column in HELD_SHEETS["payments"].columns}
    assert (told["Occasion"], told["Reason"], other.replaces_id) == (visit, "户名不符", row.pk)


def test_what_was_spent_in_a_closed_year_stays_spent_when_it_comes_back(union, version, stored_files):
    year = TODAY.year - 1
    visit = make.done_visit(pay.payee(union), on=TODAY.replace(year=year, day=1))
    batch = sent(version, visit)
    (line,) = PaymentLine.objects.all()
    pay.taken_answer(batch, [pay.answer_line(line)])
    treatments = {one.pk: "carry" for one in year_ends.lines_of(union, year)}
    closing = year_ends.propose_year_end(union, year=year, treatments=treatments, by=make.user(), reason="委员会决议")
    for _ in range(2):
        closing = year_ends.approve_year_end(closing, by=make.approver(union))
    pay.taken_answer(batch, [pay.answer_line(line, "失败", reason="销户")])
    visit.refresh_from_db()
    assert (visit.state, BudgetLine.objects.get(year=year).spent) == ("carried_out", 2_000)
    visit = carrying_out.pay_visit(visit, Payment(PaymentWay.CASH, TODAY, "记-7"), by=make.user())
    assert (visit.state, BudgetLine.objects.get(year=year).spent) == ("paid", 2_000)


def test_who_asked_or_submitted_neither_makes_nor_releases_the_payment(union, version, stored_files):
    officer = make.officer(union, "welfare_officer")
    visit = make.done_visit(pay.payee(union), officer=officer)
    mine = pay.payee(union)
    with pytest.raises(NotAllowed, match="somebody else has to pay"):
        payment(version, visit, by=officer)
    own = make.done_visit(mine, on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="to yourself"):
        payment(version, own, by=mine.user)
    with pytest.raises(NotAllowed, match="somebody else has to pay"):
        batches.release_batch(payment(version, visit), by=officer)
    elsewhere = make.done_visit(pay.payee(make.unit("西河油田工会")))
    with pytest.raises(NotAllowed, match="not to be paid"):
        payment(version, elsewhere)


def test_the_database_pays_no_visit_twice_nor_takes_back_what_the_bank_has_paid(union, version, stored_files):
    visit, asked = make.done_visit(pay.payee(union)), make.visit(pay.payee(union))
    payment(version, visit)
    line = PaymentLine.objects.get()
    refused = (
        # One live line, of a visit of the batch that was carried out.
        lambda: PaymentLine.objects.create(visit=visit, file=line.file, name="甲", amount=2_000, account_tail="1"),
        lambda: PaymentLine.objects.create(visit=asked, file=line.file, name="甲", amount=2_000, account_tail="1"),
        lambda: PaymentLine.objects.create(file=line.file, name="甲", amount=2_000, account_tail="1"),
        lambda: Visit.objects.filter(pk=visit.pk).update(state="cancelled"),
        lambda: Visit.objects.filter(pk=visit.pk).update(
            state="paid", way="cash", paid_on=TODAY, paid_by=line.file.batch.made_by
        ),
        lambda: Visit.objects.filter(pk=visit.pk).update(
            state="paid", way="transfer", paid_on=TODAY, paid_by=line.file.batch.made_by, payment=line
        ),
        lambda: Visit.objects.filter(pk=visit.pk).update(payment=line),
    )
    for act in refused:
        why = r"one_live|pgtrigger|line_pays|paid_by_the_bank"
        with pytest.raises(DatabaseError, match=why), transaction.atomic():
            act()


def test_an_event_is_paid_once_when_the_records_of_one_person_were_merged(union, version, stored_files):
    for first in ("cash", "bank"):
        kept, other = pay.payee(union, name="赵敏"), pay.payee(union, name="赵敏")
        waits, paid = make.done_visit(kept), make.done_visit(other)
        assert waits.pk < paid.pk
        if first == "cash":
            carrying_out.pay_visit(paid, Payment(PaymentWay.CASH, TODAY, "记-7"), by=make.user())
        else:
            payment(version, paid)
        make.merge_into(kept, other)
        batch = payment(version, waits)
        assert (batch.heads, batch.left_outs.get().reason) == (0, "other_record"), first


def test_the_form_offers_what_may_be_paid_and_pages_tell_no_event(client, union, version, stored_files):
    member = pay.payee(union, name="赵敏")
    visit = make.done_visit(member)
    poor = make.done_visit(make.worker(union, name="钱无"))
    finance = make.officer(union, post="finance_officer")
    client.force_login(finance)
    page = shown(client.get("/welfare/payments/new/"))
    assert f"Visit No. {visit.pk} · 赵敏 · ¥2,000.00" in page and "hospital" not in page
    sent = {"unit": union.code, "profile": version.pk, "purpose": "慰问金"}
    refused = client.post("/welfare/payments/new/", sent)
    assert refused.status_code == 422 and "Choose at least one run" in refused.content.decode()
    address = client.post("/welfare/payments/new/", {**sent, "visits": [visit.pk, poor.pk]})["Location"]
    making.make_all_files()
    batch = PaymentBatch.objects.get()
    assert (batch.state, batch.total, batch.looked_at, batch.heads, batch.left_out) == ("made", 2, 2, 1, 1)
    for part, name in (("", ""), ("lines/?q=赵", "赵敏"), ("left-out/?sort=unit", "钱无"), ("cover/", "贰仟元整")):
        told = shown(client.get(f"{address}{part}"))
        assert name in told and not re.search("hospital|尿毒症", told)
    assert "The bank is paying it" in shown(client.get(visit.get_absolute_url()))
    assert f"Visit No. {visit.pk}" not in shown(client.get("/welfare/payments/new/"))
    desk = shown(client.get("/desk/"))
    assert f"Visit No. {poor.pk}" in desk and f"Visit No. {visit.pk} " not in desk
    told = AuditEvent.objects.get(verb="payment.make").changes
    assert told["visits"] == [f"Visit No. {visit.pk}", f"Visit No. {poor.pk}"]

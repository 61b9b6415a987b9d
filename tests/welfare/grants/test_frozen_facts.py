"""A grant says for ever what decided it: name, unit, category, rule, decision and account, as its run was counted."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from members.own_data.actions import erasures
from members.own_data.models.retention import Erasure
from members.register.models.member import Member
from members.units.models.units import Unit
from office.types import FieldValues
from tests import factories as make
from tests.factories import payment as pay
from tests.people import api_client_of
from tests.workbooks import workbook_of
from welfare.choices import Basis
from welfare.payment.models.lines import PaymentLine
from welfare.runs.actions import clearing, counting, review
from welfare.runs.decided import Rule, rule_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reduced(union):
    """An issued run whose one grant a cap for the year has lowered to 100 yuan."""
    make.cap(union, 300, source="皖工发〔2025〕18号")
    make.member(union, name="孟静", post_category="front_line")
    make.counted_run(union, festival="spring", amount=Decimal(200), on=date(2026, 1, 20))
    return make.issued_run(union, decision="工会委员会〔2026〕第3次会议纪要")


def test_the_page_of_a_grant_names_rule_document_and_decision_as_counted(client, union, reduced):
    grant = reduced.grants.get()
    Member.objects.filter(pk=grant.member_id).update(
        name="孟静雯", post_category="management", unit=make.unit("Elsewhere"), unit_since=date(2026, 11, 1)
    )
    Unit.objects.filter(pk=union.pk).update(name="合并后的工会")
    union.caps.update(amount=9999, source="后来的文件")
    reduced.plan.decision = "后来的纪要"
    reduced.plan.save()
    client.force_login(make.officer(union))
    page = client.get(f"/welfare/grants/{grant.pk}/").content.decode()
    for said in ("孟静", "front line", "300", "皖工发〔2025〕18号", "工会委员会〔2026〕第3次会议纪要", "公司工会"):
        assert said in page
    for said in ("management", "9999", "后来的"):
        assert said not in page
    cap = union.caps.get()
    assert rule_of(grant) == Rule(Basis.PERSON_YEAR, Decimal(300), "皖工发〔2025〕18号", cap.pk)


def test_lists_exports_and_the_api_have_the_name_and_the_rule_as_counted(client, union, reduced):
    grant = reduced.grants.get()
    Member.objects.filter(pk=grant.member_id).update(name="别名")
    officer = make.officer(union)
    client.force_login(officer)
    for address in ("/welfare/grants/", f"/welfare/runs/{reduced.pk}/roster/"):
        text = client.get(address).content.decode()
        assert "孟静" in text and "别名" not in text
        (sheet,) = workbook_of(client.post(f"{address}export/"))
        rows = str(list(sheet.iter_rows(values_only=True)))
        assert "孟静" in rows and "皖工发〔2025〕18号" in rows
    (shown,) = api_client_of(officer).get("/api/v1/grants/").json()["results"]
    assert (shown["name"], shown["member"]["name"], shown["unit_name"]) == ("孟静", "别名", "公司工会")
    assert shown["rule"] == {"basis": "person_year", "amount": "300.00", "document": "皖工发〔2025〕18号"}
    assert (shown["decision"], shown["account"]) == ("工会委员会〔2026〕第3次会议纪要", "")


def test_the_database_keeps_what_decided_a_grant(reduced):
    grant, place = reduced.grants.get(), reduced.places.get()
    for change in ({"name": "别名"}, {"name": "***"}, {"post_category": ""}, {"reduced_by": ""}):
        with pytest.raises(InternalError, match=r"Cannot update|goes only with the person"), transaction.atomic():
            reduced.grants.update(**change)
    for act in (
        lambda: reduced.places.update(rules={}),
        lambda: reduced.places.update(unit_name=""),
        place.delete,
    ):
        with pytest.raises(InternalError, match="what decided an approved run stays"), transaction.atomic():
            act()
    assert (grant.name, place.unit_name) == ("孟静", "公司工会")


def test_counting_again_takes_the_name_of_then(union):
    member = make.member(union, name="孟静")
    run = make.counted_run(union)
    Member.objects.filter(pk=member.pk).update(name="孟静雯")
    counting.recount_run(run, by=make.user())
    counting.count_all()
    assert run.grants.get().name == "孟静雯"


def test_the_name_goes_with_the_person_and_everything_else_of_the_grant_stays(union):
    member = make.member(union, name="夏远", joined_on=date(2010, 1, 1))
    make.cap(union, 250, basis="festival", source="皖工发〔2025〕18号")
    run = make.issued_run(union)
    grant = run.grants.get()
    review.close_run(run, by=make.user(), reason="未领")
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since=date(2016, 1, 1))
    erasures.carry_out_erasure(
        Erasure.objects.create(member=member, cause="rule", not_before=timezone.localdate()),
        by=make.officer(union, post="chair"),
    )
    before = grant.amount, grant.unit, grant.reduced_by
    grant.refresh_from_db()
    assert grant.name == "***"
    assert (grant.amount, grant.unit, grant.reduced_by) == before


def test_money_keeps_the_account_masked_and_says_that_it_has_changed(client, union):
    first, second = pay.payee(union, "6222020200001111"), pay.payee(union, "6222020200002222")
    none = make.worker(union)
    run = pay.money_run(union, people=0)
    kept = {grant.member: grant.account for grant in run.grants.select_related("member", "account")}
    assert [str(kept[one]) for one in (first, second, none)] == ["**** 1111", "**** 2222", ""]
    assert kept[first].hash == first.bank_card_hash
    second.set_bank_card("6222020200003333")
    second.save()
    make.give_consent(none)
    none.set_bank_card("6222020200004444")
    none.save()
    batch = pay.payment(run)
    lines = PaymentLine.objects.filter(file__batch=batch)
    told = dict(lines.values_list("grant__member", "account_changed"))
    assert told == {first.pk: False, second.pk: True, none.pk: True}
    officer = make.officer(union, post="finance_officer")
    # A list of winter care tells who is in hardship: its rows are for who may see that.
    make.appoint(officer, "welfare_officer", union)
    client.force_login(officer)
    assert "2 payments go to accounts that have changed" in client.get(batch.get_absolute_url()).content.decode()
    page = client.get(f"/welfare/payments/{batch.pk}/lines/", {"account": "changed"}).context["page"]
    assert {line.grant.member for line in page} == {second, none}
    shown = client.get(f"/welfare/grants/{run.grants.get(member=second).pk}/").content.decode()
    assert "**** 2222; changed since then" in shown and "6222020200002222" not in shown
    results = api_client_of(officer).get("/api/v1/grants/").json()["results"]
    assert {row["account"] for row in results} == {
        "**** 1111",
        "**** 2222; changed since then",
        "none then; changed since then",
    }


def test_goods_keep_no_account_and_the_database_keeps_those_of_money(union):
    pay.payee(union)
    goods = make.counted_run(union)
    assert not hasattr(goods.grants.get(), "account")
    run = pay.money_run(union, people=0)
    account = run.grants.get().account
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        type(account).objects.update(tail="9999")
    with pytest.raises(InternalError, match="what decided an approved run stays"), transaction.atomic():
        account.delete()


def test_counting_again_and_cancelling_take_the_accounts_along(union):
    pay.payee(union, "6222020200001111")
    day = "2026-12-25"
    occasion: FieldValues = {"schedule": "dates", "kind": "winter", "festival": "", "days": [day], "form": "money"}
    run = make.counted_run(union, on=date(2026, 12, 1), **occasion)
    Member.objects.update(bank_card="", bank_card_hash=None)
    counting.recount_run(run, by=make.user())
    counting.count_all()
    assert run.grants.get().account.tail == ""
    run.refresh_from_db()
    review.cancel_run(run, by=make.user(), reason="改期")
    clearing.clear_all()
    assert not run.grants.exists()

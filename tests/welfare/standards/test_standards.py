"""Caps and rules in the database: what reaches a unit, what runs keep of it, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from office.errors import NotAllowed
from tests import factories as make
from tests.people import log_in
from tests.welfare.standards.asking import due_for
from welfare.choices import Form
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.kinds.models import BenefitKind
from welfare.kinds.names import kind_name
from welfare.runs.actions import clearing, corrections, counting, review
from welfare.standards.actions import set_region
from welfare.standards.lookup import allowed_forms
from welfare.standards.models import BenefitRule, BudgetIncome, Cap, UnitRegion
from welfare.standards.rules import Facts

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


def rule(unit=None, **fields):
    return BenefitRule.objects.create(
        unit=unit, **{"kind": "marriage", "source": "工会委员会决定", "effective_from": date(2026, 1, 1), **fields}
    )


def test_no_shipped_cap_is_in_force_before_its_document_and_none_without_a_known_day():
    assert Cap.objects.filter(unit=None).count() > 60
    assert not Cap.objects.filter(effective_from=None).in_force(DAY).exists()
    assert Cap.objects.filter(effective_from=None, day_unclear=False).count() == 0
    assert not Cap.objects.filter(effective_from__lt=F("dated_on")).exists()
    assert set(Cap.objects.filter(certainty="V").values_list("region", flat=True)) == {"内蒙古"}


def test_a_cap_before_its_document_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="cap_not_before_its_document"), transaction.atomic():
        make.cap(make.unit(), 100, since=date(2025, 8, 20), dated_on=date(2025, 8, 21))


def test_a_unit_below_inherits_the_region_and_a_nearer_unit_says_another():
    union = make.unit(kind="union")
    branch, other = make.unit(parent=union), make.unit(parent=union)
    set_region(union, "山东", by=None)
    set_region(other, "河南", by=None)
    make.cap(branch, 100)
    facts = Facts(kind="festival", on=DAY)
    assert [due_for(unit, facts).payable for unit in (union, branch, other)] == [2000, 100, 2000]
    assert due_for(other, Facts(kind="marriage", on=DAY)).payable == 500
    assert due_for(branch, Facts(kind="birthday", on=DAY)).document.startswith("山东")


def test_ample_funds_are_inherited_until_a_unit_says_otherwise():
    union = make.unit(kind="union")
    branch, poor = make.unit(parent=union), make.unit(parent=union)
    UnitRegion.objects.create(unit=union, region="湖北", ample_funds=True)
    UnitRegion.objects.create(unit=poor, ample_funds=False)
    facts = Facts(kind="festival", on=DAY)
    assert [due_for(unit, facts).payable for unit in (union, branch, poor)] == [1500, 1500, 1200]


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (date(2026, 1, 1), None, True),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2025, 1, 1), date(2025, 12, 31), False),
        (date(2027, 1, 1), None, False),
        (None, None, False),
    ],
)
def test_two_caps_of_one_unit_never_hold_on_the_same_day(first, last, refused):
    unit = make.unit()
    make.cap(unit, 100, since=date(2026, 1, 1), effective_to=date(2026, 12, 31))
    other = Cap(
        unit=unit,
        kind="festival",
        basis="person_year",
        amount=200,
        source="决定",
        effective_from=first,
        effective_to=last,
    )
    if not refused:
        other.full_clean()
        other.save()
        return
    with pytest.raises(ValidationError, match="same kind and days already"):
        other.full_clean()
    with pytest.raises(IntegrityError, match="two rules hold at once"), transaction.atomic():
        other.save()


@pytest.mark.parametrize("fields", [{"festival": "spring"}, {"condition": "ample_funds"}, {"kind": "birthday"}])
def test_a_cap_for_one_festival_or_under_a_condition_stands_beside_the_one_for_all(fields):
    unit = make.unit()
    make.cap(unit, 100)
    make.cap(unit, 200, **fields)
    assert unit.caps.count() == 2


def test_a_form_that_shows_the_overlap_names_the_other_cap(client, superuser):
    unit = make.unit()
    make.cap(unit, 100)
    fields = {"unit": unit.pk, "kind": "festival", "basis": "person_year", "amount": "200", "source": "决定"}
    given = {**fields, "effective_from": "2026-01-01", "certainty": "U"}
    answer = client.post(reverse("admin:welfare_cap_add"), given)
    assert "same kind and days already" in answer.content.decode()
    assert Cap.objects.filter(unit=unit).count() == 1


def test_the_allowed_forms_are_those_of_the_nearest_rule_of_the_day_and_all_without_one():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    rule(branch, forms=["money"])
    assert allowed_forms(branch, "marriage", DAY) == {Form.MONEY}
    assert allowed_forms(branch, "marriage", date(2025, 12, 31)) == {Form.GOODS, Form.VOUCHER}
    assert allowed_forms(union, "festival", DAY) == {Form.GOODS, Form.VOUCHER}
    assert allowed_forms(union, "retirement", DAY) == {Form.SOUVENIR}
    BenefitKind.objects.create(code="outing", name="春秋游")
    assert allowed_forms(union, "outing", DAY) == set(Form)


def test_a_kind_that_an_administrator_adds_is_offered_named_and_never_renumbered(client, superuser):
    answer = client.post(reverse("admin:welfare_benefitkind_add"), {"code": "outing", "name": "春秋游", "active": "on"})
    assert answer.status_code == 302
    unit = make.unit()
    line = make.budget_line(unit, kind="outing")
    assert line.get_kind_display() == "春秋游" == kind_name("outing")
    assert "春秋游" in client.get(reverse("welfare:budget_list")).content.decode()
    with pytest.raises(Exception, match="code"), transaction.atomic():
        BenefitKind.objects.filter(code="outing").update(code="trip")
    assert client.get(reverse("admin:welfare_benefitkind_delete", args=[line.pk])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_kind_that_is_not_there_is_refused():
    with pytest.raises(IntegrityError, match="budgetline_kind_is_known"):
        make.budget_line(make.unit(), kind="nothing")


def test_a_run_keeps_the_caps_of_its_day_whatever_becomes_of_them():
    union = make.unit(kind="union")
    make.member(union)
    set_region(union, "贵州", by=None)
    run = make.run_in_review(union)
    place = run.places.get(unit=union)
    assert (place.year_cap, place.festival_cap, run.cost) == (None, 200, 200)
    assert run.grants.get().reduced_by == "festival"
    Cap.objects.filter(region="贵州").update(amount=1)
    for _ in range(2):
        review.approve_run(run, by=make.approver(union))
    place.refresh_from_db()
    assert (place.festival_cap, run.grants.get().amount) == (200, 200)


def test_a_cap_that_is_raised_in_mid_year_counts_what_was_given_before():
    union = make.unit(kind="union")
    make.member(union)
    make.cap(union, 300, effective_to=date(2026, 6, 30))
    make.cap(union, 500, since=date(2026, 7, 1))
    make.issued_run(union, festival="dragon_boat", on=date(2026, 6, 1), amount=Decimal(300))
    run = make.counted_run(union, amount=Decimal(300))
    assert run.grants.get().amount == 200


def share_of_income(unit, income=None):
    make.cap(unit, 50, basis="budget_share")
    if income:
        BudgetIncome.objects.create(unit=unit, year=2026, amount=income, source="2026年预算")


def test_a_run_beyond_the_share_of_the_budget_income_is_refused():
    union = make.unit(kind="union")
    make.member(make.unit(parent=union))
    share_of_income(union, 1000)
    run = make.run_in_review(union, amount=Decimal(300))
    assert run.state == "in_review"
    for _ in range(2):
        review.approve_run(run, by=make.approver(union))
    more = make.counted_run(union, festival="national", amount=Decimal(300))
    with pytest.raises(NotAllowed, match="may give ¥500") as refused:
        review.submit_run(more, by=make.officer(union, "finance_officer"))
    assert refused.value.code == "share_reached"


def take_off(run):
    """Take the only row off the list, as an upheld objection does."""
    grant = run.grants.get()
    WithdrawnGrant.objects.create(
        run=run, member=grant.member, occasion=run.occasion, unit=grant.unit, amount=grant.amount, due=0
    )


def revoke(run):
    corrections.revoke_run(run, by=make.user(), reason="品种发错")
    clearing.clear_all()


@pytest.mark.parametrize("give_back", [take_off, revoke])
def test_what_was_taken_off_or_revoked_leaves_its_part_of_the_share(give_back):
    union = make.unit(kind="union")
    make.member(union)
    share_of_income(union, 1000)
    give_back(make.issued_run(union, amount=Decimal(300)))
    more = make.counted_run(union, festival="national", amount=Decimal(300))
    assert review.submit_run(more, by=make.officer(union, "finance_officer")).state == "in_review"


def test_a_share_holds_for_a_branch_whose_income_a_run_of_the_union_draws_on():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    make.member(branch)
    share_of_income(branch, 500)
    with pytest.raises(NotAllowed, match="may give"):
        make.run_in_review(union, by=make.officer(union, "finance_officer"), amount=Decimal(300))


def test_an_officer_of_a_branch_is_not_told_the_sums_of_the_unit_above():
    union = make.unit("Steel Works", kind="union")
    branch = make.unit(parent=union)
    make.member(branch)
    share_of_income(union, 500)
    run = make.counted_run(branch, amount=Decimal(300))
    make.budget_line(branch)
    with pytest.raises(NotAllowed, match="Steel Works as a whole would give more") as refused:
        review.submit_run(run, by=make.officer(branch, "welfare_officer"))
    said = str(refused.value)
    assert refused.value.code == "share_reached" and "50.00 %" in said and "¥" not in said
    with pytest.raises(NotAllowed, match="may give ¥250"):
        review.submit_run(run, by=make.officer(union, "finance_officer"))


@pytest.mark.parametrize(
    ("said", "field"),
    [({"claimed_on": "2026-04-30"}, "claimed_on"), ({"earlier_on": "2026-05-02"}, "earlier_on")],
)
def test_days_that_cannot_be_are_refused_where_they_are_typed(client, said, field):
    union = make.unit(kind="union")
    log_in(client, union, "welfare_officer")
    asked = {"kind": "hospital", "unit": union.code, "on": "2026-05-01", **said}
    page = client.get(reverse("welfare:due_for_event"), asked)
    assert list(page.context["form"].errors) == [field] and "2026-05-01" in str(page.context["form"].errors)
    fine = {"kind": "hospital", "unit": union.code, "on": "2026-05-01", field: "2026-05-01"}
    assert not client.get(reverse("welfare:due_for_event"), fine).context["form"].errors


def test_the_api_lists_caps_in_reach_and_those_of_documents_and_filters_them(client):
    union = make.unit(kind="union", code="HQ")
    branch = make.unit(parent=union, code="B1")
    own = make.cap(branch, 100)
    foreign = make.cap(make.unit(kind="union", code="ZZ"), 200)
    log_in(client, branch, "welfare_officer")

    def keys(**asked):
        found = client.get("/api/v1/caps/", {"page_size": 200, **asked}).json()
        return {row["id"] for row in found["results"]}

    assert own.pk in keys() and foreign.pk not in keys() and len(keys()) > 60
    assert keys(unit="B1") == {own.pk} and keys(unit="ZZ") == set()
    assert keys(unit="B1", on="2019-12-31") == set() and keys(unit="B1", basis="event") == set()
    assert client.get(f"/api/v1/caps/{own.pk}/").json()["amount"] == "100.00"
    assert client.get(f"/api/v1/caps/{foreign.pk}/").status_code == 404


def test_the_api_answers_which_caps_count_in_a_unit_for_an_event(client):
    union = make.unit(kind="union", code="HQ")
    branch = make.unit(parent=union, code="B1")
    make.cap(union, 2000, since=date(2026, 1, 1))
    make.cap(union, 500, basis="festival", festival="spring", since=date(2026, 1, 1))
    log_in(client, branch, "welfare_officer")

    def sums(**asked):
        answer = client.get("/api/v1/caps/in-force/", {"unit": "B1", "on": "2026-05-01", **asked})
        return {row["basis"]: row["amount"] for row in answer.json()}

    assert sums() == {"person_year": "2000.00"}
    assert sums(festival="spring") == {"person_year": "2000.00", "festival": "500.00"}
    nearer = make.cap(branch, 300, since=date(2026, 4, 1))
    assert sums() == {"person_year": "300.00"} and sums(on="2026-03-31") == {"person_year": "2000.00"}
    assert sums(kind="marriage") == {}
    assert client.get("/api/v1/caps/in-force/").json()[0]["id"] == nearer.pk
    for wrong in ({"unit": "HQ"}, {"unit": "ZZ"}, {"kind": "nothing"}, {"on": "never"}):
        assert client.get("/api/v1/caps/in-force/", {"unit": "B1", **wrong}).status_code == 400


def test_what_is_of_a_kind_out_of_use_can_still_be_edited_and_nothing_new_is(client):
    kind = BenefitKind.objects.create(code="coupon", name="消费券补贴")
    union = make.unit(kind="union")
    row = make.cap(union, 100, kind="coupon")
    BenefitKind.objects.filter(pk=kind.pk).update(active=False)
    client.force_login(make.user(is_staff=True, is_superuser=True))
    address = reverse("admin:welfare_cap_change", args=[row.pk])
    form = client.get(address).context["adminform"].form
    offered = dict(form.fields["kind"].choices)
    assert "消费券补贴" in offered["coupon"] and "not in use" in offered["coupon"]
    sent = {name: value for name, value in form.initial.items() if value is not None}
    sent = {**{name: str(value) for name, value in sent.items()}, "day_unclear": "", "amount": "120", "kind": "coupon"}
    assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert row.amount == 120
    new = client.get(reverse("admin:welfare_cap_add"), {"kind": "coupon"}).context["adminform"].form
    assert "coupon" not in dict(new.fields["kind"].choices)


def test_a_share_without_an_income_says_what_to_enter():
    union = make.unit(kind="union")
    make.member(union)
    share_of_income(union)
    make.budget_line(union)
    with pytest.raises(NotAllowed, match="enter the budget income"):
        make.run_in_review(union)


def test_a_birthday_that_a_cap_for_each_event_limits_says_so():
    union = make.unit(kind="union")
    make.member(union)
    make.cap(union, 100, basis="event", kind="festival")
    run = make.counted_run(union, amount=Decimal(300))
    assert run.grants.get().amount == 100
    counting.count_all()


def test_the_page_says_what_is_due_by_which_document_and_from_which_day(client):
    union = make.unit(kind="union")
    set_region(union, "安徽", by=None)
    log_in(client, union, "welfare_officer")
    asked = {"kind": "festival", "unit": union.code, "on": "2025-10-06", "standard": "300", "already": "2000"}
    shown = client.get(reverse("welfare:due_for_event"), asked).content.decode()
    assert "200.00" in shown and "皖工发〔2025〕18号" in shown and "2025-08-21" in shown
    cash = client.get(reverse("welfare:due_for_event"), {**asked, "form": "money"}).content.decode()
    assert "this form is not allowed" in cash
    none = client.get(reverse("welfare:due_for_event"), {**asked, "on": "2018-01-01"}).content.decode()
    assert "No rule is found" in none
    wrong = client.get(reverse("welfare:due_for_event"), {"kind": "festival", "unit": "nowhere"})
    assert "There is no such unit within your reach." in wrong.content.decode()


def test_an_officer_sees_the_caps_of_documents_and_of_the_units_in_reach_only(client):
    union, elsewhere = make.unit(kind="union"), make.unit(kind="union")
    make.cap(union, 111, source="本会决定")
    make.cap(elsewhere, 222, source="别家决定")
    log_in(client, union, "welfare_officer")
    shown = client.get(reverse("welfare:cap_list"), {"view": "all"}).content.decode()
    assert "皖工发〔2025〕18号" in shown
    narrowed = client.get(reverse("welfare:cap_list"), {"unit": union.code}).content.decode()
    assert "本会决定" in narrowed and "皖工发" not in narrowed
    assert "别家决定" not in shown
    in_force = client.get(reverse("welfare:cap_list"), {"region": "anhui", "on": "2024-01-01"}).content.decode()
    assert "2018-03-12" in in_force and "皖工发〔2025〕18号" not in in_force


def test_without_a_region_the_page_says_that_none_is_entered(client):
    union = make.unit(kind="union")
    log_in(client, union, "welfare_officer")
    asked = {"kind": "festival", "unit": union.code, "on": "2026-05-01"}
    shown = client.get(reverse("welfare:due_for_event"), asked).content.decode()
    assert "has not entered in which region it lies" in shown

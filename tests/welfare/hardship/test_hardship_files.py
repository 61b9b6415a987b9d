"""A hardship file from the application to the day of leaving: who may do what, and what follows for the register."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from members.approvals.models import ApprovalRound
from members.choices import Purpose
from members.own_data.actions.consents import record_consent
from members.personal_file.actions.hardship import lift_hardship
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from welfare.hardship import actions
from welfare.hardship.choices import Figure, Leaving
from welfare.hardship.household import Content, Declared, declared
from welfare.hardship.models.files import HardshipAid, HardshipFile

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def chair(union):
    return make.officer(union, "chair")


def approve(assessment, union):
    """Let as many chairs approve as the rule asks for."""
    while ApprovalRound.objects.of("hardship", assessment.pk).open().exists():
        actions.approve_assessment(assessment, by=make.approver(union))


def hardship_of(member):
    return Member.objects.get(pk=member.pk).hardship


def checked(income, on):
    """Return what an officer found of a family of two without outlay."""
    found = Declared(Decimal(income), Decimal(0), Decimal(0), 2, Decimal(0), Decimal(0), frozenset())
    return actions.Checked(found, on, "收入证明")


def test_an_application_needs_the_consents_first(member):
    with pytest.raises(NotAllowed, match="Consent is missing"):
        actions.begin_file(member, by=member.user)
    make.give_consent(member, Purpose.FAMILY)
    with pytest.raises(NotAllowed, match="health"):
        actions.begin_file(member, by=member.user)
    make.give_consent(member, Purpose.HEALTH)
    assert actions.begin_file(member, by=member.user).state == "draft"


def test_a_withdrawn_consent_stops_the_application(member):
    file = make.hardship_draft(member)
    record_consent(member, Purpose.HEALTH, given=False, by=member.user)
    with pytest.raises(NotAllowed, match="Consent is missing"):
        actions.submit_file(file, by=member.user)


def test_a_member_has_one_open_file(member):
    make.hardship_draft(member)
    with pytest.raises(NotAllowed, match="open hardship file"), transaction.atomic():
        actions.begin_file(member, by=member.user)


def test_what_is_taken_back_is_deleted_with_its_papers(member):
    file = make.hardship_draft(member)
    actions.save_draft(file, make.hardship_content(), [make.scan()], by=member.user)
    actions.submit_file(file, by=member.user)
    actions.withdraw_file(file, by=member.user)
    file.refresh_from_db()
    assert (file.state, file.content.reveal(), file.attachments.count()) == ("withdrawn", "", 0)


def test_the_approved_assessment_sets_level_and_mark(union, member, officer):
    assessment = make.assessed_file(member, by=officer)
    assert (assessment.level, hardship_of(member)) == ("deep", "")
    approve(assessment, union)
    file = HardshipFile.objects.get()
    assert (file.state, file.level, file.since, file.review_on) == (
        "in_force",
        "deep",
        date(2026, 9, 1),
        date(2027, 9, 1),
    )
    mark = member.hardship_marks.in_force().get()
    assert (hardship_of(member), mark.review_on) == ("deep", date(2027, 9, 1))
    assert "尿毒症" not in mark.reason + mark.basis
    assert Notice.objects.filter(to=member.user).count() == 1


def test_whoever_assessed_or_is_concerned_does_not_approve(union, member, officer):
    assessment = make.assessed_file(member, by=officer)
    with pytest.raises(NotAllowed):
        actions.approve_assessment(assessment, by=officer)
    make.appoint(member.user, "chair", union)
    with pytest.raises(NotAllowed):
        actions.approve_assessment(assessment, by=member.user)


def test_nobody_assesses_or_reads_their_own_file(union, member):
    file = make.hardship_file(member)
    make.local_figure(union)
    make.appoint(member.user, "welfare_officer", union)
    with pytest.raises(NotAllowed):
        actions.propose_assessment(file, checked(1, date(2026, 9, 1)), by=member.user)
    with pytest.raises(NotAllowed):
        actions.reveal_file(file, by=member.user, reason="自己")


def test_the_database_refuses_a_level_that_nobody_approved(member, officer):
    assessment = make.assessed_file(member, by=officer)
    with pytest.raises(IntegrityError, match="level_as_approved"), transaction.atomic():
        HardshipFile.objects.filter(pk=assessment.file_id).update(
            state="in_force", level="deep", since=date(2026, 9, 1), review_on=date(2027, 9, 1)
        )


def test_without_a_minimum_allowance_nothing_is_assessed(member, officer):
    file = make.hardship_file(member)
    with pytest.raises(NotAllowed, match="minimum living allowance"):
        actions.propose_assessment(file, checked(1, date(2026, 9, 1)), by=officer)


def test_a_family_above_the_line_is_refused_at_first(union, member, officer):
    assessment = make.assessed_file(member, by=officer, income=90_000)
    approve(assessment, union)
    assert (assessment.level, HardshipFile.objects.get().state, hardship_of(member)) == ("none", "refused", "")


def test_a_family_leaves_when_above_the_line_for_six_months(union, member, officer):
    approve(make.assessed_file(member, by=officer), union)
    file = HardshipFile.objects.get()
    approve(actions.propose_assessment(file, checked(90_000, date(2026, 10, 1)), by=officer), union)
    file.refresh_from_db()
    assert (file.state, file.above_since, file.leaves_on) == ("in_force", date(2026, 10, 1), date(2027, 4, 1))
    assert hardship_of(member) == "deep"
    for day, refused in ((date(2027, 3, 31), True), (date(2027, 4, 1), False)):
        if refused:
            with pytest.raises(NotAllowed, match="long enough"):
                actions.end_file(file, on=day, why=Leaving.ABOVE_LINE, words="", by=officer)
        else:
            actions.end_file(file, on=day, why=Leaving.ABOVE_LINE, words="", by=officer)
    file.refresh_from_db()
    assert (file.state, file.end_reason, hardship_of(member)) == ("left", "above_line", "")


def test_back_below_the_line_the_months_begin_anew(union, member, officer):
    approve(make.assessed_file(member, by=officer), union)
    file = HardshipFile.objects.get()
    approve(actions.propose_assessment(file, checked(90_000, date(2026, 10, 1)), by=officer), union)
    approve(actions.propose_assessment(file, checked(30_000, date(2026, 12, 1)), by=officer), union)
    file.refresh_from_db()
    assert (file.level, file.above_since, file.leaves_on) == ("relative", None, None)
    assert hardship_of(member) == "relative"


def test_a_mark_of_a_file_is_not_lifted_by_hand(union, member, officer):
    approve(make.assessed_file(member, by=officer), union)
    with pytest.raises(NotAllowed, match="end the file"):
        lift_hardship(member, date(2026, 11, 1), by=officer, reason="已脱困")


def test_aid_counts_as_income_at_the_next_assessment(union, member, officer):
    approve(make.assessed_file(member, by=officer), union)
    file = HardshipFile.objects.get()
    aid = HardshipAid(file=file, kind="living", amount=Decimal(3000), given_on=date(2026, 10, 1), basis="会议纪要")
    actions.note_aid(aid, cost=None, by=officer)
    assert actions.aid_of_last_year(file, date(2026, 12, 1)) == 3000
    assert actions.aid_of_last_year(file, date(2028, 12, 1)) == 0
    before = declared(file.read())
    assert declared(file.read(), Decimal(3000)).income == before.income + 3000


@pytest.mark.parametrize(
    ("fields", "cost", "told"),
    [
        # Source: docs/domain.md part 1 (S): the minimum is 700 yuan a month.
        ({"kind": "living", "amount": "8400.01"}, None, "8400"),
        ({"kind": "school", "stage": "higher", "amount": "7000.01"}, None, "7000"),
        ({"kind": "medical", "amount": "5000.01"}, 5000, "5000"),
        ({"kind": "accident", "amount": "1500.01"}, 10_000, "1500"),
        ({"kind": "medical", "amount": "1"}, None, "cost"),
    ],
)
def test_aid_above_its_limit_is_refused_with_the_document(union, member, officer, fields, cost, told):
    approve(make.assessed_file(member, by=officer), union)
    aid = HardshipAid(file=HardshipFile.objects.get(), given_on=date(2026, 10, 1), basis="会议纪要", **fields)
    aid.amount = Decimal(aid.amount)
    with pytest.raises(NotAllowed, match=told):
        actions.note_aid(aid, cost=None if cost is None else Decimal(cost), by=officer)


def test_the_figures_and_rules_of_the_assessment_are_kept(union, member, officer):
    assessment = make.assessed_file(member, by=officer)
    assert (assessment.minimum.amount, assessment.rule.source) == (700, "安庆2025年、邢台2021年困难职工建档公开页面")
    steps = {step["what"]: step["amount"] for step in assessment.read()["steps"]}
    assert (steps["income"], steps["outlay"], steps["per_head"]) == ("12000", "3000", "375.00")


def test_in_anhui_the_income_of_the_province_is_asked(union, member, officer):
    from welfare.standards.actions import set_region

    set_region(union, "安徽", by=None)
    file = make.hardship_file(member)
    make.local_figure(union)
    with pytest.raises(NotAllowed, match="province's income"):
        actions.propose_assessment(file, checked(12_000, date(2026, 9, 1)), by=officer)
    make.local_figure(None, 5000, region="安徽", figure=Figure.PROVINCE_INCOME)
    assessment = actions.propose_assessment(file, checked(12_000, date(2026, 9, 1)), by=officer)
    assert assessment.province_income is not None
    assert (assessment.level, assessment.province_income.amount) == ("none", 5000)


def test_an_assessment_is_returned_and_made_anew(union, member, officer, chair):
    assessment = make.assessed_file(member, by=officer)
    actions.return_assessment(assessment, by=chair, reason="缺少收入证明")
    file = HardshipFile.objects.get()
    assert (file.state, file.assessments.get().state) == ("submitted", "returned")
    again = actions.propose_assessment(file, checked(12_000, date(2026, 9, 1)), by=officer)
    actions.withdraw_assessment(again, by=officer)
    assert [one.state for one in file.assessments.all()] == ["withdrawn", "returned"]


def test_what_is_declared_leaves_out_compulsory_schooling_and_what_was_paid_back():
    content = Content(
        {"month_income": "1000", "other_income_year": "500"},
        [{"name": "甲", "month_income": "200"}, {"name": "乙"}],
        [
            {"kind": "illness", "amount": "9000", "paid_back": "4000"},
            {"kind": "schooling", "stage": "compulsory", "amount": "3000"},
            {"kind": "schooling", "stage": "higher", "amount": "8000"},
        ],
    )
    said = declared(content)
    assert (said.income, said.outlay, said.paid_back, said.people) == (14_900, 17_000, 4_000, 3)


def test_reading_a_file_is_recorded_with_its_reason(member, officer):
    file = make.hardship_file(member)
    with pytest.raises(NotAllowed):
        actions.reveal_file(file, by=officer, reason=" ")
    assert actions.reveal_file(file, by=officer, reason="审核申请").particulars["health"] == "grave"
    event = AuditEvent.objects.get(verb="hardship.reveal")
    assert (event.actor, event.reason, event.changes) == (officer, "审核申请", {})

"""Who pays no dues, whose wage is not in the base of the fund, and who benefits elsewhere: by which document."""

from datetime import date

import pytest

from members.dues.models.charges import DuesCharge
from tests import factories as make
from welfare.runs.decided import document_of
from welfare.runs.rules import Membership, MembershipFacts, outside_membership
from welfare.standards.actions import set_region
from welfare.standards.models import BenefitRule, MemberFact

pytestmark = pytest.mark.django_db
DOCUMENT = "皖工发〔2025〕18号"


def owe(member, *months):
    for month in months:
        DuesCharge.objects.create(
            member=member,
            unit=member.unit,
            month=month,
            basis=4000,
            rate="0.005",
            step=10,
            amount=20,
            state="due",
        )


@pytest.mark.parametrize(
    ("asked", "facts", "form", "verdict"),
    [
        # 安徽 2025 (domain.md part 1): only members who pay dues …
        (Membership(dues_months=6), MembershipFacts(unpaid_months=6), "contract", "no_dues"),
        (Membership(dues_months=6), MembershipFacts(unpaid_months=5), "contract", None),
        (Membership(), MembershipFacts(unpaid_months=12), "contract", None),
        # … and whose wages are in the base of the union fund;
        (Membership(outside_base=frozenset()), MembershipFacts(wage_in_base=False), "contract", "wage_not_in_base"),
        (Membership(outside_base=frozenset({"outsourced"})), MembershipFacts(), "outsourced", "wage_not_in_base"),
        (Membership(outside_base=frozenset({"outsourced"})), MembershipFacts(), "", None),
        (Membership(), MembershipFacts(wage_in_base=False), "outsourced", None),
        # a seconded or agency worker benefits in one place only.
        (Membership(one_place=True), MembershipFacts(elsewhere=True), "agency", "elsewhere"),
        (Membership(one_place=True), MembershipFacts(), "agency", None),
        (Membership(), MembershipFacts(elsewhere=True), "agency", None),
    ],
)
def test_a_condition_keeps_out_only_where_it_is_asked_and_not_met(asked, facts, form, verdict):
    assert outside_membership(asked, facts, form) == verdict


def test_in_anhui_each_reason_names_the_document(client, union):
    set_region(union, "安徽", by=None)
    owing, paying, elsewhere, outside = (
        make.member(union, name=name) for name in ("欠缴", "缴费", "别处享受", "基数外")
    )
    months = [date(2026, number, 1) for number in range(3, 9)]
    owe(owing, *months)
    owe(paying, *months[:-1])
    MemberFact.objects.create(member=elsewhere, fact="elsewhere", since=date(2026, 1, 1), source="派遣单位来函")
    MemberFact.objects.create(member=outside, fact="wage_not_in_base", since=date(2026, 1, 1), source="人事清单")
    run = make.counted_run(union)
    found = {row.member.name: (row.verdict, document_of(row)) for row in run.exclusions.select_related("member")}
    assert found == {
        "欠缴": ("no_dues", DOCUMENT),
        "别处享受": ("elsewhere", DOCUMENT),
        "基数外": ("wage_not_in_base", DOCUMENT),
    }
    assert [one.name for one in run.grants.all()] == ["缴费"]
    client.force_login(make.officer(union))
    assert DOCUMENT in client.get(f"/welfare/runs/{run.pk}/judged/no_dues/").content.decode()


def test_what_is_known_of_a_member_counts_on_its_days_only(union):
    BenefitRule.objects.create(
        unit=union, kind="festival", one_place=True, source=DOCUMENT, effective_from=date(2020, 1, 1)
    )
    before, after = make.member(union), make.member(union)
    MemberFact.objects.create(
        member=before, fact="elsewhere", since=date(2026, 1, 1), until=date(2026, 9, 24), source="来函"
    )
    MemberFact.objects.create(member=after, fact="elsewhere", since=date(2026, 9, 26), source="来函")
    assert make.counted_run(union).heads == 2

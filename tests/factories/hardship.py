"""Rows of hardship files."""

from datetime import date
from decimal import Decimal

from members.authority.models import User
from members.choices import Purpose
from members.consents.checks import allows
from members.register.models.member import Member
from members.units.models.units import Unit
from tests.factories.accounts import officer, user
from tests.factories.members import give_consent
from welfare.hardship import actions
from welfare.hardship.choices import Figure
from welfare.hardship.household import Content, Declared
from welfare.hardship.models.files import HardshipAssessment, HardshipFile
from welfare.hardship.models.settings import HardshipRule, LocalFigure


def hardship_rule(unit: Unit | None = None, **fields: object) -> HardshipRule:
    """Create a rule of hardship: once and twice the minimum, reviewed after a year, left after six months."""
    return HardshipRule.objects.create(
        unit=unit,
        **{
            "deep_times": Decimal(1),
            "relative_times": Decimal(2),
            "accident_times": Decimal(2),
            "review_months": 12,
            "leave_months": 6,
            "effective_from": date(2020, 1, 1),
            "source": "困难职工认定办法",
            **fields,
        },
    )


def local_figure(unit: Unit | None = None, amount: int = 700, **fields: object) -> LocalFigure:
    """Create the minimum living allowance of a unit, or another figure, in yuan."""
    return LocalFigure.objects.create(
        unit=unit,
        amount=Decimal(amount),
        **{"figure": Figure.MINIMUM, "effective_from": date(2020, 1, 1), "source": "低保标准通知", **fields},
    )


def hardship_content(**particulars: object) -> Content:
    """Return what an application of a family of two says: 12,000 yuan a year, 6,000 of outlay, half paid back."""
    said = {
        "cause": "own_illness",
        "situation": "本人患尿毒症，长期透析。",
        "health": "grave",
        "insurance": "workers",
        "housing": "own",
        "homes": 1,
        "car": "none",
        "marriage": "married",
        "address": "安庆市迎江区湖心路8号",
        "month_income": "600.00",
        "other_income_year": "0.00",
        **particulars,
    }
    kin = {"name": "孙玉梅", "relation": "spouse", "id_number": "340802197001011234", "month_income": "400.00"}
    outlay = {"kind": "illness", "who": "本人", "amount": "6000.00", "paid_back": "3000.00"}
    return Content(said, [kin], [outlay])


def hardship_draft(member: Member, **particulars: object) -> HardshipFile:
    """Create the draft of a member's application, with the consents that it needs."""
    for purpose in (Purpose.FAMILY, Purpose.HEALTH):
        if not allows(member, purpose):
            give_consent(member, purpose)
    by = member.user or user()
    return actions.save_draft(actions.begin_file(member, by=by), hardship_content(**particulars), by=by)


def hardship_file(member: Member, **particulars: object) -> HardshipFile:
    """Create an application that was handed in."""
    file = hardship_draft(member, **particulars)
    return actions.submit_file(file, by=member.user or user())


def assessed_file(
    member: Member, *, by: User | None = None, income: int = 12_000, on: date = date(2026, 9, 1)
) -> HardshipAssessment:
    """Create an assessment that waits for approval: a family of two, of which `income` yuan a year is found."""
    if not LocalFigure.objects.filter(unit=member.unit).exists():
        local_figure(member.unit)
    found = Declared(Decimal(income), Decimal(6000), Decimal(3000), 2, Decimal(0), Decimal(0), frozenset())
    checked = actions.Checked(found, on, "收入证明、医疗费发票")
    by = by or officer(member.unit, "welfare_officer")
    return actions.propose_assessment(hardship_file(member), checked, by=by)

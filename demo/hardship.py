"""Hardship files of the demonstration union: three in force, of three levels, and an application to be assessed."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.attachments import scanned
from demo.register import ROOT
from members.approvals.actions.rulemaking import set_rule
from members.approvals.rules import StagePlan, Whose
from members.authority.models import User
from members.choices import Channel, Purpose
from members.own_data.actions.consents import record_consent
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.hardship import actions
from welfare.hardship.choices import HARDSHIP_KIND, Figure
from welfare.hardship.household import Content, Declared
from welfare.hardship.models.files import HardshipAid, HardshipFile
from welfare.hardship.models.settings import LocalFigure

# Cause, what happened, and what was found: income and outlay of the year, loss, of it compensated.
FOUND = [
    ("own_illness", "本人患慢性肾病，需长期治疗，家庭收入低。", 28_000, 9_000, 0, 0),
    ("kin_illness", "配偶患重病，家庭支出较大。", 66_000, 15_000, 0, 0),
    ("disaster", "住房失火，家庭财产损失严重。", 120_000, 0, 80_000, 10_000),
]
APPLIED = ("schooling", "两个子女同时上大学，学费负担较重。")
MINIMUM = Decimal(980)


def make_hardship_files(members: list[Member], today: date) -> None:
    """Make a file of each level for the first members, and an application of the next that waits to be assessed."""
    union, chair = Unit.objects.get(code=ROOT), User.objects.get(username="chair")
    officer = User.objects.get(username="welfare")
    set_rule(HARDSHIP_KIND, union, min_amount=Decimal(0), stages=[StagePlan(None, Whose.OWN, 1)], by=chair)
    LocalFigure.objects.create(
        unit=union,
        figure=Figure.MINIMUM,
        amount=MINIMUM,
        effective_from=date(today.year - 1, 1, 1),
        source="演示数据：请按当地民政部门公布的低保标准录入",
    )
    since = date(today.year - 1, 12, 1)
    for member, (cause, situation, income, outlay, loss, compensated) in zip(members, FOUND, strict=False):
        file = _hand_in(member, cause, situation, officer)
        sums = (Decimal(income), Decimal(outlay), Decimal(outlay) / 3, 3, Decimal(loss), Decimal(compensated))
        checked = actions.Checked(Declared(*sums, frozenset()), since, f"收入证明、票据；会议纪要〔{since.year}〕12号")
        assessment = actions.propose_assessment(file, checked, by=officer)
        actions.approve_assessment(assessment, by=chair)
    helped = HardshipFile.objects.order_by("pk")[0]
    aid = HardshipAid(
        file=helped, kind="living", amount=Decimal(2000), given_on=date(today.year, 1, 15), basis="春节送温暖会议纪要"
    )
    actions.note_aid(aid, cost=None, by=officer)
    for member in members[len(FOUND) : len(FOUND) + 1]:
        _hand_in(member, *APPLIED, officer)


def _hand_in(member: Member, cause: str, situation: str, officer: User) -> HardshipFile:
    """Enter an application that came on paper, with the consents."""
    for purpose in (Purpose.FAMILY, Purpose.HEALTH):
        if purpose in actions.missing_consents(member):
            sheet = scanned(SimpleUploadedFile("个人信息同意书.txt", "本人同意。".encode()))
            record_consent(member, purpose, given=True, by=officer, channel=Channel.PAPER, files=sheet)
    said = {
        "cause": cause,
        "situation": situation,
        "wanted": "生活救助",
        "health": "weak",
        "insurance": "workers",
        "housing": "own",
        "floor_area": "62.00",
        "homes": 1,
        "car": "none",
        "marriage": "married",
        "address": "东营市东营区济南路12号",
        "month_income": "2300.00",
        "other_income_year": "0.00",
    }
    kin = [
        {
            "name": f"{member.name[0]}玉兰",
            "relation": "spouse",
            "sex": "2",
            "health": "chronic",
            "month_income": "0.00",
        },
        {"name": f"{member.name[0]}小宇", "relation": "child", "sex": "1", "workplace": "东营职业学院"},
    ]
    outlays = [{"kind": "illness", "amount": "12000.00", "paid_back": "6000.00"}]
    file = actions.save_draft(actions.begin_file(member, by=officer), Content(said, kin, outlays), by=officer)
    return actions.submit_file(file, by=officer)

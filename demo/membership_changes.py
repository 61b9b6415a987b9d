"""Changes of membership in the demonstration union: transfers in every state, a planned change, applications."""

from datetime import date, timedelta

from demo.register import ROOT
from members.authority.models import User
from members.choices import LEFT_STATES, Employment, MemberState
from members.joining.actions import Applicant, apply_for_membership, return_application
from members.joining.models import Application
from members.membership.actions.membership import change_membership
from members.membership.actions.transfers import (
    agree_transfer,
    ask_for_member,
    refuse_transfer,
    release_member,
    send_out,
)
from members.membership.rules.changes import ChangeKind
from members.register.models.member import Member
from members.register.rules.identity import check_digit
from members.units.models.units import Unit

APPLICANTS = [("田晓雨", "19980412"), ("何俊", "20010905"), ("任雪", "19951120")]


def start_changes(today: date) -> None:
    """Start transfers, a change that takes effect later, and applications; some wait for the chair of branch 01."""
    officer, chair = (User.objects.get(username=name) for name in ("welfare", "branch"))
    here = Unit.objects.get(code=f"{ROOT}0102")
    _transfers(here, officer, chair, today)
    leaving = _unchanged_member("05")
    change_membership(
        leaving, ChangeKind.RETAIN, on=today + timedelta(days=20), by=officer, reason="待岗，保留会籍", code="laid_off"
    )
    _applications(Unit.objects.get(code=f"{ROOT}01"), officer)


def _unchanged_member(branch: str) -> Member:
    """Return a member of the branch without an account and without changes."""
    people = Member.objects.filter(state=MemberState.ACTIVE, employment=Employment.ON_DUTY, user=None)
    return people.filter(unit__code__startswith=f"{ROOT}{branch}", changes=None).order_by("-pk")[0]


def _transfers(here: Unit, officer: User, chair: User, today: date) -> None:
    soon, reason = today + timedelta(days=14), "岗位调动"
    release_member(_unchanged_member("02"), here, on=soon, by=officer, reason=reason, code="employment_changed")
    ask_for_member(_unchanged_member("03"), here, on=soon, by=chair, reason="借调期满转入")
    agreed = release_member(_unchanged_member("04"), here, on=soon, by=officer, reason=reason)
    agree_transfer(agreed, by=chair)
    release_member(
        _unchanged_member("02"), here, on=today - timedelta(days=3), by=officer, reason=reason, also_accept=True
    )
    refused = release_member(_unchanged_member("06"), here, on=soon, by=officer, reason=reason)
    refuse_transfer(refused, by=chair, reason="该岗位编制已满，请与人事部门核对。")
    send_out(_unchanged_member("07"), "胜利油田工会", on=soon, by=officer, reason="调离本企业")


def _applications(branch: Unit, officer: User) -> None:
    former = Member.objects.filter(state__in=LEFT_STATES).order_by("pk")[0]
    made = []
    for number, (name, born) in enumerate(APPLICANTS):
        first_seventeen = f"370502{born}{700 + number}"
        made.append(_apply(branch, name, first_seventeen + check_digit(first_seventeen)))
    _apply(branch, former.name, former.id_number.reveal())
    return_application(made[-1], by=officer, reason="请填写工号，并确认所在单位。")


def _apply(branch: Unit, name: str, id_number: str) -> Application:
    applicant = Applicant(
        name=name,
        id_kind="1",
        id_number=id_number,
        phone="13605460001",
        employment_form="contract",
        post_category="front_line",
        employee_number="",
        statement="本人自愿加入工会，遵守工会章程，按时缴纳会费。",
    )
    return apply_for_membership(applicant, branch, by=None)[0]

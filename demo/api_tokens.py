"""API tokens of the demonstration union: of the payroll and of a screen in the hall, one of them being replaced."""

from datetime import date, timedelta

from members.accounts.api_tokens import issue_token, replace_token
from members.accounts.models import ApiToken
from members.accounts.rules.tokens import Area
from members.authority.models import User


def make_tokens(today: date) -> None:
    """Make the tokens of the chair; nobody knows them, since they are shown once."""
    chair = User.objects.get(username="chair")
    payroll = ApiToken(
        user=chair,
        purpose="工资系统",
        areas=[Area.MEMBERS],
        may_write=True,
        expires_on=today + timedelta(days=40),
    )
    screen = ApiToken(user=chair, purpose="大厅展示屏", areas=[Area.BENEFITS], expires_on=today + timedelta(days=200))
    for token in (payroll, screen):
        issue_token(token, by=chair)
    replace_token(payroll, by=chair, expires_on=today + timedelta(days=365), overlap=timedelta(days=14))

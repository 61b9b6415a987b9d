import secrets
from datetime import date
from typing import Unpack

from django.contrib.auth.models import Permission
from django.utils import timezone

from members.accounts.models import ApiToken
from members.accounts.rules.tokens import token_hash
from members.authority.models import Appointment, Post, User, UserFields
from members.register.models.member import Member
from members.units.models.units import Unit
from tests.factories.units import numbers

PASSWORD = "correct horse"


def user(username: str = "", **fields: Unpack[UserFields]) -> User:
    """Create an account with the password "correct horse" and no post."""
    return User.objects.create_user(username or f"user{next(numbers)}", password=PASSWORD, **fields)


def superuser() -> User:
    """Create an account that may do everything, also in the admin."""
    return user(is_staff=True, is_superuser=True)


def officer(unit: Unit, post: str = "welfare_officer", *, username: str = "", **fields: Unpack[UserFields]) -> User:
    """Create an account that holds the shipped post `post` in `unit` since 2020."""
    holder = user(username, **fields)
    appoint(holder, post, unit)
    return holder


def officer_with(unit: Unit, *perms: str) -> User:
    """Create an account that holds a new post in `unit`, with these permissions and no other."""
    post = Post.objects.create(code=f"post{next(numbers)}", name="岗位")
    codes = [perm.partition(".")[2] for perm in perms]
    post.permissions.set(Permission.objects.filter(codename__in=codes))
    assert post.permissions.count() == len(codes)
    return officer(unit, post.code)


def approver(unit: Unit) -> User:
    """Create a chair of the unit, who approves what is submitted there."""
    return officer(unit, "chair")


def appoint(holder: User, post: str, unit: Unit) -> Appointment:
    """Appoint the holder to a shipped post, since 2020 and without end."""
    return Appointment.objects.create(
        holder=holder, post=Post.objects.get(code=post), unit=unit, starts_on=date(2020, 1, 1)
    )


def account(member: Member) -> User:
    """Return the account of a member who has one."""
    assert member.user is not None
    return member.user


def api_token(user: User, **fields: object) -> str:
    """Create a token of the account that has been used today, and return it."""
    token = secrets.token_urlsafe(32)
    values = {"purpose": "HR", "may_write": True, "last_used_on": timezone.localdate(), **fields}
    ApiToken.objects.create(user=user, prefix=token[:8], token_hash=token_hash(token), **values)
    return token

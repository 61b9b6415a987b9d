from typing import TYPE_CHECKING, Self, TypeAlias, TypedDict

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.models import Session
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Reverse
from django.utils import timezone

from members import access
from members.accounts.rules.codes import WRONG_TRIES
from members.accounts.rules.tokens import token_hash
from members.authority.required_step import STEPS
from members.choices import MemberState
from members.register.querysets.members import Members

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from members.accounts.models import AccountSession, ActivationCode, ApiToken
    from members.authority.models import Appointment, User
    from members.register.models.member import Member

    MemberWithCode: TypeAlias = WithAnnotations[Member, "CodeState"]
else:
    # A row of `with_live_code`.
    MemberWithCode = object

# Members who can have a code: in the union or retained, with a certificate number, an employee number or a phone, and
# no account or an active one.
STATES = Q(state__in=(MemberState.ACTIVE, MemberState.LEAVING, MemberState.RETAINED))
PROVABLE = (
    STATES
    & Q(id_hash__isnull=False)
    & (Q(employee_number__isnull=False) | ~Q(phone=""))
    & (Q(user=None) | Q(user__is_active=True))
)
# LEFT_STATES without MERGED: that person goes on under the other entry.
GONE = (MemberState.TRANSFERRED, MemberState.WITHDRAWN, MemberState.EXPELLED)
# Those of these states who lack a number that a code needs.
LACKING = STATES & (Q(id_hash=None) | Q(employee_number=None, phone=""))


class CodeState(TypedDict):
    has_code: bool


class ActivationCodes(access.ScopedQuerySet["ActivationCode"]):
    unit_field = "member__unit"

    def open(self) -> Self:
        """Return the codes that were neither used nor replaced, at most one for each member.

        Expired ones are included, and those with too many wrong tries.
        """
        return self.filter(used_at=None, voided_at=None)

    def live(self) -> Self:
        """Return the open codes that can still be used: before their end, with fewer than WRONG_TRIES wrong tries."""
        return self.open().filter(expires_at__gt=timezone.now(), attempts__lt=WRONG_TRIES)


class ApiTokens(QuerySet["ApiToken"]):
    def live(self) -> Self:
        """Return the tokens that have not expired."""
        return self.exclude(expires_on__lt=timezone.localdate())

    def with_reasons(self) -> Self:
        """Return the tokens with their accounts, and what of these may end or stop them today.

        `held`: the posts of the account, each as "post@unit"; `has_left`; `has_step`; `post_asks` for a second step.
        """
        account = OuterRef("user")
        today = apps.get_model("members.Appointment").objects.in_term(timezone.localdate()).filter(holder=account)
        steps = Authenticator.objects.filter(user=account, type__in=STEPS)
        gone = apps.get_model("members.Member").objects.filter(user=account, state__in=GONE)
        return self.select_related("user").annotate(
            held=ArraySubquery(_named(today)),
            has_left=Exists(gone),
            has_step=Exists(steps),
            post_asks=Exists(today.filter(post__second_step=True)),
        )

    def sent_as(self, token: str) -> "ApiToken | None":
        """Return the token that a program sends, `with_reasons`; None where there is no such live token."""
        return self.live().filter(token_hash=token_hash(token)).with_reasons().first()

    def posts_of(self, user: "User") -> list[str]:
        """Return the posts that an account holds today, each as "post@unit"."""
        held = apps.get_model("members.Appointment").objects.in_term(timezone.localdate()).filter(holder=user)
        return sorted(_named(held))


def _named(appointments: "QuerySet[Appointment]") -> "QuerySet[Appointment, str]":
    name = Concat("post_id", Value("@"), "unit_id", output_field=CharField())
    return appointments.values_list(name, flat=True)


class AccountSessions(QuerySet["AccountSession"]):
    def lasting(self) -> Self:
        """Return those whose session has not ended, with `ends_at`, which is later after each use."""
        live = Session.objects.filter(session_key=OuterRef("session_hash"), expire_date__gt=timezone.now())
        return self.annotate(ends_at=Subquery(live.values("expire_date"))).exclude(ends_at=None)


def with_number(members: Members, number: str) -> Members:
    """Return the members whose employee number or phone is `number`; one index serves each of the two."""
    return members.alias(phone_reversed=Reverse("phone")).filter(
        Q(employee_number=number) | Q(phone_reversed=number[::-1])
    )


def with_live_code(members: Members, codes: ActivationCodes) -> Members:
    """Annotate members with `has_code`: whether they have one of `codes` that can still be used."""
    return members.annotate(has_code=Exists(codes.live().filter(member=OuterRef("pk"))))

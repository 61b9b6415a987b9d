from typing import TYPE_CHECKING, Self, TypeAlias, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Reverse
from django.utils import timezone

from members import access
from members.accounts.rules import WRONG_TRIES, token_hash
from members.choices import MemberState
from members.register.querysets.members import Members

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from members.accounts.models import ActivationCode, ApiToken
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

    def sent_as(self, token: str) -> "ApiToken | None":
        """Return the token that a program sends, with its account; None where there is no such live token."""
        return self.live().filter(token_hash=token_hash(token)).select_related("user").first()


def with_number(members: Members, number: str) -> Members:
    """Return the members whose employee number or phone is `number`; one index serves each of the two."""
    return members.alias(phone_reversed=Reverse("phone")).filter(
        Q(employee_number=number) | Q(phone_reversed=number[::-1])
    )


def with_live_code(members: Members, codes: ActivationCodes) -> Members:
    """Annotate members with `has_code`: whether they have one of `codes` that can still be used."""
    return members.annotate(has_code=Exists(codes.live().filter(member=OuterRef("pk"))))

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Reverse
from django.utils import timezone

from members import access
from members.accounts.rules import WRONG_TRIES
from members.choices import MemberState
from members.register.querysets.members import Members

if TYPE_CHECKING:
    from members.accounts.models import ActivationCode

# Who can prove who they are: in the union, with a certificate, and with a number to be called by.
STATES = Q(state__in=(MemberState.ACTIVE, MemberState.LEAVING, MemberState.RETAINED))
PROVABLE = (
    STATES
    & Q(id_hash__isnull=False)
    & (Q(employee_number__isnull=False) | ~Q(phone=""))
    & (Q(user=None) | Q(user__is_active=True))
)
LACKING = STATES & (Q(id_hash=None) | Q(employee_number=None, phone=""))


class ActivationCodes(models.QuerySet["ActivationCode"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, "member__unit"))

    def open(self) -> Self:
        """The one code of each member that was neither used nor replaced; it may be too old by now."""
        return self.filter(used_at=None, voided_at=None)

    def live(self) -> Self:
        """Those that still open something."""
        return self.open().filter(expires_at__gt=timezone.now(), attempts__lt=WRONG_TRIES)


def called(members: Members, number: str) -> Members:
    """The members whose employee number or phone is `number`; both have an index."""
    return members.alias(phone_reversed=Reverse("phone")).filter(
        Q(employee_number=number) | Q(phone_reversed=number[::-1])
    )


def with_live_code(members: Members, codes: ActivationCodes) -> Any:
    """The members, each with `has_code`: whether a code of theirs still opens something."""
    return members.annotate(has_code=Exists(codes.live().filter(member=OuterRef("pk"))))

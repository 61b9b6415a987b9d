from typing import TYPE_CHECKING, Self

from members import access
from welfare.choices import HandOutState
from welfare.grants.querysets import apart_from_hardship

if TYPE_CHECKING:
    from welfare.handing_out.models import HandOut, SampleCall


class HandOuts(access.ScopedQuerySet["HandOut"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the hand-outs of units in reach, those of hardship as with grants."""
        return super().visible_to(user, perm).filter(apart_from_hardship(user))

    def standing(self) -> Self:
        """Return those that count: their benefit was handed out, and not taken back."""
        return self.filter(state=HandOutState.GIVEN)

    def to_decide(self) -> Self:
        return self.filter(state=HandOutState.CONFLICT)


class SampleCalls(access.ScopedQuerySet["SampleCall"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the calls about members of units in reach, those of hardship as with grants."""
        return super().visible_to(user, perm).filter(apart_from_hardship(user))

    def to_call(self) -> Self:
        return self.filter(result="")

"""What somebody typed to find people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from members import access
from members.permissions import MembersPermission
from members.register.rules import identity

if TYPE_CHECKING:
    from members.authority.models import User


@dataclass(frozen=True)
class PeopleSearch:
    """A text to find people by, without blanks, and the account that asks; `actions.search.search_people` makes it.

    It is no plain text, so that no list looks for a whole phone number without counting and recording it.
    """

    text: str
    asker: "User"

    @property
    def is_identity_number(self) -> bool:
        return identity.is_identity_number(identity.eighteen_digits(self.text))

    @property
    def is_phone_tail(self) -> bool:
        """Whether it may be the end of a phone number, or a whole one."""
        return self.text.isascii() and self.text.isdecimal() and len(self.text) >= identity.PHONE_DIGITS_SHOWN

    @property
    def is_whole_phone(self) -> bool:
        return self.is_phone_tail and len(self.text) == identity.PHONE_LENGTH and not self.is_identity_number

    def may_read_numbers(self) -> Q:
        """Return the condition that the asker may read a member's numbers in full."""
        return access.within(self.asker, MembersPermission.REVEAL_MEMBER)

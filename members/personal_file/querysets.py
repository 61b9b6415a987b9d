from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from members import access
from members.choices import SENSITIVE_DOCUMENTS
from members.permissions import MembersPermission
from members.register.querysets.of_members import OfMembers

if TYPE_CHECKING:
    from members.personal_file.models.family import FamilyMember
    from members.personal_file.models.hardship import HardshipMark
    from members.personal_file.models.papers import MemberDocument


class Kin(OfMembers["FamilyMember"]):
    def same_people(self, kin: Sequence["FamilyMember"]) -> Self:
        """Return the other entries about the same people, in other members' families, by certificate number."""
        hashes = [one.id_hash for one in kin if one.id_hash]
        return self.filter(id_hash__in=hashes).exclude(pk__in=[one.pk for one in kin])


class Hardships(OfMembers["HardshipMark"]):
    def in_force(self) -> Self:
        return self.filter(ended_on=None)


class Documents(OfMembers["MemberDocument"]):
    def readable_by(self, user: access.Account) -> Self:
        """Exclude documents that show health data or a number in full, except where `user` may read numbers in full."""
        plain = ~Q(kind__in=SENSITIVE_DOCUMENTS)
        return self.filter(plain | access.within(user, MembersPermission.REVEAL_MEMBER, field="member__unit"))

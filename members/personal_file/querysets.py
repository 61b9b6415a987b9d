from typing import Any, Self

from django.db.models import Q

from members import access
from members.choices import SENSITIVE_DOCUMENTS
from members.permissions import MembersPermission
from members.register.querysets.of_members import OfMembers


class Kin(OfMembers):
    def same_people(self, kin: Any) -> Self:
        """Entries about the same people in the families of other members, by certificate."""
        hashes = [one.id_hash for one in kin if one.id_hash]
        return self.filter(id_hash__in=hashes).exclude(pk__in=[one.pk for one in kin])


class Hardships(OfMembers):
    def in_force(self) -> Self:
        return self.filter(ended_on=None)


class Documents(OfMembers):
    def readable_by(self, user: Any) -> Self:
        """Without the papers that show health or a number in full, but where `user` may read numbers in full."""
        plain = ~Q(kind__in=SENSITIVE_DOCUMENTS)
        return self.filter(plain | access.within(user, MembersPermission.REVEAL_MEMBER, field="member__unit"))

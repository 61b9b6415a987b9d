from django.db.models import QuerySet

from members.authority.models import User
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField
from office.types import FormData
from welfare.grants.models.grants import Grant
from welfare.permissions import WelfarePermission


class ConflictFilter(PeopleFilter):
    """The filter of the list of those whom a conflict concerns; its fields are kept in the URL."""

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_RUN, required=False)

    def narrow(self, grants: QuerySet[Grant]) -> QuerySet[Grant]:
        """Return the grants that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return grants.none()
        if self.people:
            grants = grants.filter(member__in=Member.objects.matching(self.people).values("pk"))
        unit = self.cleaned_data["unit"]
        return grants.filter(unit__path__startswith=unit.path) if unit else grants

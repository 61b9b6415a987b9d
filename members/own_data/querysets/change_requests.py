from typing import TYPE_CHECKING, Self

from members.choices import RequestState
from members.register.querysets.of_members import OfMembers

if TYPE_CHECKING:
    from members.own_data.models.change_requests import ChangeRequest


class ChangeRequests(OfMembers["ChangeRequest"]):
    def waiting(self) -> Self:
        """Return the requests without a decision."""
        return self.filter(state=RequestState.WAITING)

from typing import Self

from members.choices import RequestState
from members.register.querysets.of_members import OfMembers


class ChangeRequests(OfMembers):
    def waiting(self) -> Self:
        return self.filter(state=RequestState.WAITING)

from typing import Self

from members.choices import RequestState
from members.personal_file.querysets import OfMembers


class ChangeRequests(OfMembers):
    def waiting(self) -> Self:
        return self.filter(state=RequestState.WAITING)

"""What the register has for an officer's desk: what waits for a decision, and by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from members import access
from members.models import ChangeRequest

MOST = 50


@dataclass(frozen=True)
class Waiting:
    """One line of the desk; `state` and `tone` make its badge."""

    title: str
    url: str
    kind: Any
    due_on: date | None
    estimated: bool
    state: str
    tone: str

    def get_state_display(self) -> str:
        return self.state


def waiting(user: Any) -> list[Waiting]:
    """What waits for this officer in the register, the most pressing first: at most MOST of each sort, a query each."""
    return _changes(user) if access.holds(user, "members.decide_change") else []


def _changes(user: Any) -> list[Waiting]:
    reach = ChangeRequest.objects.visible_to(user, "members.decide_change").waiting().exclude(member__user=user)
    return [
        Waiting(
            title=f"{change.member.name} · {change.label}",
            url=change.get_absolute_url(),
            kind=_("Decide a change request"),
            due_on=change.due_on,
            estimated=change.due_estimated,
            state=change.get_state_display(),
            tone=change.tone,
        )
        for change in reach.select_related("member").order_by("due_on", "pk")[:MOST]
    ]

from datetime import date

from members.own_data.actions.change_requests import request_change
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure
from members.register.models.member import Member
from members.units.models.units import Unit
from tests.factories.accounts import account
from tests.factories.members import member, worker


def change_request(asker: Member | None = None, field: str = "birth_date", text: str = "1991-02-03") -> ChangeRequest:
    """Create a worker's request for a correction that is not decided yet."""
    asker = asker or worker()
    return request_change(asker, field, text, by=account(asker), reason="录入有误")


def erasure(unit: Unit | None = None, *, cause: str = "rule", **fields: object) -> Erasure:
    """Create an undecided erasure of a member who left in 2016; the days of its notice are over."""
    gone = member(unit, **{"state": "withdrawn", "state_since": date(2016, 1, 1), **fields})
    return Erasure.objects.create(member=gone, cause=cause, not_before=date(2026, 1, 1))

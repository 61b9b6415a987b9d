from datetime import date
from decimal import Decimal

from members.authority.models import User
from members.dues.actions.charges import compute_charges
from members.dues.actions.payments import pay_charge
from members.dues.models.charges import DuesBasis, DuesCharge
from members.register.models.member import Member
from tests.factories.accounts import user
from tests.factories.members import member as new_member


def wage(member: Member, amount: int | str = 5437, since: date = date(2020, 1, 1)) -> DuesBasis:
    """Create a member's monthly basic wage, by default 5,437 yuan: 27.15 yuan of dues."""
    return DuesBasis.objects.create(member=member, starts_on=since, wage=Decimal(amount))


def charge(member: Member | None = None, month: date = date(2026, 9, 1)) -> DuesCharge:
    """Create a member's charge for a month: 27.15 yuan unless there is another wage or an exemption."""
    owing = member or new_member()
    if not owing.dues_bases.exists():
        wage(owing)
    compute_charges([month], members=Member.objects.filter(pk=owing.pk))
    return DuesCharge.objects.get(member=owing, month=month)


def paid_charge(member: Member | None = None, month: date = date(2026, 9, 1), by: User | None = None) -> DuesCharge:
    """Create a charge that was paid in full, in cash."""
    owed = charge(member, month)
    pay_charge(owed, owed.open, paid_on=date(2026, 9, 5), paid_by="cash", by=by or user())
    owed.refresh_from_db()
    return owed

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.own_data.models.retention import LegalHold
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed


@transaction.atomic
def place_hold(member: Member, *, by: User, reason: str) -> LegalHold:
    """Place a legal hold on a member's entry, which isn't erased as long as it is in force.

    Raises NotAllowed without a reason, or when a hold is in force already.
    """
    row = Member.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.pk)
    if not reason.strip():
        raise NotAllowed(_("Say why the entry is kept."))
    if row.holds.in_force().exists():
        raise NotAllowed(_("A hold is in force already."))
    hold = LegalHold.objects.create(member=row, reason=reason.strip(), placed_by=by)
    audit.record("hold.place", hold, by=by, unit=row.unit, reason=reason.strip())
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: User) -> None:
    """Lift a legal hold. Raises NotAllowed when it has been lifted already."""
    if not LegalHold.objects.in_force().filter(pk=hold.pk).update(lifted_at=timezone.now(), lifted_by=by):
        raise NotAllowed(_("This hold has been lifted already."))
    audit.record("hold.lift", hold, by=by, unit=hold.member.unit)

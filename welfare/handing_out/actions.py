"""Members confirm what they received; an officer signs for those who did so on paper."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from welfare.choices import RunState
from welfare.grants.models import Grant


@transaction.atomic
def receive_grant(grant: Grant, *, by: User) -> bool:
    """Record that the member received it; return True the first time, False when it was recorded before.

    Raises NotAllowed when its run is not issued, or closed already, when `by` is not the member's account, or when the
    member's other record has received for the occasion.
    """
    if by.pk not in (grant.member.user_id, grant.member.merged_into and grant.member.merged_into.user_id):
        raise NotAllowed(_("Only the member confirms this; an officer signs for them instead."), code="not_the_member")
    if not _sign(grant, by):
        return False
    audit.record("grant.receive", grant, by=by, unit=grant.unit)
    return True


@transaction.atomic
def sign_grant(grant: Grant, *, by: User, reason: str) -> bool:
    """Record the receipt for a member who confirmed it in another way, which `reason` names; return as receive_grant.

    Raises NotAllowed without a reason, when its run is not issued, or closed already, or when the member's other record
    has received for the occasion.
    """
    if not reason.strip():
        message = _("Say how the member confirmed it, such as “signed on paper”.")
        raise NotAllowed(message, code="reason_missing", field="reason")
    if not _sign(grant, by):
        return False
    audit.record("grant.sign", grant, by=by, unit=grant.unit, reason=reason.strip())
    return True


def _sign(grant: Grant, by: User) -> bool:
    now = timezone.now()
    with refused_by({"received_once_a_person": _("This was received already, under the member's other record.")}):
        signed = Grant.objects.to_receive().filter(pk=grant.pk).update(received_at=now, received_by=by)
    if signed:
        grant.received_at, grant.received_by = now, by
        return True
    grant.refresh_from_db()
    if grant.received_at is None:
        if grant.run.state == RunState.CLOSED:
            raise NotAllowed(_("This list has been closed: ask your union."), code="list_closed")
        raise NotAllowed(_("This list has not been issued yet."), code="list_not_issued")
    return False

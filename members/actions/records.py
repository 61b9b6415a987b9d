from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Member, User
from union_portal.office import audit
from union_portal.office.errors import NotAllowed


@transaction.atomic
def reveal_secrets(member: Member, *, by: User, reason: str) -> dict[str, str]:
    """The identity and card numbers in full, for a stated reason and on the record.

    Raises NotAllowed without a reason. PIPL art. 28, domain.md part 5.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why you need to see the number in full."))
    audit.record("member.reveal", member, by=by, unit=member.unit, reason=reason.strip())
    return {"id_number": member.id_number.reveal(), "bank_card": member.bank_card.reveal()}


@transaction.atomic
def correct_member(member: Member, corrections: dict[str, Any], *, by: User, reason: str) -> list[str]:
    """Set what the register has wrong; the names of the fields that really changed, none of them leaves no trace.

    The row history keeps what stood there before. Raises NotAllowed when somebody else has the employee number.
    """
    row = Member.objects.select_for_update().get(pk=member.pk)
    changed = [name for name, value in corrections.items() if getattr(row, name) != value]
    if not changed:
        return []
    number = corrections.get("employee_number")
    if number and Member.objects.exclude(pk=row.pk).filter(employee_number=number).exists():
        raise NotAllowed(_("Another member has this employee number."))
    for name in changed:
        setattr(row, name, corrections[name])
    row.save()
    audit.record("member.correct", row, by=by, unit=row.unit, reason=reason, changes={"fields": changed})
    return changed

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import FamilyRelation, Purpose
from members.consents.checks import allows
from members.personal_file.models.family import FamilyMember
from members.register.actions.entry_lock import lock_entry
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed

# The fields that are compared and recorded; a new certificate number shows in its hash.
COMPARED_FIELDS = [
    field.name for field in FamilyMember._meta.concrete_fields if field.name not in ("id", "member", "id_number")
]


@transaction.atomic
def save_kin(kin: FamilyMember, *, by: User, reason: str = "") -> list[str]:
    """Save one of a member's kin, new or changed, and record it; return the names of the changed fields.

    Without changes nothing is saved. Raises NotAllowed for one's own family, that of an erased or merged member,
    without the member's consent (PIPL art. 29), for a second living spouse, for the certificate number of the member or
    of somebody in the family already, and when the entry has been removed in the meantime.
    """
    member = lock_entry(kin.member, by=by)
    if not allows(member, Purpose.FAMILY):
        raise NotAllowed(_("Family data is kept only after the member has agreed to it."))
    before = FamilyMember.objects.filter(pk=kin.pk).first()
    if kin.pk and before is None:
        raise NotAllowed(_("This entry has been removed in the meantime."))
    _refuse_impossible(kin, member)
    changed = [name for name in COMPARED_FIELDS if before is None or getattr(before, name) != getattr(kin, name)]
    if changed:
        kin.save()
        audit.record(
            "member.kin_change" if before else "member.kin_add",
            member,
            by=by,
            unit=member.unit,
            reason=reason,
            changes={"fields": changed},
        )
    return changed


def _refuse_impossible(kin: FamilyMember, member: Member) -> None:
    others = FamilyMember.objects.filter(member=member).exclude(pk=kin.pk)
    if kin.id_hash and kin.id_hash == member.id_hash:
        raise NotAllowed(_("This is the member's own certificate number."))
    if kin.id_hash and others.filter(id_hash=kin.id_hash).exists():
        raise NotAllowed(_("This person stands in the family already."))
    married = kin.relation == FamilyRelation.SPOUSE and kin.deceased_on is None
    if married and others.filter(relation=FamilyRelation.SPOUSE, deceased_on=None).exists():
        raise NotAllowed(_("There is a spouse already. Remove that entry first, and say why."))


@transaction.atomic
def remove_kin(kin: FamilyMember, *, by: User, reason: str) -> None:
    """Delete one of a member's kin, and record it; the row history keeps the entry without its number.

    Raises NotAllowed for one's own family, that of an erased or merged member, and when the entry is deleted already.
    """
    member = lock_entry(kin.member, by=by)
    if not FamilyMember.objects.filter(pk=kin.pk).delete()[0]:
        raise NotAllowed(_("This entry has been removed in the meantime."))
    audit.record("member.kin_remove", member, by=by, unit=member.unit, reason=reason)

"""Correcting a member's entry, and revealing its sealed numbers to an officer."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.choices import IdKind, Purpose
from members.consents.checks import allows
from members.personal_file import rules
from members.register.actions.entry_lock import lock_entry
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from members.register.rules import identity
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.secrets import Sealed, keyed_hash
from office.types import FieldValues

# Constraints that a correction may violate: of the chain of membership periods, and of values that one member has.
MEMBERSHIP = (
    "member_has_a_date",
    "membership_goes_forward",
    "membership_passes_as_it_may",
    "one_period_is_open",
    "one_period_starts_a_day",
    "period_ends_after_it_starts",
)
TAKEN = (
    "members_member_bank_card_hash_key",
    "members_member_employee_number_key",
    "members_member_id_hash_key",
    "members_member_user_id_key",
    "members_user_phone_key",
)
CONFLICTS = {
    "card_needs_consent": gettext_lazy("The card is kept only after its owner has agreed to it."),
    **dict.fromkeys(MEMBERSHIP, gettext_lazy("This contradicts what the register knows of the membership.")),
    **dict.fromkeys(TAKEN, gettext_lazy("Somebody else has this value already.")),
}
# Sealed field → the field with its keyed hash.
HASHES = {"id_number": "id_hash", "bank_card": "bank_card_hash"}


@transaction.atomic
def reveal_secrets(member: Member, *, by: User, reason: str) -> dict[str, str]:
    """Return the certificate and bank card number in full, and record that with the reason.

    The keys are `id_number` and `bank_card`. Raises NotAllowed without a reason. PIPL art. 28, domain.md part 5.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why you need to see the number in full."))
    audit.record("member.reveal", member, by=by, unit=member.unit, reason=reason.strip())
    return {"id_number": member.id_number.reveal(), "bank_card": member.bank_card.reveal()}


@transaction.atomic
def correct_member(member: Member, corrections: FieldValues, *, by: User, reason: str) -> list[str]:
    """Set the fields in `corrections` that differ; return their names. Without differences nothing is recorded.

    Numbers come in full as `id_number` (with `id_kind`) and `bank_card`. The row history keeps the old values of all
    but these two; name and phone are copied to the account. Raises NotAllowed for one's own entry, an erased or merged
    one, a value that somebody else must have alone, an invalid certificate number, a birth date or sex that contradicts
    it, a card whose owner has not consented, a closed unit, and what contradicts the membership periods.
    """
    row = lock_entry(member, by=by)
    if changed := apply_corrections(row, corrections):
        audit.record("member.correct", row, by=by, unit=row.unit, reason=reason, changes={"fields": changed})
    return changed


def apply_corrections(row: Member, corrections: FieldValues) -> list[str]:
    """Do what `correct_member` does with a member locked by the caller, without an audit event."""
    changed = [name for name, value in corrections.items() if _present_value(row, name) != value]
    if not changed:
        return []
    if "id_number" in changed or "id_kind" in changed:
        corrections = _with_certificate(row, corrections)
        changed = [name for name, value in corrections.items() if _present_value(row, name) != value]
    _refuse_taken(row, corrections)
    if corrections.get("bank_card") and not allows(row, Purpose.BANK_CARD):
        raise NotAllowed(_("The card is kept only after its owner has agreed to it."))
    for name in changed:
        _set_value(row, name, corrections)
    if {"birth_date", "sex"} & {*changed}:
        fault = rules.contradiction(row.id_kind, row.id_number.reveal(), row.birth_date, row.sex)
        if fault:
            raise NotAllowed(str(fault))
    with in_open_unit(row.unit), refused_by(CONFLICTS):
        row.save()
        copy_to_account(row, changed)
    return changed


def _present_value(row: Member, name: str) -> object:
    value: object = getattr(row, name)
    return value.reveal() if isinstance(value, Sealed) else value


def _set_value(row: Member, name: str, corrections: FieldValues) -> None:
    if name == "id_number":
        row.set_id_number(corrections[name])
    elif name == "bank_card":
        row.set_bank_card(corrections[name])
    else:
        setattr(row, name, corrections[name])


def _with_certificate(row: Member, corrections: FieldValues) -> FieldValues:
    """Return the corrections with birth date and sex, if the certificate is an identity card from now on.

    Raises NotAllowed for an invalid number.
    """
    kind = corrections.get("id_kind", row.id_kind)
    number = corrections.get("id_number", row.id_number.reveal())
    if fault := rules.certificate_fault(kind, number):
        raise NotAllowed(str(fault))
    if kind != IdKind.IDENTITY_CARD:
        return corrections
    follows = {"birth_date": identity.birth_date_of(number), "sex": identity.sex_of(number)}
    return corrections | {"id_kind": kind, "id_number": number} | follows


def _refuse_taken(row: Member, corrections: FieldValues) -> None:
    others = Member.objects.exclude(pk=row.pk)
    employee_number, phone = corrections.get("employee_number"), corrections.get("phone")
    if employee_number and others.filter(employee_number=employee_number).exists():
        raise NotAllowed(_("Another member has this employee number."))
    for name in rules.SECRET:
        number = corrections.get(name)
        if number and others.filter(**{HASHES[name]: keyed_hash(number)}).exists():
            raise NotAllowed(_("Another member has this number."))
    if phone and row.user_id and User.objects.exclude(pk=row.user_id).filter(phone=phone).exists():
        raise NotAllowed(_("Another account has this phone."))


def copy_to_account(row: Member, changed: list[str]) -> None:
    """Set name and phone of the member's account to those of the member, as far as they are among `changed`."""
    follows = {name: getattr(row, name) or None for name in ("name", "phone") if name in changed}
    if row.user_id and follows:
        User.objects.filter(pk=row.user_id).update(**follows)

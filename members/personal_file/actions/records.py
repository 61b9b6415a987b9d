from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.choices import IdKind, Purpose
from members.consents.asking import allows
from members.personal_file import rules as own_data
from members.register.actions.entry_lock import lock_entry
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from members.register.rules import identity
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.secrets import keyed_hash
from office.types import FieldValues

# What a correction may run into that was not so a moment before.
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


@transaction.atomic
def reveal_secrets(member: Member, *, by: User, reason: str) -> dict[str, str]:
    """Return the identity and card numbers in full, for a reason, and record it.

    Raises NotAllowed without a reason. PIPL art. 28, domain.md part 5.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why you need to see the number in full."))
    audit.record("member.reveal", member, by=by, unit=member.unit, reason=reason.strip())
    return {"id_number": member.id_number.reveal(), "bank_card": member.bank_card.reveal()}


@transaction.atomic
def correct_member(member: Member, corrections: FieldValues, *, by: User, reason: str) -> list[str]:
    """Correct a member's data; return the names of the changed fields. Without changes nothing is recorded.

    Numbers come in full as `id_number` (with `id_kind`) and `bank_card`. The row history keeps the old values; the
    account takes over name and phone. Raises NotAllowed for one's own entry, a number that somebody else has, an
    invalid certificate number, a birth date or sex that contradicts it, and a card whose owner has not consented.
    """
    row = lock_entry(member, by=by)
    if changed := set_right(row, corrections):
        audit.record("member.correct", row, by=by, unit=row.unit, reason=reason, changes={"fields": changed})
    return changed


def set_right(row: Member, corrections: FieldValues) -> list[str]:
    """Correct a member locked by the caller, inside the caller's transaction and without an audit event."""
    changed = [name for name, value in corrections.items() if _present(row, name) != value]
    if not changed:
        return []
    if "id_number" in changed or "id_kind" in changed:
        corrections = _with_certificate(row, corrections)
        changed = [name for name, value in corrections.items() if _present(row, name) != value]
    _refuse_taken(row, corrections)
    if corrections.get("bank_card") and not allows(row, Purpose.BANK_CARD):
        raise NotAllowed(_("The card is kept only after its owner has agreed to it."))
    for name in changed:
        _set(row, name, corrections[name])
    if {"birth_date", "sex"} & {*changed} and (fault := _contradiction(row)):
        raise NotAllowed(str(fault))
    with in_open_unit(row.unit), refused_by(CONFLICTS):
        row.save()
        take_account_along(row, changed)
    return changed


def _present(row: Member, name: str) -> Any:
    value = getattr(row, name)
    return value.reveal() if name in own_data.SECRET else value


def _set(row: Member, name: str, value: Any) -> None:
    if name == "id_number":
        row.set_id_number(value)
    elif name == "bank_card":
        row.set_bank_card(value)
    else:
        setattr(row, name, value)


def _with_certificate(row: Member, corrections: FieldValues) -> FieldValues:
    """Return the corrections with birth date and sex, where they follow from a new identity card number."""
    kind = corrections.get("id_kind", row.id_kind)
    number = corrections.get("id_number", row.id_number.reveal())
    if fault := own_data.certificate_fault(kind, number):
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
    for name in own_data.SECRET:
        number = corrections.get(name)
        if number and others.filter(**{HASHES[name]: keyed_hash(number)}).exists():
            raise NotAllowed(_("Another member has this number."))
    if phone and row.user_id and User.objects.exclude(pk=row.user_id).filter(phone=phone).exists():
        raise NotAllowed(_("Another account has this phone."))


HASHES = {"id_number": "id_hash", "bank_card": "bank_card_hash"}


def _contradiction(row: Member) -> Any:
    return own_data.contradiction(row.id_kind, row.id_number.reveal(), row.birth_date, row.sex)


def take_account_along(row: Member, changed: list[str]) -> None:
    """Give the account the member's name and phone."""
    follows = {name: getattr(row, name) or None for name in ("name", "phone") if name in changed}
    if row.user_id and follows:
        User.objects.filter(pk=row.user_id).update(**follows)

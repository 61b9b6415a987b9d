"""What the register says in one field of a member, as change requests store and show it."""

from django.db import models
from django.utils.translation import gettext

from members.choices import IdKind
from members.personal_file import rules as personal_file
from members.register.models.member import Member
from members.register.rules import identity


def member_field(name: str) -> models.Field[object, object]:
    """Return the model field of Member called `name`; raises FieldDoesNotExist."""
    field = Member._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def label_of(field: str) -> str:
    """Return the label of a field of the register, "family" among them."""
    return gettext("family") if field == "family" else str(member_field(field).verbose_name)


def text_of(member: Member, field: str) -> str:
    """Return what the register says in `field`, unmasked, in the form that change requests store."""
    if field == "id_number":
        return personal_file.certificate_text(member.id_kind, member.id_number.reveal())
    if field == "bank_card":
        return member.bank_card.reveal()
    if field == "family":
        return ", ".join(f"{kin}" for kin in member.family.all())
    return personal_file.as_text(getattr(member, field))


def shown_text(field: str, text: str, *, to_compare: bool = False) -> str:
    """Return a stored value as pages show it: codes by name, numbers and phones masked.

    With `to_compare` some digits of a certificate number are shown: only to its bearer, and to those who may read it.
    """
    if field == "id_number" and text:
        kind, number = personal_file.certificate_parts(text)
        mask = identity.mask_middle if to_compare else identity.mask_identity
        return f"{IdKind(kind).label} {mask(number)}"
    if field == "bank_card":
        return identity.mask_card(text)
    if field == "phone":
        return identity.mask_phone(text)
    if field == "family":
        return text
    model_field = member_field(field)
    if isinstance(model_field, models.BooleanField):
        return gettext("yes") if text == "True" else gettext("no")
    return str(dict(model_field.flatchoices).get(text, text))


def corrections_of(field: str, text: str) -> dict[str, object]:
    """Return the values by field with which `correct_member` makes the register say `text` in `field`.

    Empty for the family: an officer enters it by hand before accepting the request.
    """
    if field == "family":
        return {}
    if field == "id_number":
        kind, number = personal_file.certificate_parts(text)
        return {"id_kind": kind, "id_number": number}
    model_field = member_field(field)
    empty = None if model_field.null else ""
    return {field: model_field.to_python(text) if text else empty}

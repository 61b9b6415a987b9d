from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from members.authority.models import User
from members.consents.checks import allows
from members.personal_file.actions.hardship import set_hardship
from members.personal_file.actions.papers import file_document
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from members.personal_file.rules import CONSENT_FOR_DOCUMENT
from members.register.models.member import Member
from tests.factories.accounts import user
from tests.factories.members import give_consent


def family_member(member: Member, *, id_number: str = "", **fields: object) -> FamilyMember:
    """Create a spouse, or with `relation` another relative, and the consent it needs; `id_number` in plain text."""
    if not allows(member, "family"):
        give_consent(member, "family")
    made = FamilyMember(member=member, **{"relation": "spouse", "name": "李青", **fields})
    made.set_id_number(id_number)
    made.save()
    return made


def honour(member: Member, **fields: object) -> Honour:
    """Create a municipal honour of 2020."""
    return Honour.objects.create(
        member=member,
        **{
            "title": "劳动模范",
            "level": "municipal",
            "awarded_by": "市总工会",
            "awarded_on": date(2020, 5, 1),
            **fields,
        },
    )


def hardship(member: Member, *, by: User | None = None, **fields: object) -> HardshipMark:
    """Create a hardship mark in force since 2025, set by `by` or by a new account."""
    given = {
        "kind": "relative",
        "starts_on": date(2025, 1, 1),
        "basis": "困难职工认定会议纪要〔2025〕1号",
        "reason": "家庭成员重病",
        "review_on": date(2026, 1, 1),
        **fields,
    }
    return set_hardship(HardshipMark(member=member, **given), by=by or user())


def scan(name: str = "scan.txt", content: bytes = b"scan") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def document(
    member: Member,
    *,
    kind: str = "other",
    by: User | None = None,
    files: Sequence[SimpleUploadedFile] = (),
    **fields: object,
) -> MemberDocument:
    """Create a document in the member's file, and the consent that its kind needs."""
    if (purpose := CONSENT_FOR_DOCUMENT.get(kind)) and not allows(member, purpose):
        give_consent(member, purpose)
    return file_document(MemberDocument(member=member, kind=kind, **fields), files, by=by or user())

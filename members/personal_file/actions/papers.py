"""Honours and documents of a member: entered, removed, and the opening of sensitive ones recorded."""

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from members.consents.checks import allows
from members.personal_file.models.papers import Honour, MemberDocument
from members.personal_file.rules import CONSENT_FOR_DOCUMENT
from members.register.actions.entry_lock import lock_entry
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.types import Files
from office.uploads.actions import attach, delete_files_on_commit


@transaction.atomic
def record_honour(honour: Honour, files: Files = (), *, by: User) -> Honour:
    """Save a new honour with its files, and record it.

    Raises NotAllowed for one's own, that of an erased or merged member, and for the same title on the same day.
    """
    member = lock_entry(honour.member, by=by)
    with refused_by({"honour_is_entered_once": _("This honour is entered already.")}):
        honour.save()
    audit.record("member.honour_add", member, by=by, unit=member.unit, changes={"title": honour.title})
    attach(honour, files, by=by)
    return honour


@transaction.atomic
def file_document(document: MemberDocument, files: Files, *, by: User) -> MemberDocument:
    """Save a new document with its files, and record it.

    Raises NotAllowed for one's own, for one of an erased or merged member, and for a kind in CONSENT_FOR_DOCUMENT
    without the member's consent to its purpose, PIPL art. 29.
    """
    member = lock_entry(document.member, by=by)
    if (purpose := CONSENT_FOR_DOCUMENT.get(document.kind)) and not allows(member, purpose):
        raise NotAllowed(_("Such a paper is kept only after the member has agreed to it."))
    document.added_by = by
    document.save()
    audit.record("member.document_add", member, by=by, unit=member.unit, changes={"kind": document.kind})
    attach(document, files, by=by)
    return document


@transaction.atomic
def remove_paper(paper: Honour | MemberDocument, *, by: User, reason: str) -> None:
    """Delete an honour or a document with its scans, and record it.

    Raises NotAllowed for one's own, that of an erased or merged member, and when it is deleted already.
    """
    member = lock_entry(paper.member, by=by)
    row = type(paper)._default_manager.select_for_update().filter(pk=paper.pk).first()
    if row is None:
        raise NotAllowed(_("This entry has been removed in the meantime."))
    delete_files_on_commit(row.attachments.all())
    audit.record(
        "member.honour_remove" if isinstance(row, Honour) else "member.document_remove",
        member,
        by=by,
        unit=member.unit,
        reason=reason,
        changes={"removed": str(row)},
    )
    row.delete()


def record_reading(document: MemberDocument, *, by: User, reason: str) -> None:
    """Record that `by` opened a document with health data or a number in full, and why. PIPL art. 28."""
    member = document.member
    audit.record(
        "member.document_read", member, by=by, unit=member.unit, reason=reason, changes={"kind": document.kind}
    )

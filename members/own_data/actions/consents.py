from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import Channel, DocumentKind, Purpose
from members.consents.models import Consent, ConsentText
from members.own_data.actions.change_requests import end_without_consent
from members.register.actions.entry_lock import lock_entry
from members.register.models.member import Member
from office import audit
from office.attachments import attach
from office.errors import NotAllowed


@transaction.atomic
def say_consent(
    member: Member,
    purpose: Purpose,
    *,
    given: bool,
    by: User,
    channel: Channel = Channel.ONLINE,
    files: Sequence[UploadedFile] = (),
) -> Consent:
    """Write down that the member agrees to one purpose, or no longer does; withdrawing works at once.

    Without consent no bank card is stored: withdrawing it erases the card and its copies. Withdrawing ends what is
    asked for under the purpose. What is said on paper keeps the signed sheet. Raises NotAllowed when nothing would
    change, and for an entry that was erased or merged. PIPL art. 15, 16, 29.
    """
    row = lock_entry(member, by=None)
    text = ConsentText.objects.in_force(purpose, timezone.localdate())
    if text is None:
        raise NotAllowed(_("There is no wording for this purpose yet."))
    if channel == Channel.PAPER and not files:
        raise NotAllowed(_("Attach the signed sheet."))
    last = Consent.objects.last_word(row, purpose)
    agreed_to = last.text_id if last and last.given else None
    if bool(agreed_to) == given and agreed_to in (None, text.pk) and not _keeps_card(row, purpose, given):
        raise NotAllowed(_("You have agreed already.") if given else _("There is no consent to withdraw."))
    said = Consent.objects.create(member=row, purpose=purpose, given=given, text=text, channel=channel, by=by)
    changes: dict[str, Any] = {"purpose": purpose, "text": text.pk, "channel": channel}
    if _keeps_card(row, purpose, given):
        _forget_card(row)
        changes["erased"] = ["bank_card"]
    if not given:
        end_without_consent(row, purpose, by=by)
    audit.record("consent.give" if given else "consent.withdraw", row, by=by, unit=row.unit, changes=changes)
    attach(said, files, by=by)
    return said


def _keeps_card(member: Member, purpose: Purpose, given: bool) -> bool:
    """Whether a withdrawal has something to erase, be it from before there were consents."""
    if purpose != Purpose.BANK_CARD or given:
        return False
    return bool(member.bank_card) or member.documents.filter(kind=DocumentKind.BANK).exists()


def _forget_card(member: Member) -> None:
    for copy in member.documents.filter(kind=DocumentKind.BANK).prefetch_related("attachments"):
        for scan in copy.attachments.all():
            transaction.on_commit(partial(scan.file.delete, save=False))
        copy.delete()
    member.bank_card, member.bank_card_hash = "", None
    member.save(update_fields=["bank_card", "bank_card_hash", "updated_at"])

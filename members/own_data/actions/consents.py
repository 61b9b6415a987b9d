from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import Channel, DocumentKind, Purpose
from members.consents.models import Consent, ConsentText
from members.own_data.actions.change_requests import end_requests_without_consent
from members.register.actions.entry_lock import lock_entry
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.types import Files, JsonValue
from office.uploads.actions import attach, delete_files_on_commit


@transaction.atomic
def record_consent(
    member: Member,
    purpose: Purpose,
    *,
    given: bool,
    by: User,
    channel: Channel = Channel.ONLINE,
    files: Files = (),
) -> Consent:
    """Record that the member agrees to a purpose, or withdraws the consent, which takes effect at once.

    Withdrawing ends the change requests that need the consent; for bank cards it erases the card and its copies.
    Raises NotAllowed when nothing would change, without a wording for the purpose, on paper without the signed sheet
    in `files`, and for an entry that was erased or merged. PIPL art. 15, 16, 29.
    """
    row = lock_entry(member, by=None)
    text = ConsentText.objects.in_force(purpose, timezone.localdate())
    if text is None:
        raise NotAllowed(_("There is no wording for this purpose yet."))
    if channel == Channel.PAPER and not files:
        raise NotAllowed(_("Attach the signed sheet."))
    last = Consent.objects.last_answer(row, purpose)
    agreed_to = last.text_id if last and last.given else None
    erases_card = purpose == Purpose.BANK_CARD and not given and _has_card(row)
    if bool(agreed_to) == given and agreed_to in (None, text.pk) and not erases_card:
        raise NotAllowed(_("You have agreed already.") if given else _("There is no consent to withdraw."))
    consent = Consent.objects.create(member=row, purpose=purpose, given=given, text=text, channel=channel, by=by)
    changes: dict[str, JsonValue] = {"purpose": purpose, "text": text.pk, "channel": channel}
    if erases_card:
        _erase_card(row)
        changes["erased"] = ["bank_card"]
    if not given:
        end_requests_without_consent(row, purpose, by=by)
    audit.record("consent.give" if given else "consent.withdraw", row, by=by, unit=row.unit, changes=changes)
    attach(consent, files, by=by)
    return consent


def _has_card(member: Member) -> bool:
    """Return whether a bank card or a copy of one is stored; cards may be older than consents."""
    return bool(member.bank_card) or member.documents.filter(kind=DocumentKind.BANK).exists()


def _erase_card(member: Member) -> None:
    for copy in member.documents.filter(kind=DocumentKind.BANK).prefetch_related("attachments"):
        delete_files_on_commit(copy.attachments.all())
        copy.delete()
    member.bank_card, member.bank_card_hash = "", None
    member.save(update_fields=["bank_card", "bank_card_hash", "updated_at"])

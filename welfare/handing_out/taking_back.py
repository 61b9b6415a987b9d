"""A receipt that was confirmed by mistake is taken back: by the member within a day, by an officer for a reason."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from office import audit
from office.documents.actions import void_documents_about
from office.errors import NotAllowed
from office.notices import notify
from office.types import JsonValue
from welfare.choices import Form, RunState
from welfare.grants.models.grants import Grant, ReceiptCancellation
from welfare.handing_out.models import HandOut
from welfare.handing_out.rules import may_be_taken_back
from welfare.runs.actions.locks import lock_run
from welfare.runs.actions.settling import settle_all


@transaction.atomic
def take_back_receipt(grant: Grant, *, by: User) -> Grant:
    """Take back a receipt that the member confirmed by mistake; what it was stays on record.

    Raises NotAllowed when it is not noted, when `by` did not confirm it, after a day, and when the list is closed.
    """
    locked = _locked(grant)
    if locked.received_at is None:
        raise NotAllowed(_("This is not noted as received."), code="not_received")
    if locked.received_by_id != by.pk or by.pk not in _accounts(locked):
        raise NotAllowed(_("An officer signed for this: ask your union to take it back."), code="not_the_member")
    if not may_be_taken_back(locked.received_at, timezone.now()):
        raise NotAllowed(_("A day has passed: ask your union to take it back."), code="too_late")
    before = _cancel(locked, by, "")
    audit.record("grant.take_back", locked, by=by, unit=locked.unit, changes=before)
    return locked


@transaction.atomic
def cancel_receipt(grant: Grant, *, by: User, reason: str) -> Grant:
    """Take back a receipt for a member who has not got the goods, and tell them; what it was stays on record.

    Raises NotAllowed without a reason, when it is not noted, when it is the officer's own, while a hand-out at a
    counter counts for it, and when the list is closed.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the receipt is taken back."), code="reason_missing", field="reason")
    locked = _locked(grant)
    if locked.received_at is None:
        raise NotAllowed(_("This is not noted as received."), code="not_received")
    if by.pk in _accounts(locked):
        raise NotAllowed(_("Another officer takes back what you received yourself."), code="own_receipt")
    if HandOut.objects.standing().filter(grant=locked).exists():
        message = _("A counter handed this out: it is taken back there, by who may.")
        raise NotAllowed(message, code="handed_out")
    before = _cancel(locked, by, reason.strip())
    audit.record("grant.cancel_receipt", locked, by=by, unit=locked.unit, reason=reason.strip(), changes=before)
    owner = locked.member.merged_into.user if locked.member.merged_into else locked.member.user
    text = gettext_lazy("Your receipt of “%(benefit)s” was taken back: %(reason)s Confirm it when you have it.")
    # Nobody knows what an officer writes as the reason.
    notify(
        owner,
        text,
        reverse("welfare:my_benefits"),
        sensitive=True,
        benefit=locked.occasion,
        reason=reason.strip(),
    )
    return locked


def _locked(grant: Grant) -> Grant:
    if grant.run.form == Form.MONEY:
        lock_run(grant.run)
    related = ("member__user", "member__merged_into__user", "run", "occasion", "unit")
    return Grant.objects.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=grant.pk)


def _accounts(grant: Grant) -> set[int | None]:
    """Return the keys of the accounts of the member and of the record that theirs was merged into."""
    kept = grant.member.merged_into
    return {grant.member.user_id, kept.user_id if kept else None} - {None}


def _cancel(grant: Grant, by: User, reason: str) -> dict[str, JsonValue]:
    """Take the receipt back; return what it was."""
    if grant.run.state != RunState.ISSUED:
        raise NotAllowed(_("This list has been closed: its receipts stay."), code="list_closed")
    if grant.payment_id:
        message = _("The bank has paid this: its receipt ends only with the bank's answer.")
        raise NotAllowed(message, code="paid_by_bank")
    assert grant.received_at and grant.received_by_id
    ReceiptCancellation.objects.create(
        grant=grant, received_at=grant.received_at, received_by_id=grant.received_by_id, by=by, reason=reason
    )
    before: dict[str, JsonValue] = {"received_at": grant.received_at.isoformat(), "received_by": grant.received_by_id}
    Grant.objects.filter(pk=grant.pk).update(received_at=None, received_by=None, signing=None)
    if grant.run.form == Form.MONEY:
        settle_all([grant.run_id], by=by, reason=reason)
    void_documents_about(Grant, [grant.pk], by=by, reason=(reason or _("taken back by the member"))[:200])
    grant.received_at, grant.received_by = None, None
    return before

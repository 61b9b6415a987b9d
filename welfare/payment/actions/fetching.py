"""Files are fetched for the bank once, and again only for a reason; from then on their lines are sent."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.freezes.actions import require_unfrozen
from members.freezes.models import FrozenAct
from office import audit
from office.errors import NotAllowed
from office.types import JsonValue
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.files import FileFetch, PaymentFile
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import BatchState, LineState


@transaction.atomic
def fetch_file(file: PaymentFile, *, by: User, reason: str = "") -> bytes:
    """Return the content of a released file, with all account numbers in full, and record who fetched it.

    Raises NotAllowed before the batch is released, without a reason from the second time on, for a file that is not
    what was sealed, and while paying is frozen in the unit.
    """
    batches = PaymentBatch.objects.select_for_update(no_key=True, of=("self",)).select_related("unit", "version")
    batch = batches.get(pk=file.batch_id)
    if batch.state != BatchState.RELEASED:
        raise NotAllowed(_("Somebody else has to release this payment first."), code="not_released")
    require_unfrozen(batch.unit, FrozenAct.PAYING)
    locked = PaymentFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    locked.batch = batch
    if locked.fetched_at and not reason.strip():
        message = _("This file has been fetched before: say why it is needed again, or it may be paid twice.")
        raise NotAllowed(message, code="fetched_before", field="reason")
    with locked.file.open("rb") as stored:
        content: bytes = stored.read()
    if sha256(content).hexdigest() != locked.digest:
        raise NotAllowed(_("This file is not what was sealed: tell the administrator."), code="seal_broken")
    FileFetch.objects.create(file=locked, by=by, reason=reason.strip())
    if locked.fetched_at is None:
        PaymentFile.objects.filter(pk=locked.pk).update(fetched_at=timezone.now(), fetched_by=by)
    told: dict[str, JsonValue] = {
        "file": locked.download_name,
        "payments": locked.rows,
        "amount": str(locked.amount),
        "digest": locked.digest,
    }
    audit.record("payment.fetch", batch, by=by, unit=batch.unit, reason=reason.strip(), changes=told)
    return content


def mark_sent() -> int:
    """Mark the lines of fetched files as sent, file by file; return how many."""
    return sum(_mark_file(pk) for pk in PaymentFile.objects.to_mark().order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _mark_file(pk: int) -> int:
    if not PaymentFile.objects.to_mark().select_for_update(no_key=True, of=("self",)).filter(pk=pk).exists():
        return 0
    lines = PaymentLine.objects.filter(file=pk, state=LineState.MADE).update(state=LineState.SENT)
    PaymentFile.objects.filter(pk=pk).update(marked_at=timezone.now())
    return lines

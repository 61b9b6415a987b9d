"""Many documents in one file: issued by workers some at once, each part in a transaction of its own."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from office import audit
from office.claims import claim
from office.documents.actions import Address
from office.documents.models import DocumentBatch, IssuedDocument
from office.documents.typesetting import join_pdfs, render_pdf
from office.encrypted_files.storage import delete_on_commit
from office.errors import NotAllowed
from office.types import JsonValue

MOST, AT_ONCE, MAX_ATTEMPTS = 2000, 50, 10
# What is in the file can be asked for again.
KEPT = timedelta(days=7)
State = DocumentBatch.State

# By kind: issues the documents about these rows, in their order, leaving out rows that have none any more. Filled by
# the apps in AppConfig.ready.
ISSUERS: dict[str, Callable[[Sequence[int], AbstractBaseUser, Address], list[IssuedDocument]]] = {}


@transaction.atomic
def ask_for_many(
    name: str, unit: models.Model, keys: Sequence[int], *, by: AbstractBaseUser, address: Address
) -> DocumentBatch:
    """Have workers issue a document about each of these rows, and put them into one file.

    Raises NotAllowed for none, and for more than MOST.
    """
    if not keys:
        raise NotAllowed(_("None of these has a document."), code="nothing_to_issue")
    if len(keys) > MOST:
        raise NotAllowed(_("More than %(most)d documents in one file: narrow the list.") % {"most": MOST}, code="many")
    batch = DocumentBatch.objects.create(
        kind=name,
        unit_id=unit.pk,
        keys=list(keys),
        address=address("/").rstrip("/"),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        asked_by_id=by.pk,
    )
    audit.record("document.ask_for_many", batch, by=by, unit=batch.unit, changes={"kind": name, "rows": len(keys)})
    return batch


def carry_on_batches() -> None:
    """Carry on every batch that no other worker is at, and delete files older than KEPT."""
    for batch in DocumentBatch.objects.filter(state=State.RUNNING).order_by("?"):
        while _carry_on(batch):
            pass
    for old in DocumentBatch.objects.filter(finished_at__lt=timezone.now() - KEPT).exclude(file="")[:100]:
        _forget(old)


def _carry_on(batch: DocumentBatch) -> bool:
    """Issue the next documents of a batch, or write its file; return whether there is more to do."""
    DocumentBatch.objects.filter(pk=batch.pk, state=State.RUNNING).update(attempts=F("attempts") + 1)
    with transaction.atomic(), translation.override(batch.language):
        running = DocumentBatch.objects.filter(pk=batch.pk, state=State.RUNNING).select_related("asked_by", "unit")
        claimed = claim(running).first()
        if claimed is None:
            return False
        if claimed.attempts > MAX_ATTEMPTS:
            running.update(state=State.FAILED, finished_at=timezone.now())
            return False
        part = claimed.keys[claimed.done : claimed.done + AT_ONCE]
        if part:
            _issue(claimed, part)
            running.update(done=claimed.done + len(part), attempts=0)
            return True
        issued, pdf = _together(claimed)
        if not issued:
            running.update(state=State.FAILED, finished_at=timezone.now())
            return False
        claimed.file.save("documents.pdf", ContentFile(pdf), save=False)
        running.update(file=claimed.file.name, done=issued, state=State.DONE, finished_at=timezone.now(), attempts=0)
        return False


def _issue(batch: DocumentBatch, keys: Sequence[int]) -> list[IssuedDocument]:
    return ISSUERS[batch.kind](keys, batch.asked_by, lambda path: f"{batch.address}{path}")


def _together(batch: DocumentBatch) -> tuple[int, bytes]:
    """Return how many documents of the batch there are, which are issued already, and one PDF with all of them.

    They are typeset by parts: all at once would take 2 MB of memory for each.
    """
    issued, parts = 0, []
    for at in range(0, batch.total, AT_ONCE):
        sections: list[JsonValue] = []
        content: dict[str, JsonValue] = {}
        for document in _issue(batch, batch.keys[at : at + AT_ONCE]):
            content, issued = dict(document.content), issued + 1
            own = content["sections"]
            assert isinstance(own, list)
            sections += own
        if sections:
            # Each document is one page, whose own number would be that of the part.
            parts.append(render_pdf({**content, "sections": sections, "page": ""}, at=batch.asked_at))
    return issued, join_pdfs(parts) if parts else b""


@transaction.atomic
def _forget(batch: DocumentBatch) -> None:
    """Delete the file of a batch, and the batch with it."""
    delete_on_commit(str(batch.file.name))
    batch.delete()

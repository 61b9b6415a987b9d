from django.db import transaction
from django.utils import timezone

from consultation.knowledge.models import CannedAnswer, FaqEntry
from members.authority.models import User
from office import audit, text_index


@transaction.atomic
def save_canned_answer(block: CannedAnswer, *, by: User) -> CannedAnswer:
    """Save a new or changed canned answer; answers that have been sent stay as they are."""
    known = block.pk is not None
    block.save()
    audit.record(
        "canned_answer.change" if known else "canned_answer.create",
        block,
        by=by,
        unit=block.unit,
        changes={"topic": block.topic, "active": block.active},
    )
    return block


@transaction.atomic
def save_faq_entry(entry: FaqEntry, *, by: User) -> FaqEntry:
    """Save a new or changed frequent question, and index its texts for the search; workers read it once published."""
    known = entry.pk is not None
    entry.grams = text_index.grams([entry.question, entry.answer])
    entry.changed_at, entry.changed_by = timezone.now(), by
    entry.save()
    audit.record(
        "faq.change" if known else "faq.create",
        entry,
        by=by,
        unit=entry.unit,
        changes={"topic": entry.topic, "published": entry.published},
    )
    return entry

from celery import shared_task

from members.duplicates.actions.candidates import compare_next
from members.duplicates.actions.undoing import clear_expired_facts

# Limits one run, so that the worker is free for other tasks every minute or so.
CHUNKS_A_SWEEP = 40


@shared_task
def find_doubles() -> None:
    """Compare new and changed members with all others, CHUNKS_A_SWEEP chunks at most."""
    for _chunk in range(CHUNKS_A_SWEEP):
        if not compare_next():
            break


@shared_task
def clear_merged_facts() -> None:
    """Clear the sealed values of merges that can no longer be undone."""
    clear_expired_facts()

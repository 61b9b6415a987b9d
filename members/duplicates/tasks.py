from celery import shared_task

from members.duplicates.actions.candidates import compare_next
from members.duplicates.actions.merges import forget_facts

# So many chunks at a sweep leave a worker free for other things every minute or so.
CHUNKS_A_SWEEP = 40


@shared_task
def find_doubles() -> None:
    """Compare those who are new or changed in the register with all others, some chunks at a time."""
    for _chunk in range(CHUNKS_A_SWEEP):
        if not compare_next():
            break


@shared_task
def forget_merged_facts() -> None:
    """Empty what is kept to undo merges whose time is over."""
    forget_facts()

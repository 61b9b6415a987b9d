from celery import shared_task

from office.once import claims, kept


@shared_task
def forget_sent_forms() -> None:
    """Delete expired keys, answers and kept forms."""
    claims.forget_expired()
    kept.forget_expired()

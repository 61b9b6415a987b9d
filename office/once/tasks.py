from celery import shared_task

from office.once import claims, kept


@shared_task
def delete_expired_keys() -> None:
    """Delete expired keys, answers and kept forms."""
    claims.delete_expired()
    kept.delete_expired()

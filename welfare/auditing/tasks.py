from celery import shared_task

from welfare.auditing.actions import making


@shared_task
def make_audit_packs() -> None:
    """Make what waits of auditor's packs; any number of workers do this at once."""
    making.make_all()
    making.delete_old()

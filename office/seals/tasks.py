from celery import shared_task

from office.seals import sealing, verifying, witness


@shared_task
def seal_audit_log() -> None:
    """Seal what has been recorded since the last seal, and mail the last root once a day."""
    sealing.seal_events()
    witness.mail_root()


@shared_task
def check_audit_log() -> None:
    """Check the whole audit log against its seals; the page of the seals shows what is wrong."""
    verifying.verify()

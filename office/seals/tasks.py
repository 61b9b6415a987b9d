from celery import shared_task
from django.utils.translation import gettext_lazy as _

from office.seals import sealing, verifying, witness
from office.seals.administrators import notify_administrators


@shared_task
def seal_audit_log() -> None:
    """Seal what has been recorded since the last seal, and mail the last root once a day."""
    sealing.seal_events()
    witness.mail_root()


@shared_task
def check_audit_log() -> None:
    """Check the whole audit log against its seals; the page of the seals shows what is wrong, and a notice says so."""
    outcome = verifying.verify()
    if outcome.faults:
        notify_administrators(_("The check of the audit log has found faults: %(count)s."), count=outcome.faults)

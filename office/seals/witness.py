"""The mail with the last root to an address outside, once a day, so that seals can't be made anew unnoticed."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from office.seals.administrators import notify_administrators
from office.seals.models import Seal, WitnessMail
from office.seals.rules import utc_text
from office.seals.sealing import last_seal
from office.sql import AdvisoryLock, take_lock

logger = logging.getLogger(__name__)
LONGEST_FAILURE = 500
NOT_MAILED = gettext_lazy("The root of the audit log could not be mailed; it is tried again every five minutes.")


@transaction.atomic
def mail_root() -> WitnessMail | None:
    """Mail the last root to AUDIT_WITNESS_EMAIL unless it was mailed today; return the day's row.

    A failure is kept in the row, which the page of the seals shows, and logged; the first one of a day is a notice to
    the administrators. The next call tries again. Returns None where no address is set or nothing has been sealed. A
    process killed between the mail and its note sends it twice.
    """
    seal = last_seal()
    if not settings.AUDIT_WITNESS_EMAIL or seal is None:
        return None
    take_lock(AdvisoryLock.WITNESS)
    mail, _made = WitnessMail.objects.get_or_create(day=timezone.localdate())
    if mail.sent_at is not None:
        return mail
    try:
        _message(seal).send()
    except (OSError, SMTPException) as why:
        logger.exception("The root of the audit log could not be mailed; the next sweep tries again.")
        if not mail.tries:
            notify_administrators(NOT_MAILED)
        mail.tries, mail.failure = mail.tries + 1, f"{type(why).__name__}: {why}"[:LONGEST_FAILURE]
        mail.save()
        return mail
    mail.mark_sent(seal, timezone.now())
    return mail


def last_failure() -> WitnessMail | None:
    """Return the last day's mail if it has not gone out though it was tried."""
    last = WitnessMail.objects.order_by("-day").first()
    return last if last is not None and last.sent_at is None and last.failure else None


def _message(seal: Seal) -> EmailMessage:
    """Return the mail in the portal's own language; it holds nothing about a person."""
    values = {"number": seal.number, "day": seal.day.isoformat(), "at": utc_text(seal.sealed_at), "root": seal.root_hex}
    with override(settings.LANGUAGE_CODE):
        subject = _("Audit seal %(number)s of %(day)s") % values
        text = (
            _(
                "This is the root of seal %(number)s over the audit log of the union portal, made at %(at)s:\n\n"
                "%(root)s\n\n"
                "Please keep this mail. With it anybody can prove later whether what was recorded up to this seal has "
                "been changed, removed or added to since:\n\n"
                "manage.py audit verify --root %(number)s:%(root)s\n"
            )
            % values
        )
    return EmailMessage(subject, text, to=settings.AUDIT_WITNESS_EMAIL)

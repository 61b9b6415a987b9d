"""What officers do with the messages of a run that leave the portal: how fast, pause, go on, cancel."""

from django.db import transaction

from members.authority.models import User
from office import audit
from office.outbox.actions import mailings
from office.outbox.models import Mailing
from welfare.runs.models.runs import Run


@transaction.atomic
def pause_messages(run: Run, mailing: Mailing, *, by: User) -> None:
    """Stop sending messages of the run. Raises NotAllowed unless they are being sent."""
    mailings.pause_mailing(mailing)
    audit.record("run.pause_messages", run, by=by, unit=run.unit)


@transaction.atomic
def resume_messages(run: Run, mailing: Mailing, *, by: User) -> None:
    """Go on sending messages of the run. Raises NotAllowed unless they are paused."""
    mailings.resume_mailing(mailing)
    audit.record("run.resume_messages", run, by=by, unit=run.unit)


@transaction.atomic
def cancel_messages(run: Run, mailing: Mailing, *, by: User) -> None:
    """Send no more messages of the run; the notices in the portal stay. Raises NotAllowed when all is over."""
    mailings.cancel_mailing(mailing)
    audit.record("run.cancel_messages", run, by=by, unit=run.unit)


@transaction.atomic
def set_messages_rate(run: Run, mailing: Mailing, rate: int, *, by: User) -> None:
    """Send so many messages of the run a minute."""
    mailings.set_rate(mailing, rate)
    audit.record("run.set_messages_rate", run, by=by, unit=run.unit, changes={"rate": rate})

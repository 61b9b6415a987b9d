import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office import audit
from office.errors import NotAllowed
from office.outbox import receivers
from office.outbox.channels.answers import Answer, Message, Outcome
from office.outbox.channels.sending import send
from office.outbox.models import Channel, ChannelChoice, Delivery
from office.outbox.receivers import User
from office.outbox.rules import NEXT_OF_DELIVERY, ChannelKind, DeliveryState
from office.transitions import move


def try_channel(channel: Channel, *, by: User) -> Answer:
    """Send a trial to the administrator's own address, or to the group, and return what the channel answered.

    Raises NotAllowed where the account has no address in this channel.
    """
    kind = ChannelKind(channel.kind)
    choice = ChannelChoice.objects.filter(account_id=by.pk, kind=kind).first()
    address = "" if kind is ChannelKind.ROBOT else receivers.address_of(by, kind, choice)
    if not address and kind is not ChannelKind.ROBOT:
        raise NotAllowed(_("Your own account has no address for this channel: a trial goes nowhere else."))
    text = _("This is a trial of the union portal, sent at %(at)s.") % {"at": f"{timezone.localtime():%H:%M:%S}"}
    subject = _("Trial of the union portal")
    message = Message(to=address, subject=subject, text=text, link=receivers.link(), key=str(uuid.uuid4()))
    answer = send(channel, message)
    with transaction.atomic():
        values: dict[str, object] = {"last_answer": answer.text, "last_answer_at": timezone.now()}
        if answer.outcome is Outcome.SENT:
            values |= {"failures": 0, "rests_until": None}
        Channel.objects.filter(pk=channel.pk).update(**values)
        audit.record("channel.try", channel, by=by, changes={"outcome": answer.outcome.value})
    return answer


@transaction.atomic
def send_again(delivery: Delivery, *, by: User) -> None:
    """Let a delivery that was given up be tried anew, from the first gap on. Raises NotAllowed unless it was."""
    move(
        delivery,
        DeliveryState.WAITING,
        NEXT_OF_DELIVERY,
        attempts=0,
        answer="",
        done_at=None,
        not_before=timezone.now(),
    )
    audit.record("delivery.again", delivery, by=by)

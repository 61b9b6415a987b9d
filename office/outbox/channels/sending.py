"""Hands a message to its channel, and cleans what the channel answers of what must not be kept."""

import html
import json
import logging
import re
from urllib.parse import quote, quote_plus

from office.outbox.channels import apps, gateways, mail, robots
from office.outbox.channels.answers import Answer, Message, Outcome
from office.outbox.models import LONGEST_ANSWER, Channel
from office.outbox.rules import ChannelKind
from office.secrets import mask_numbers

logger = logging.getLogger(__name__)
# A mailbox of fewer letters would be found in any sentence.
SHORTEST_NAME = 3


def send(channel: Channel, message: Message) -> Answer:
    """Send a message and return what the channel answered, without the address, the text and the channel's secrets.

    A fault of the portal's own code counts as a channel that is out of order.
    """
    try:
        answer = _send(channel, message)
    except Exception as why:
        logger.exception("The channel %s could not send.", channel.name)
        answer = Answer(Outcome.OUT_OF_ORDER, type(why).__name__)
    return Answer(answer.outcome, _cleaned(answer.text, channel, message), answer.wait)


def _send(channel: Channel, message: Message) -> Answer:
    match ChannelKind(channel.kind):
        case ChannelKind.EMAIL:
            return mail.send(channel, message)
        case ChannelKind.SMS | ChannelKind.WEBHOOK:
            return gateways.send(channel, message)
        case ChannelKind.ROBOT:
            return robots.send(channel, message)
        case _:
            return apps.send(channel, message)


def _cleaned(text: str, channel: Channel, message: Message) -> str:
    """Return an answer without what it repeats of the message, in whatever letters and escapes it does."""
    kept = {message.to, message.text, message.whole, channel.address.reveal(), channel.secret.reveal()}
    name = message.to.partition("@")[0]
    if len(name) >= SHORTEST_NAME:
        kept.add(name)
    kept |= {escaped for one in kept for escaped in (json.dumps(one)[1:-1], json.dumps(one, ensure_ascii=False)[1:-1])}
    kept |= {quoting(one) for one in kept for quoting in (quote, quote_plus, html.escape)}
    for one in sorted(filter(None, kept), key=len, reverse=True):
        text = re.sub(re.escape(one), "***", text, flags=re.IGNORECASE)
    return mask_numbers(" ".join(text.replace("\0", "").split()))[:LONGEST_ANSWER]

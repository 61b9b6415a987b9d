"""Sends what is due.

Each message has a transaction of its own that holds its rows locked, so that a killed worker repeats at most one.
"""

import time
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from office.claims import claim
from office.outbox import receivers
from office.outbox.actions.mailings import release_mailings
from office.outbox.channels.answers import Answer, Message, Outcome
from office.outbox.channels.sending import send
from office.outbox.models import Channel, ChannelChoice, Delivery, UnitDay
from office.outbox.querysets import Rest
from office.outbox.rules import (
    FIRST_HOUR,
    LAST_HOUR,
    MOST_IN_ONE,
    ChannelKind,
    DeliveryState,
    Urgency,
    channel_rests_until,
    next_try,
)
from office.workdays import is_day_off

# A worker does something else in between; the next sweep goes on.
SECONDS_AT_ONCE = 8
# The namespace of the keys of messages that tell of several notices.
JOINED = UUID("5b0f3a8e-6f1d-4a52-9f0c-6f2f5d9f7f11")


def send_due(seconds: float = SECONDS_AT_ONCE) -> int:
    """Send what is due, one message by each channel in turn, for about `seconds`; return how many were tried."""
    until, tried = time.monotonic() + seconds, 0
    while True:
        now = timezone.now()
        release_mailings(now)
        rest = rest_at(timezone.localtime(now))
        worked = 0
        for channel in Channel.objects.ready(now):
            worked += _send_next(channel, now, rest)
            if time.monotonic() > until:
                return tried + worked
        tried += worked
        if not worked:
            return tried


def rest_at(at: datetime) -> Rest:
    """Return who rests at a local time: nobody from 8 to 20 h on a day on which the own unit works."""
    if not FIRST_HOUR <= at.hour < LAST_HOUR:
        return Rest(quiet=True)
    differing = UnitDay.objects.filter(day=at.date()).values_list("unit__path", "working")
    return Rest(quiet=is_day_off(at.date()), units=tuple(differing))


@transaction.atomic
def _send_next(channel: Channel, now: datetime, rest: Rest) -> bool:
    """Send the next message that is due by this channel and note what came of it; return False where none is due.

    The rows stay locked while the message is sent, so that nobody else sends them.
    """
    due = Delivery.objects.due(channel.pk, now, rest)
    lead = claim(due.select_related("notice__to")).first()
    if lead is None:
        return False
    if lead.notice is None:
        message = Message(to="", subject="", text=lead.post, link=receivers.link(), key=str(lead.key))
        _note(channel, [lead], send(channel, message), now)
        return True
    account = lead.notice.to
    joined = [lead]
    if lead.urgency != Urgency.AT_ONCE:
        others = due.filter(notice__to=account).exclude(pk=lead.pk).exclude(urgency=Urgency.AT_ONCE)
        joined += claim(others.select_related("notice"))[: MOST_IN_ONE - 1]
    joined = _without_read(joined, now)
    if not joined:
        return True
    kind = ChannelKind(channel.kind)
    choice = ChannelChoice.objects.filter(account=account, kind=kind).first()
    address = receivers.address_of(account, kind, choice)
    if not address or (choice is not None and (choice.wanted is False or choice.bounced_at)):
        _end(joined, DeliveryState.CANCELLED, now)
        return True
    answer = send(channel, _message(joined, address))
    if answer.outcome is Outcome.BOUNCED:
        ChannelChoice.objects.update_or_create(
            account=account,
            kind=kind,
            defaults={
                # The day only: the moment would say which delivery was this person's, and so what it was about.
                "bounced_at": timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0),
                "bounced_address": receivers.masked(address)[:100],
                "bounce": answer.text,
            },
        )
    _note(channel, joined, answer, now)
    return True


def _message(joined: list[Delivery], address: str) -> Message:
    notices = [delivery.notice for delivery in joined if delivery.notice is not None]
    account = notices[0].to
    keys = sorted(str(delivery.key) for delivery in joined)
    return Message(
        to=address,
        subject=receivers.subject(account),
        text=receivers.outside_text(notices, account),
        link=receivers.link(),
        key=keys[0] if len(keys) == 1 else str(uuid5(JOINED, " ".join(keys))),
    )


def _without_read(joined: list[Delivery], now: datetime) -> list[Delivery]:
    """Cancel those whose notice was read in the portal meanwhile, and return the others."""
    read = [one for one in joined if one.notice is not None and one.notice.read_at and one.urgency != Urgency.AT_ONCE]
    _end(read, DeliveryState.CANCELLED, now)
    return [one for one in joined if one not in read]


def _end(rows: list[Delivery], state: DeliveryState, now: datetime, answer: str = "") -> None:
    if rows:
        Delivery.objects.filter(pk__in=[one.pk for one in rows]).update(state=state, done_at=now, answer=answer)


def _note(channel: Channel, rows: list[Delivery], answer: Answer, now: datetime) -> None:
    """Note what came of a message: sent, refused for good, or when it is tried again; and how the channel does."""
    match answer.outcome:
        case Outcome.SENT:
            # What a gateway says of a good message is nobody's business later.
            _end(rows, DeliveryState.SENT, now)
        case Outcome.BOUNCED:
            _end(rows, DeliveryState.BOUNCED, now, answer.text)
        case _:
            # Whoever is asked to wait has not failed.
            failed = answer.wait is None
            for row in rows:
                _put_off(row, answer, now, failed=failed)
    out_of_order = answer.outcome is Outcome.OUT_OF_ORDER
    if out_of_order:
        failures = channel.failures + 1
        Channel.objects.filter(pk=channel.pk).update(
            failures=F("failures") + 1,
            rests_until=channel_rests_until(failures, timezone.now(), answer.wait),
            last_answer=answer.text,
            last_answer_at=now,
        )
    elif channel.failures:
        Channel.objects.filter(pk=channel.pk).update(failures=0, rests_until=None, last_answer="", last_answer_at=now)


def _put_off(row: Delivery, answer: Answer, now: datetime, *, failed: bool) -> None:
    attempts = row.attempts + failed
    # The channel itself is left alone for as long as it asked.
    again = next_try(attempts, now) if failed else now
    values: dict[str, object] = {"attempts": attempts, "answer": answer.text}
    if again is None:
        values |= {"state": DeliveryState.DEAD, "done_at": now}
    else:
        values["not_before"] = again
    Delivery.objects.filter(pk=row.pk).update(**values)

"""Kinds of channels, states of deliveries and mailings, when a delivery is tried again, and the hours of rest."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChannelKind(TextChoices):
    """What carries notices out of the portal: to persons, or as a post to a group (ROBOT)."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    WEBHOOK = "webhook", _("webhook")
    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    FEISHU = "feishu", _("Feishu")
    ROBOT = "robot", _("robot of a group")


APPS = (ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU)
"""The channels that reach a person by an id that was bound to the account."""
PERSONAL = tuple(kind for kind in ChannelKind if kind is not ChannelKind.ROBOT)


class Urgency(IntegerChoices):
    """Which deliveries go first; those at once also go out in the hours of rest."""

    AT_ONCE = 0, _("at once")
    ORDINARY = 1, _("in working hours")
    MAILING = 2, _("with a mailing")


class DeliveryState(TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", pgettext_lazy("delivery", "sent")
    BOUNCED = "bounced", _("address refused")
    DEAD = "dead", _("given up")
    CANCELLED = "cancelled", _("cancelled")


class MailingState(TextChoices):
    RUNNING = "running", _("being sent")
    PAUSED = "paused", _("paused")
    CANCELLED = "cancelled", _("cancelled")
    DONE = "done", _("done")


NEXT_OF_DELIVERY = {
    DeliveryState.WAITING: {
        DeliveryState.SENT,
        DeliveryState.BOUNCED,
        DeliveryState.DEAD,
        DeliveryState.CANCELLED,
    },
    # An administrator sends it again.
    DeliveryState.DEAD: {DeliveryState.WAITING, DeliveryState.CANCELLED},
}
NEXT_OF_MAILING = {
    MailingState.RUNNING: {MailingState.PAUSED, MailingState.CANCELLED, MailingState.DONE},
    MailingState.PAUSED: {MailingState.RUNNING, MailingState.CANCELLED},
}

# After the first failure the first gap, and so on; after the failure behind the last gap a delivery is given up.
RETRY_GAPS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
# A channel that is out of order is left alone for so long, whatever waits for it.
CHANNEL_GAPS = (timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=3), timedelta(minutes=10))
# No answer may keep a channel waiting longer, whatever its Retry-After says.
LONGEST_WAIT = timedelta(hours=6)

FIRST_HOUR, LAST_HOUR = 8, 20
# Messages a minute of a mailing, unless an officer sets another rate.
DEFAULT_RATE = 600
MOST_RATE = 6000
# Notices to one person that one message tells of.
MOST_IN_ONE = 20

IsDayOff = Callable[[date], bool]


def next_try(failures: int, now: datetime) -> datetime | None:
    """Return when a delivery that has failed `failures` times (at least 1) is tried again; None when it is given up."""
    return now + RETRY_GAPS[failures - 1] if failures <= len(RETRY_GAPS) else None


def channel_rests_until(failures: int, now: datetime, asked: timedelta | None) -> datetime:
    """Return until when a channel that has failed `failures` times in a row is left alone.

    `asked` is what its answer asks for (Retry-After).
    """
    gap = CHANNEL_GAPS[min(failures, len(CHANNEL_GAPS)) - 1]
    return now + min(max(gap, asked or timedelta()), LONGEST_WAIT)


def is_quiet(at: datetime, is_day_off: IsDayOff) -> bool:
    """Return whether a local time lies in the hours of rest: outside 8–20 h, or on a day off."""
    return not FIRST_HOUR <= at.hour < LAST_HOUR or is_day_off(at.date())


def goes_out_at(at: datetime, is_day_off: IsDayOff) -> datetime:
    """Return the first time from `at` on, a local one, that lies outside the hours of rest."""
    if not is_quiet(at, is_day_off):
        return at
    day = at.date() if at.hour < FIRST_HOUR else at.date() + timedelta(days=1)
    while is_day_off(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(FIRST_HOUR), tzinfo=at.tzinfo)


def rests_until(today: date, is_day_off: IsDayOff) -> date:
    """Return the last of the days off that follow `today`, or `today` where the next day is worked.

    Whoever warns on `today` of what is to be warned of until then tells nobody on a day off what could have been told
    before.
    """
    day = today
    while is_day_off(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def released(rate: int, elapsed: timedelta) -> int:
    """Return how many messages of a mailing may go out after `elapsed`, at most one minute's; `rate` is per minute."""
    return min(int(rate * elapsed.total_seconds() / 60), rate)

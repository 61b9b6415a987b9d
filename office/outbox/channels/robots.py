"""Posts to groups through their robots, by apprise; never about a person."""

import logging
from typing import Any

import apprise

from office.outbox.channels.answers import Answer, Message, Outcome
from office.outbox.models import Channel

# Robots whose servers are fixed by their library, so that no URL can lead into the portal's own network.
SCHEMES = frozenset({"wecombot", "dingtalk", "lark", "feishu"})


def scheme_of(address: str) -> str:
    return address.partition("://")[0].strip().lower()


def robot_of(address: str) -> Any:
    """Return apprise's plugin for a robot's URL; None where it isn't one of SCHEMES or can't be read."""
    if scheme_of(address) not in SCHEMES:
        return None
    asset = apprise.AppriseAsset(http_redirects=False, app_id="", app_desc="")
    return apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)


def send(channel: Channel, message: Message) -> Answer:
    """Post the text; what the robot answered is in what apprise logs of it."""
    robot = robot_of(channel.address.reveal())
    if robot is None:
        return Answer(Outcome.OUT_OF_ORDER, "apprise: URL")
    with apprise.LogCapture(level=logging.INFO) as log:
        sent = robot.notify(body=message.whole, title="", notify_type=apprise.NotifyType.INFO)
        said = log.getvalue().strip()
    last = said.splitlines()[-1] if said else ""
    return Answer(Outcome.SENT if sent else Outcome.OUT_OF_ORDER, f"apprise: {last or sent}")

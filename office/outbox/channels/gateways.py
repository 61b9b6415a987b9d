"""Text message gateways and webhooks: one POST of JSON or of a form to the URL that an administrator gave."""

import json
from typing import Any

import requests

from office.outbox.channels.answers import Answer, Message, Outcome, retry_after
from office.outbox.channels.guarded_http import OwnNetworkError, Reply, request, why_unreachable
from office.outbox.models import Channel

DEFAULT_BODY = '{"to": "{to}", "text": "{text}", "link": "{link}", "key": "{key}"}'
TOO_MANY = 429
# What is wrong with the channel rather than with one message.
OF_THE_CHANNEL = {401, 403, 404, 405, 407}


def filled(template: str, message: Message) -> dict[str, Any]:
    """Return the JSON object `template` with {to}, {text}, {link} and {key} in its texts replaced.

    The template is read before anything is put in, so that no text can break out of it. Raises ValueError where it is
    no JSON object.
    """
    read = json.loads(template)
    if not isinstance(read, dict):
        raise ValueError("not a JSON object")
    values = {"to": message.to, "text": message.text, "link": message.link, "key": message.key}

    def put_in(part: object) -> object:
        if isinstance(part, str):
            for name, value in values.items():
                part = part.replace(f"{{{name}}}", value.replace("{", "（").replace("}", "）"))
            return part
        if isinstance(part, dict):
            return {key: put_in(value) for key, value in part.items()}
        if isinstance(part, list):
            return [put_in(one) for one in part]
        return part

    return {key: put_in(value) for key, value in read.items()}


def send(channel: Channel, message: Message) -> Answer:
    """Post the message; the key goes along as Idempotency-Key."""
    headers = {"Idempotency-Key": message.key}
    if secret := channel.secret.reveal():
        headers["Authorization"] = f"Bearer {secret}"
    body = filled(channel.body or DEFAULT_BODY, message)
    form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
    try:
        reply = request(
            "POST",
            channel.address.reveal(),
            own_network=channel.own_network,
            headers=headers,
            json_body=None if channel.as_form else body,
            form=form if channel.as_form else None,
        )
    except (OwnNetworkError, requests.RequestException) as why:
        return Answer(Outcome.OUT_OF_ORDER, why_unreachable(why))
    return judged(reply, channel.success)


def judged(reply: Reply, success: str = "") -> Answer:
    """Return what an answer means; `success` is field=value of a good one, where errors too come with 200."""
    text = f"HTTP {reply.status} {reply.text}".strip()
    if reply.status == TOO_MANY or reply.status >= 500:
        return Answer(Outcome.OUT_OF_ORDER, text, retry_after(reply.retry_after) if reply.retry_after else None)
    if reply.status in OF_THE_CHANNEL or 300 <= reply.status < 400:
        return Answer(Outcome.OUT_OF_ORDER, text)
    if reply.status >= 400:
        return Answer(Outcome.REFUSED, text)
    if success:
        field, _equals, value = success.partition("=")
        if str(reply.json().get(field.strip(), "")) != value.strip():
            return Answer(Outcome.REFUSED, text)
    return Answer(Outcome.SENT, text)

"""Messages of the apps WeCom, DingTalk and Feishu to a person, by the id that was bound to the account.

Each first asks for a token, which all workers share (a new one may end the others'), and asks anew once where the
server says that it is no longer valid. An answer is read by its code, not by its HTTP status. Sources: the providers'
pages for developers (发送应用消息; 工作通知; 发送消息), read second-hand through public client libraries.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import requests
from cryptography.fernet import InvalidToken
from django.core.cache import cache

from office.outbox.channels.answers import Answer, Message, Outcome
from office.outbox.channels.gateways import judged
from office.outbox.channels.guarded_http import OwnNetworkError, Reply, request, why_unreachable
from office.outbox.models import Channel
from office.outbox.rules import ChannelKind
from office.secrets import Sealed, keyed_hash

# A token is asked for anew so long before its end.
MARGIN_SECONDS = 300
LONGEST_ID = 50
# By these an id would name several people (a|b, a,b) or everybody (@all).
SEVERAL = re.compile(r"[|,;\s]|^@")


@dataclass(frozen=True)
class Provider:
    """The server of an app, and what its error codes mean."""

    server: str
    code: str
    no_token: frozenset[int]
    no_person: frozenset[int]
    too_many: frozenset[int]


PROVIDERS = {
    ChannelKind.WECOM: Provider(
        "https://qyapi.weixin.qq.com",
        "errcode",
        no_token=frozenset({40001, 40014, 42001}),
        no_person=frozenset({40003, 60111, 81013}),
        too_many=frozenset({45009, 45033, -1}),
    ),
    ChannelKind.DINGTALK: Provider(
        "https://oapi.dingtalk.com",
        "errcode",
        no_token=frozenset({40001, 40014, 42001}),
        no_person=frozenset({33012, 60121}),
        too_many=frozenset({90018, 90002, -1}),
    ),
    ChannelKind.FEISHU: Provider(
        "https://open.feishu.cn",
        "code",
        no_token=frozenset({99991661, 99991663, 99991664, 99991668, 99991671}),
        no_person=frozenset({230001, 230013, 99992351, 99992364}),
        too_many=frozenset({99991400, 11232, 230020}),
    ),
}


class NoTokenError(Exception):
    """The server gave no token; `reply` is what it answered."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.text)
        self.reply = reply


def send(channel: Channel, message: Message) -> Answer:
    """Send the message by the app of the channel."""
    provider = PROVIDERS[ChannelKind(channel.kind)]
    if SEVERAL.search(message.to):
        return Answer(Outcome.BOUNCED, "not one person's id")
    try:
        reply = _send(channel, message, fresh=False)
        if reply.json().get(provider.code) in provider.no_token:
            reply = _send(channel, message, fresh=True)
    except NoTokenError as why:
        return Answer(Outcome.OUT_OF_ORDER, f"HTTP {why.reply.status} {why.reply.text}".strip())
    except (OwnNetworkError, requests.RequestException) as why:
        return Answer(Outcome.OUT_OF_ORDER, why_unreachable(why))
    return _judged(provider, reply)


def _judged(provider: Provider, reply: Reply) -> Answer:
    said = reply.json()
    code = said.get(provider.code)
    if not isinstance(code, int):
        plain = judged(reply)
        return Answer(Outcome.OUT_OF_ORDER, plain.text, plain.wait)
    text = f"HTTP {reply.status} {reply.text}"
    if code in provider.no_person or (code == 0 and (said.get("invaliduser") or said.get("unlicenseduser"))):
        return Answer(Outcome.BOUNCED, text)
    if code == 0:
        return Answer(Outcome.SENT, text)
    if code in provider.too_many or code in provider.no_token or reply.status >= 500:
        wait = judged(reply).wait
        return Answer(Outcome.OUT_OF_ORDER, text, wait)
    return Answer(Outcome.REFUSED, text)


def _send(channel: Channel, message: Message, *, fresh: bool) -> Reply:
    token = _token(channel, fresh=fresh)
    match ChannelKind(channel.kind):
        case ChannelKind.WECOM:
            body: dict[str, Any] = {
                "touser": message.to,
                "msgtype": "text",
                "agentid": int(channel.agent) if channel.agent.isdecimal() else channel.agent,
                "text": {"content": message.whole},
                # The same text within half an hour is a repeat.
                "enable_duplicate_check": 1,
                "duplicate_check_interval": 1800,
            }
            return _post(channel, "/cgi-bin/message/send", body, params={"access_token": token})
        case ChannelKind.DINGTALK:
            body = {
                "agent_id": channel.agent,
                "userid_list": message.to,
                "msg": {"msgtype": "text", "text": {"content": message.whole}},
            }
            return _post(channel, "/topapi/message/corpconversation/asyncsend_v2", body, params={"access_token": token})
        case _:
            body = {
                "receive_id": message.to,
                "msg_type": "text",
                "content": json.dumps({"text": message.whole}, ensure_ascii=False),
                "uuid": message.key[:LONGEST_ID],
            }
            bearer = {"Authorization": f"Bearer {token}"}
            return _post(channel, "/open-apis/im/v1/messages", body, params={"receive_id_type": "user_id"}, head=bearer)


def _post(
    channel: Channel,
    path: str,
    body: dict[str, Any],
    *,
    params: dict[str, str] | None = None,
    head: dict[str, str] | None = None,
) -> Reply:
    return request(
        "POST",
        _server(channel) + path,
        own_network=channel.own_network,
        json_body=body,
        params=params,
        headers=head,
    )


def _server(channel: Channel) -> str:
    return channel.address.reveal().rstrip("/") or PROVIDERS[ChannelKind(channel.kind)].server


def _token(channel: Channel, *, fresh: bool) -> str:
    """Return the token of the channel's app, kept encrypted until shortly before its end. Raises NoTokenError."""
    kept = f"office.outbox.token.{channel.pk}.{_mark(channel)}"
    if not fresh and (sealed := cache.get(kept)):
        try:
            return Sealed(sealed).reveal()
        except InvalidToken:
            pass
    token, seconds = _asked_token(channel)
    if seconds > MARGIN_SECONDS:
        cache.set(kept, Sealed.seal(token).token, seconds - MARGIN_SECONDS)
    return token


def _mark(channel: Channel) -> str:
    """Return a mark of the account and secret of a channel, so that a token of earlier ones is not used."""
    return keyed_hash(f"{channel.account} {channel.secret.reveal()}")[:16]


def _asked_token(channel: Channel) -> tuple[str, int]:
    secret = channel.secret.reveal()
    match ChannelKind(channel.kind):
        case ChannelKind.WECOM:
            query = {"corpid": channel.account, "corpsecret": secret}
            reply = _get(channel, "/cgi-bin/gettoken", query)
        case ChannelKind.DINGTALK:
            reply = _get(channel, "/gettoken", {"appkey": channel.account, "appsecret": secret})
        case _:
            body = {"app_id": channel.account, "app_secret": secret}
            reply = _post(channel, "/open-apis/auth/v3/tenant_access_token/internal", body)
    said = reply.json()
    token = said.get("access_token") or said.get("tenant_access_token")
    if not isinstance(token, str) or not token:
        raise NoTokenError(reply)
    seconds = said.get("expires_in") or said.get("expire") or 0
    return token, seconds if isinstance(seconds, int) else 0


def _get(channel: Channel, path: str, params: dict[str, str]) -> Reply:
    return request("GET", _server(channel) + path, own_network=channel.own_network, params=params)

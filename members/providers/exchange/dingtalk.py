"""DingTalk: its log-in page, then the user id that the own enterprise knows the person by.

The log-in tells an id that anybody with DingTalk has; only the address book of the own enterprise, asked with the token
of the portal's app, tells whether it is one of its people, and by which user id it writes to them. Sources: DingTalk's
pages for developers, 登录第三方网站 and 根据unionid获取用户userid.
"""

from typing import Any
from urllib.parse import urlencode

from members.providers.exchange.asking import Asking, Identity, seconds_in, token_in
from members.providers.models import SignInProvider
from members.providers.rules import Refusal, SignInRefusedError, text_in

LOG_IN, API, OLD_API = "https://login.dingtalk.com", "https://api.dingtalk.com", "https://oapi.dingtalk.com"
# Error codes: the app's own token is not valid (any more); nobody of the enterprise has this id.
NO_TOKEN = (40001, 40014, 42001)
NOBODY = (33012, 60121)
# `contact_type` of the own people in the address book; outside contacts have 1.
INSIDE = 0


def page(provider: SignInProvider, *, redirect_uri: str, state: str) -> str:
    """Return the address of the page on which a person confirms who they are."""
    query = {
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "client_id": provider.client_id,
        "scope": "openid corpid",
        "state": state,
        "prompt": "consent",
    }
    return f"{provider.server or LOG_IN}/oauth2/auth?{urlencode(query)}"


def identity_of(asking: Asking, code: str) -> Identity:
    """Return who has confirmed the log-in that `code` stands for. Raises SignInRefusedError."""
    provider = asking.provider
    server = provider.server or API
    body = {
        "clientId": provider.client_id,
        "clientSecret": provider.secret.reveal(),
        "code": code,
        "grantType": "authorization_code",
    }
    said = asking.ask("POST", f"{server}/v1.0/oauth2/userAccessToken", json_body=body)
    token = token_in(said, "accessToken", otherwise=Refusal.CODE)
    if text_in(said, "corpId") not in {"", provider.tenant}:
        raise SignInRefusedError(Refusal.OTHER_TENANT)
    head = {"x-acs-dingtalk-access-token": token}
    union_id = text_in(asking.ask("GET", f"{server}/v1.0/contact/users/me", headers=head), "unionId")
    if not union_id:
        raise SignInRefusedError(Refusal.GARBAGE, "no unionId")
    found = _in_address_book(asking, union_id, fresh=False)
    if found.get("errcode") in NO_TOKEN:
        found = _in_address_book(asking, union_id, fresh=True)
    if found.get("errcode") in NOBODY:
        raise SignInRefusedError(Refusal.OTHER_TENANT)
    if found.get("errcode") != 0:
        raise SignInRefusedError(Refusal.SET_UP, f"errcode {found.get('errcode')}"[:40])
    person = found.get("result")
    user_id = text_in(person, "userid")
    if not user_id:
        raise SignInRefusedError(Refusal.GARBAGE, "no userid")
    if isinstance(person, dict) and person.get("contact_type", INSIDE) != INSIDE:
        raise SignInRefusedError(Refusal.OTHER_TENANT)
    return Identity(provider.tenant, user_id, {"userid": user_id})


def _in_address_book(asking: Asking, union_id: str, *, fresh: bool) -> dict[str, Any]:
    server = asking.provider.server or OLD_API
    token = asking.kept_token(lambda: _token(asking, server), fresh=fresh)
    url = f"{server}/topapi/user/getbyunionid"
    return asking.ask("POST", url, params={"access_token": token}, json_body={"unionid": union_id})


def _token(asking: Asking, server: str) -> tuple[str, int]:
    query = {"appkey": asking.provider.client_id, "appsecret": asking.provider.secret.reveal()}
    said = asking.ask("GET", f"{server}/gettoken", params=query)
    return token_in(said, "access_token"), seconds_in(said, "expires_in")

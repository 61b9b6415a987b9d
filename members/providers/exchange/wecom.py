"""WeCom: the QR code of the desktop, and the silent log-in inside WeCom's own browser (snsapi_base).

Both end with a code for which the portal, with the token of its own app, is told a user id. Sources: WeCom's pages for
developers, 扫码授权登录, 网页授权登录 and 获取访问用户身份. People of other enterprises come back with an open id, or
with CorpId/UserId.
"""

from typing import Any
from urllib.parse import urlencode

from members.providers.exchange.asking import Asking, Identity, seconds_in, token_in
from members.providers.models import SignInProvider
from members.providers.rules import Refusal, SignInRefusedError, text_in

API, QR_PAGE, INSIDE_PAGE = (
    "https://qyapi.weixin.qq.com",
    "https://login.work.weixin.qq.com/wwlogin/sso/login",
    "https://open.weixin.qq.com/connect/oauth2/authorize",
)
# Error codes: the app's own token is not valid (any more); the person's code is not.
NO_TOKEN = (40001, 40014, 42001)
BAD_CODE = (40029, 40078, 42003, 42022)


def page(provider: SignInProvider, *, redirect_uri: str, state: str, inside: bool) -> str:
    """Return the address of the page on which a person confirms who they are."""
    if inside:
        query = {
            "appid": provider.tenant,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
            "agentid": provider.agent,
        }
        start = f"{provider.server}/connect/oauth2/authorize" if provider.server else INSIDE_PAGE
        return f"{start}?{urlencode(query)}#wechat_redirect"
    query = {
        "login_type": "CorpApp",
        "appid": provider.tenant,
        "agentid": provider.agent,
        "redirect_uri": redirect_uri,
        "state": state,
    }
    start = f"{provider.server}/wwlogin/sso/login" if provider.server else QR_PAGE
    return f"{start}?{urlencode(query)}"


def identity_of(asking: Asking, code: str) -> Identity:
    """Return who has confirmed the log-in that `code` stands for. Raises SignInRefusedError."""
    said = _told(asking, code, fresh=False)
    if said.get("errcode") in NO_TOKEN:
        said = _told(asking, code, fresh=True)
    error = said.get("errcode")
    if error in BAD_CODE:
        raise SignInRefusedError(Refusal.CODE, f"errcode {error}")
    if error != 0:
        why = Refusal.SET_UP if isinstance(error, int) else Refusal.GARBAGE
        raise SignInRefusedError(why, f"errcode {error}"[:40])
    return _own(asking.provider, said)


def _own(provider: SignInProvider, said: dict[str, Any]) -> Identity:
    """Return the identity of somebody of the own enterprise. Raises SignInRefusedError for anybody else."""
    user_id = text_in(said, "userid", "UserId")
    corp = text_in(said, "corpid", "CorpId", "open_corpid")
    foreign = text_in(said, "openid", "OpenId", "external_userid", "open_userid")
    if not user_id and not foreign:
        raise SignInRefusedError(Refusal.GARBAGE, "no user id")
    # People of an enterprise that is linked with this one are told as CorpId/UserId.
    if not user_id or "/" in user_id or corp not in {"", provider.tenant}:
        raise SignInRefusedError(Refusal.OTHER_TENANT)
    return Identity(provider.tenant, user_id, {"userid": user_id})


def _told(asking: Asking, code: str, *, fresh: bool) -> dict[str, Any]:
    server = asking.provider.server or API
    token = asking.kept_token(lambda: _token(asking, server), fresh=fresh)
    return asking.ask("GET", f"{server}/cgi-bin/auth/getuserinfo", params={"access_token": token, "code": code})


def _token(asking: Asking, server: str) -> tuple[str, int]:
    query = {"corpid": asking.provider.tenant, "corpsecret": asking.provider.secret.reveal()}
    said = asking.ask("GET", f"{server}/cgi-bin/gettoken", params=query)
    return token_in(said, "access_token"), seconds_in(said, "expires_in")

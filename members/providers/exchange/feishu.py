"""Feishu: its log-in page with PKCE, then the user id in the own enterprise, by which the app also writes to people.

Not the open id, which another app of the same enterprise doesn't know. Sources: Feishu's pages for developers,
获取授权码, 获取 user_access_token and 获取用户信息.
"""

from urllib.parse import urlencode

from members.providers.exchange.asking import Asking, Identity, token_in
from members.providers.models import SignInProvider
from members.providers.rules import Refusal, SignInRefusedError, text_in

LOG_IN, API = "https://accounts.feishu.cn", "https://open.feishu.cn"
TOLD = ("user_id", "employee_no")


def page(provider: SignInProvider, *, redirect_uri: str, state: str, challenge: str) -> str:
    """Return the address of the page on which a person confirms who they are."""
    query = {
        "client_id": provider.client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{provider.server or LOG_IN}/open-apis/authen/v1/authorize?{urlencode(query)}"


def identity_of(asking: Asking, code: str, *, redirect_uri: str, verifier: str) -> Identity:
    """Return who has confirmed the log-in that `code` stands for. Raises SignInRefusedError."""
    provider = asking.provider
    server = provider.server or API
    body = {
        "grant_type": "authorization_code",
        "client_id": provider.client_id,
        "client_secret": provider.secret.reveal(),
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    said = asking.ask("POST", f"{server}/open-apis/authen/v2/oauth/token", json_body=body)
    token = token_in(said, "access_token", otherwise=Refusal.CODE)
    head = {"Authorization": f"Bearer {token}"}
    said = asking.ask("GET", f"{server}/open-apis/authen/v1/user_info", headers=head)
    if said.get("code") != 0:
        raise SignInRefusedError(Refusal.SET_UP, f"code {said.get('code')}"[:40])
    person = said.get("data")
    tenant, user_id = text_in(person, "tenant_key"), text_in(person, "user_id")
    if not tenant:
        raise SignInRefusedError(Refusal.GARBAGE, "no tenant_key")
    if tenant != provider.tenant:
        raise SignInRefusedError(Refusal.OTHER_TENANT)
    if not user_id:
        raise SignInRefusedError(Refusal.SET_UP, "the app lacks contact:user.employee_id:readonly")
    return Identity(tenant, user_id, {name: text_in(person, name) for name in TOLD})

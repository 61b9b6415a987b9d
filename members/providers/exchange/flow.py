"""The page to which a person is sent, and who its answer says they are; the same for all kinds of providers."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge

from members.providers.exchange import dingtalk, feishu, oidc, wecom
from members.providers.exchange.asking import Asking, Identity
from members.providers.models import SignInProvider
from members.providers.rules import ProviderKind


@dataclass(frozen=True)
class Proof:
    """What the answer to a sign-in is compared with: nonce, and verifier of PKCE; the page gets the challenge."""

    nonce: str
    verifier: str
    challenge: str = ""

    @classmethod
    def drawn(cls) -> "Proof":
        """Return random values for a new sign-in."""
        pkce = generate_code_challenge()
        return cls(secrets.token_urlsafe(24), pkce["code_verifier"], pkce["code_challenge"])


def page_of(provider: SignInProvider, *, redirect_uri: str, state: str, proof: Proof, inside_wecom: bool) -> str:
    """Return the address of the provider's page. Raises SignInRefusedError where the provider must be asked for it."""
    match provider.kind:
        case ProviderKind.WECOM:
            return wecom.page(provider, redirect_uri=redirect_uri, state=state, inside=inside_wecom)
        case ProviderKind.DINGTALK:
            return dingtalk.page(provider, redirect_uri=redirect_uri, state=state)
        case ProviderKind.FEISHU:
            return feishu.page(provider, redirect_uri=redirect_uri, state=state, challenge=proof.challenge)
        case _:
            asking = Asking(provider)
            return oidc.page(
                asking, redirect_uri=redirect_uri, state=state, nonce=proof.nonce, challenge=proof.challenge
            )


def code_in(provider: SignInProvider, answer: Mapping[str, str]) -> str:
    """Return the code that the provider's page has sent the browser back with; "" for none."""
    if provider.kind == ProviderKind.DINGTALK:
        return answer.get("authCode") or answer.get("code") or ""
    return answer.get("code") or ""


def identity_of(
    provider: SignInProvider, code: str, *, redirect_uri: str, proof: Proof, told_issuer: str = ""
) -> Identity:
    """Return who has confirmed the sign-in that `code` stands for. Raises SignInRefusedError."""
    asking = Asking(provider)
    match provider.kind:
        case ProviderKind.WECOM:
            return wecom.identity_of(asking, code)
        case ProviderKind.DINGTALK:
            return dingtalk.identity_of(asking, code)
        case ProviderKind.FEISHU:
            return feishu.identity_of(asking, code, redirect_uri=redirect_uri, verifier=proof.verifier)
        case _:
            return oidc.identity_of(
                asking,
                code,
                redirect_uri=redirect_uri,
                verifier=proof.verifier,
                nonce=proof.nonce,
                told_issuer=told_issuer,
            )

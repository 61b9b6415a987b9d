"""Fake providers on a local server, each of which answers as the servers of its kind do."""

import base64
import json
import time
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from members.providers.models import SignInProvider
from tests import factories as make
from tests.office.outbox.conftest import FakeServer

PASSWORD = "correct horse"
KINDS = ["wecom", "dingtalk", "feishu", "oidc"]
TENANT = {"wecom": "ww-corp", "dingtalk": "ding-corp", "feishu": "fs-tenant"}


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class FakeProvider:
    """Answers as WeCom, DingTalk, Feishu and an OpenID provider do; `says` are the fields that a test sets or changes.

    `person` is who confirms the log-in. Each code is good once, as with the providers themselves.
    """

    def __init__(self, server, kind):
        self.server, self.kind, self.person = server, kind, "zhang.san"
        self.says: dict[str, object] = {}
        self.provider: SignInProvider
        self.used, self.nonce, self.tokens, self.challenge = set(), "", 0, ""
        self.key, self.kid, self.alg = rsa.generate_private_key(65537, 2048), "k1", "RS256"
        server.answers = [self.answer]

    def answer(self, path, body):
        address = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        handler = getattr(self, f"of_{self.kind}")
        status, said = handler(address.path, query, body)
        return status, {"Content-Type": "application/json"}, json.dumps(said)

    def part(self, name):
        """Return what the test says of one of the answers."""
        return self.says.get(name, {})

    def once(self, code):
        """Return whether this code is good, which it is once."""
        good = bool(code) and code not in self.used
        self.used.add(code)
        return good

    def of_wecom(self, path, query, body):
        if path == "/cgi-bin/gettoken":
            self.tokens += 1
            return 200, {"errcode": 0, "access_token": f"t{self.tokens}", "expires_in": 7200}
        if not self.once(query["code"]):
            return 200, {"errcode": 40029, "errmsg": "invalid code"}
        return 200, {"errcode": 0, "userid": self.person} | self.says

    def of_dingtalk(self, path, query, body):
        if path == "/v1.0/oauth2/userAccessToken":
            if not self.once(json.loads(body)["code"]):
                return 400, {"code": "invalidParameter.authCode.notFound", "message": "no such code"}
            token = {"accessToken": "u1", "refreshToken": "r1", "expireIn": 7200, "corpId": TENANT["dingtalk"]}
            return 200, token | self.says
        if path == "/v1.0/contact/users/me":
            return 200, {"nick": "张三", "unionId": f"union-{self.person}", "openId": "o", "mobile": "13800000000"}
        if path == "/gettoken":
            self.tokens += 1
            return 200, {"errcode": 0, "access_token": f"t{self.tokens}", "expires_in": 7200}
        found = {"errcode": 0, "result": {"contact_type": 0, "userid": self.person}}
        return 200, found | self.part("book")

    def of_feishu(self, path, query, body):
        if path == "/open-apis/authen/v2/oauth/token":
            asked = json.loads(body)
            if not self.once(asked["code"]) or not self.is_verified(asked["code_verifier"]):
                return 400, {"code": 20003, "error": "invalid_grant"}
            return 200, {"code": 0, "access_token": "u1", "expires_in": 7200}
        person = {"name": "张三", "open_id": "ou", "union_id": "on", "user_id": self.person, "email": "chair@x.cn"}
        return 200, {"code": 0, "data": person | {"tenant_key": TENANT["feishu"]} | self.says}

    def of_oidc(self, path, query, body):
        url = self.server.url
        if path.endswith("/openid-configuration"):
            found = {"issuer": url, "authorization_endpoint": f"{url}/auth", "token_endpoint": f"{url}/token"}
            return 200, found | {"jwks_uri": f"{url}/keys", "userinfo_endpoint": f"{url}/me"} | self.part("doc")
        if path == "/keys":
            public = self.key.public_key().public_numbers()
            parts = {name: b64(n.to_bytes((n.bit_length() + 7) // 8)) for name, n in (("n", public.n), ("e", public.e))}
            return 200, {"keys": [{"kty": "RSA", "kid": self.kid, "use": "sig"} | parts]}
        if path == "/me":
            return 200, {"sub": self.person} | self.part("me")
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if not self.once(form["code"]) or not self.is_verified(form["code_verifier"]):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "u1", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self):
        now = int(time.time())
        claims = {"iss": self.server.url, "aud": "client", "sub": self.person, "iat": now, "exp": now + 300}
        claims |= {"nonce": self.nonce, "email": "chair@x.cn", "email_verified": True} | self.part("claims")
        head = {"alg": self.alg, "kid": self.kid}
        signed = ".".join(b64(json.dumps(part).encode()) for part in (head, claims))
        signature = b"" if self.alg == "none" else self.key.sign(signed.encode(), padding.PKCS1v15(), SHA256())
        return f"{signed}.{b64(signature)}"

    def is_verified(self, verifier):
        return b64(sha256(verifier.encode()).digest()) == self.challenge


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def server():
    fake = FakeServer()
    yield fake
    fake.close()


@pytest.fixture
def fake(server, kind):
    return FakeProvider(server, kind)


@pytest.fixture
def provider(server, kind, fake):
    return make_provider(server, kind)


@pytest.fixture
def wecom(server):
    fake = FakeProvider(server, "wecom")
    fake.provider = make_provider(server, "wecom")
    return fake


@pytest.fixture
def oidc(server):
    fake = FakeProvider(server, "oidc")
    fake.provider = make_provider(server, "oidc")
    return fake


def make_provider(server, kind, **fields):
    values = {"kind": kind, "slug": kind, "active": True, "own_network": True, "secret": "s3cret", "agent": "1000002"}
    values |= {"client_id": "client", "name": "集团登录" if kind == "oidc" else ""}
    values |= {"tenant": TENANT.get(kind, server.url), "server": "" if kind == "oidc" else server.url}
    return SignInProvider.objects.create(**values | fields)


@pytest.fixture
def account():
    return make.user("A10023")


def who(client):
    """Return the key of the account that is logged in, as text; None for nobody."""
    return client.session.get("_auth_user_id")


def begun(client, provider, fake=None, next_page="", **headers):
    """Begin a sign-in; return the parameters that the provider's page gets."""
    answer = client.get(f"/accounts/with/{provider.slug}/", {"next": next_page} if next_page else {}, **headers)
    assert answer.status_code == 302, answer.content.decode()
    query = {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}
    if fake is not None:
        fake.nonce, fake.challenge = query.get("nonce", ""), query.get("code_challenge", "")
    return query


def back(client, provider, code="code-1", **query):
    name = "authCode" if provider.kind == "dingtalk" else "code"
    return client.get(f"/accounts/with/{provider.slug}/back/", {name: code, **query})


def signed_in(client, provider, fake, code="code-1", next_page=""):
    """Go to the provider, confirm there, and come back."""
    state = begun(client, provider, fake, next_page)["state"]
    return back(client, provider, code, state=state)

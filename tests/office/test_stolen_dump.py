"""A thief who has the whole database, and knows the portal's code, finds none of its secrets in it."""

import base64
import re
import zlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.backends.db import SessionStore as PlainStore
from django.db import connection
from django.test import Client
from django.utils import timezone

from office.second_step import EncryptedSecrets
from tests import factories as make
from tests.members.joining.test_apply_for_membership import form_data

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD, NEW = "correct horse", "battery staple 77"
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def all_rows():
    """Yield table and content of each row of the database, as PostgreSQL writes it; bytes in hex."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                yield table, row.encode()


def unwrapped(row):
    """Return the row and what base64, compression and the signing of Django make of its parts, three layers deep."""
    found, layer = [row], [row]
    for _ in range(3):
        layer = [inner for outer in layer for inner in opened(outer)]
        found += layer
    return found


def opened(text):
    for part in BASE64.findall(text):
        padded = part.rstrip(b"=") + b"=" * (-len(part.rstrip(b"=")) % 4)
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            try:
                yield decode(padded)
            except ValueError:
                continue
    for start in COMPRESSED.finditer(text):
        try:
            yield zlib.decompressobj().decompress(text[start.start() :])
        except zlib.error:
            continue


def spellings(secret):
    """Return how a secret may be written: in clear, in hex, in base64, and without the hyphens of a receipt."""
    for text in {secret, secret.replace("-", "")}:
        plain = text.encode()
        yield from (plain, plain.hex().encode(), base64.b64encode(plain).rstrip(b"="))


def finds(secrets):
    """Return name and table of each secret that the database tells."""
    wanted = {(name, spelling) for name, secret in secrets.items() for spelling in spellings(secret)}
    return {
        (name, table)
        for table, row in all_rows()
        for text in unwrapped(row)
        for name, spelling in wanted
        if spelling in text
    }


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def officer():
    return make.user("A10023")


@pytest.fixture
def session(client, officer):
    """The session of an officer who is about to set up a second step; returns the app's secret."""
    client.post("/accounts/login/", {"login": "A10023", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return re.findall(r"<code>(\w+)</code>", client.get("/accounts/2fa/totp/activate/").content.decode())[0]


def test_a_dump_tells_nothing_of_a_second_step_a_token_an_application_a_report_and_a_session(client, officer, session):
    secrets = {"secret before it is confirmed": session, "key of the session": client.cookies["sessionid"].value}
    assert finds(secrets) == set()
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(session)})
    codes = re.findall(r"<li>(\w{8})</li>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    secrets |= {f"recovery code {code}": code for code in codes}
    seed = Authenticator.objects.get(type="recovery_codes").wrap()
    secrets["seed"] = EncryptedSecrets().decrypt(seed.instance.data["seed"])
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    client.post("/accounts/login/", {"login": NEW, "password": "x"})
    Client().post("/accounts/login/", {"login": NEW, "password": "x"})
    secrets["password"] = NEW

    chief = Client()
    chief.force_login(make.superuser())
    token = {"user": officer.pk, "purpose": "HR", "areas": ["members"], "expires_on": timezone.localdate().isoformat()}
    made = chief.post("/admin/members/apitoken/add/", token)
    secrets["token"] = re.findall(r"<code>([\w-]{43})</code>", made.content.decode())[0]
    Client().get("/api/v1/members/", headers={"Authorization": f"Token {secrets['token']}"})

    unit, visitor = make.unit(), Client()
    applied = visitor.post(f"/join/?unit={unit.code}", {**form_data(), "once": "a" * 32})
    secrets["receipt of the application"] = applied.context["receipt"]
    visitor.post("/join/follow/", {"receipt": applied.context["receipt"]})
    report = {"unit": unit.pk, "category": "wages", "facts": "拖欠工资", "website": "", "once": "b" * 32}
    page = visitor.post("/report/", report).content.decode()
    secrets["receipt of the report"] = re.findall(r'id="receipt">([0-9-]+)<', page)[0]
    visitor.post("/report/follow/", {"code": secrets["receipt of the report"]})
    assert finds(secrets) == set()


def test_this_thief_finds_what_lies_open_in_a_session_or_a_table(settings, officer):
    """What the test above would find if the portal were as it was."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    store = PlainStore()
    store["receipt"] = "1234-5678-9012-3456"
    store["long"] = "x" * 500
    store.save()
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    Authenticator.objects.create(user=officer, type="recovery_codes", data={"seed": b"hidden seed".hex()})
    secrets = {"receipt": "1234-5678-9012-3456", "secret": "JBSWY3DPEHPK3PXP", "seed": "hidden seed"}
    assert finds({**secrets, "key": str(store.session_key)}) == {
        ("receipt", "django_session"),
        ("key", "django_session"),
        ("secret", "mfa_authenticator"),
        ("seed", "mfa_authenticator"),
    }

"""Carry out what was sent under a key once; whoever sends it again gets the answer of the first time."""

import base64
import hashlib
import hmac
import json
import zlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import OperationalError, transaction
from django.http import HttpRequest
from django.utils import timezone
from psycopg2.errors import LockNotAvailable

from office.once.models import FORM_KNOWN, OnceKey
from office.secrets import cipher, encrypt
from office.semaphores import Semaphore, held
from office.sql import rows_of_sql, run_sql
from office.types import JsonObject

INSERT = """
    INSERT INTO office_oncekey (key_hash, body_hash, answer, answer_until, known_until) VALUES (%s, %s, '', %s, %s)
    ON CONFLICT (key_hash) DO NOTHING
"""
# Alone under the lock, so that the INSERT itself never waits; a row whose time is over is taken over.
TAKE = """
    WITH lock AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(%(lock)s) AS alone)
    INSERT INTO office_oncekey (key_hash, body_hash, answer, answer_until, known_until)
    SELECT %(key)s, '', %(answer)s, %(until)s, %(until)s FROM lock WHERE alone
    ON CONFLICT (key_hash) DO UPDATE
    SET answer = excluded.answer, answer_until = excluded.answer_until, known_until = excluded.known_until
    WHERE office_oncekey.known_until < %(now)s
"""
TRY_LOCK = "SELECT pg_try_advisory_xact_lock(%s)"
LOCK = "SELECT pg_advisory_xact_lock(%s)"
# How long a form waits for the same one that is being carried out: longer than an act takes, and no longer, since each
# that waits keeps one of few threads of the web server. What takes long is done before, under `prepare_alone`.
WAIT = "SET LOCAL lock_timeout = '5s'"
DO_NOT_WAIT_ANY_MORE = "SET LOCAL lock_timeout = DEFAULT"
ROUNDED_TO = timedelta(minutes=10)
LONGEST_PREPARATION = 60


class Claim:
    """A key as one account, or a visitor ("" as `scope`), sent it to one address, within the caller's transaction."""

    def __init__(self, scope: str, key: str) -> None:
        # From the key, so that without it nobody can read an answer or compare what was sent.
        self._secret = hmac.digest(settings.HASH_KEY.encode(), f"once\0{scope}\0{key}".encode(), "sha256")
        self._key_hash = self._derived(b"row").hex()
        self._cipher = Fernet(base64.urlsafe_b64encode(self._derived(b"answer")))

    def _derived(self, purpose: bytes) -> bytes:
        return hmac.digest(self._secret, purpose, "sha256")

    def body_hash(self, parts: Iterable[bytes]) -> str:
        """Return the hash by which this key's first body is told from another one."""
        mac = hmac.new(self._secret, b"body", "sha256")
        for part in parts:
            mac.update(len(part).to_bytes(8, "big") + part)
        return mac.hexdigest()

    def try_lock(self) -> bool:
        """Return whether nobody else is at work on this key; then nobody is until the transaction ends."""
        return bool(rows_of_sql(TRY_LOCK, [self._lock_number()])[0][0])

    def lock(self) -> bool:
        """Do as `try_lock`, but wait for another one as long as WAIT says."""
        if self.try_lock():
            return True
        try:
            with transaction.atomic():
                run_sql(WAIT, [])
                run_sql(LOCK, [self._lock_number()])
                run_sql(DO_NOT_WAIT_ANY_MORE, [])
        except OperationalError as why:
            if isinstance(why.__cause__, LockNotAvailable):
                return False
            raise
        return True

    def _lock_number(self) -> int:
        return int.from_bytes(self._derived(b"lock")[:8], "big", signed=True)

    def prepare_alone(self) -> AbstractContextManager[bool]:
        """Yield whether nobody else prepares the act of this key; then nobody does until the block ends."""
        return held(Semaphore(f"once:{self._key_hash}", most=1, seconds=LONGEST_PREPARATION))

    def find(self) -> OnceKey | None:
        """Return the row of the first time, which is over."""
        return OnceKey.objects.filter(pk=self._key_hash).first()

    def begin(self, body_hash: str) -> OnceKey | None:
        """Claim the key and return None, or return the row of the first time. Call it under the lock."""
        now = timezone.now()
        while True:
            if run_sql(INSERT, [self._key_hash, body_hash, now, now]):
                return None
            row = OnceKey.objects.select_for_update().filter(pk=self._key_hash).first()
            if row is not None:
                return row

    def take(self, answer: JsonObject, *, known_for: timedelta) -> bool:
        """Do in one query what `try_lock`, `begin` and `keep` do; return False where another one has or had it."""
        now = timezone.now()
        values = {"lock": self._lock_number(), "key": self._key_hash, "answer": self._encrypted(answer), "now": now}
        return bool(run_sql(TAKE, {**values, "until": _rounded(now + known_for)}))

    def release(self) -> None:
        """Let the same form be sent again, since nothing was done."""
        OnceKey.objects.filter(pk=self._key_hash).delete()

    def keep(self, answer: JsonObject, *, shown_for: timedelta = FORM_KNOWN, known_for: timedelta = FORM_KNOWN) -> None:
        """Store the answer, encrypted by the key and then by ENCRYPTION_KEYS.

        The key of a call is chosen by its sender, who may take one that others guess; a dump and HASH_KEY alone then
        don't do.
        """
        token = self._encrypted(answer)
        until, known = _rounded(timezone.now() + shown_for), _rounded(timezone.now() + known_for)
        OnceKey.objects.filter(pk=self._key_hash).update(answer=token, answer_until=until, known_until=known)

    def _encrypted(self, answer: JsonObject) -> str:
        return encrypt(self._cipher.encrypt_at_time(zlib.compress(json.dumps(answer).encode()), 0))

    def answer_of(self, row: OnceKey) -> JsonObject | None:
        """Return the answer of the first time, or None once it is too old, or its key of ENCRYPTION_KEYS is gone."""
        if not row.answer or row.answer_until < timezone.now():
            return None
        try:
            token = self._cipher.decrypt(cipher().decrypt(row.answer.encode()))
        except InvalidToken:
            return None
        answer: JsonObject = json.loads(zlib.decompress(token))
        return answer


def _rounded(moment: datetime) -> datetime:
    """Return the moment, up to ROUNDED_TO earlier, so that it doesn't say when exactly something was sent."""
    seconds = ROUNDED_TO.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // seconds * seconds, moment.tzinfo)


def parts_of_form(request: HttpRequest, *, besides: Iterable[str]) -> Iterable[bytes]:
    """Yield the fields of a form, but for those named `besides`, and its files, as bytes for a hash."""
    yield request.path.encode()
    for name in sorted(set(request.POST) - set(besides)):
        yield from (name.encode(), *(value.encode("utf-8", "surrogatepass") for value in request.POST.getlist(name)))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield from (name.encode(), (file.name or "").encode(), *file.chunks())
            file.seek(0)


def content_of_form(request: HttpRequest, *, besides: Iterable[str]) -> bytes:
    """Return a digest of the address, the fields but for those named `besides`, and the files."""
    digest = hashlib.sha256()
    for part in parts_of_form(request, besides=besides):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def delete_expired() -> None:
    """Delete keys, and the answers of others, whose time is over."""
    now = timezone.now()
    OnceKey.objects.filter(known_until__lt=now).delete()
    OnceKey.objects.filter(answer_until__lt=now).exclude(answer="").update(answer="")

"""What `manage.py check --deploy` asks of Redis, which counts tries, of the stored files, and of the portal's role."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import OperationalError, connection
from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError

from office.encrypted_files.keys import is_encrypted
from office.encrypted_files.storage import file_storage

TOO_MANY_RIGHTS = """
SELECT rolsuper OR EXISTS (SELECT FROM pg_class WHERE relname = 'office_auditevent' AND pg_has_role(relowner, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""
ROLES_HINT = "Give migrations a role of their own, named by DATABASE_OWNER_URL (docs/releasing.md, Two roles)."
HINT = 'Set save "" and appendonly no, or name another Redis by CACHE_URL.'


@register(Tags.caches, deploy=True)
def cache_keeps_nothing(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Return a warning where Redis writes to disk what it counts, or doesn't tell; none while it can't be reached.

    A file of it would hold the salts by which the counters of anonymous reports lead to addresses.
    """
    redis = Redis.from_url(str(settings.CACHES["default"]["LOCATION"]), socket_timeout=2, socket_connect_timeout=2)
    try:
        answers = [redis.execute_command("CONFIG GET", name) for name in ("save", "appendonly")]
    except NoConnection:
        return []
    except RedisError:
        return [Warning("The Redis of the cache doesn't tell whether it writes to disk.", hint=HINT, id="office.W002")]
    kept = {_text(value) for answer in answers for value in _values(answer)}
    if kept <= {"", "no"}:
        return []
    return [Warning("The Redis of the cache writes to disk what it counts.", hint=HINT, id="office.W001")]


@register(Tags.files, deploy=True)
def files_are_encrypted(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Return a warning where stored files lie in clear, which the portal refuses to read."""
    storage = file_storage()
    clear = sum(not is_encrypted(storage, name) for name in storage.names())
    if not clear:
        return []
    return [Warning(f"{clear} stored files are not encrypted.", hint="Run manage.py encrypt_files.", id="office.W003")]


@register(Tags.security, deploy=True)
def portal_is_not_owner(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Return a warning where the portal's role is a superuser or owns the audit log; none while no database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(TOO_MANY_RIGHTS)
            found = cursor.fetchone()
    except OperationalError:
        return []
    if found != (True,):
        return []
    return [Warning("The portal's role owns its database, or is a superuser.", hint=ROLES_HINT, id="office.W004")]


def _values(answer: object) -> list[object]:
    """Return the values of the answer to CONFIG GET, which is a mapping or pairs one after the other."""
    if isinstance(answer, dict):
        return list(answer.values())
    return list(answer)[1::2] if isinstance(answer, list) else []


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)

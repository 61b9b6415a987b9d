"""E-mail, through the portal's own mail server or through one that the channel names."""

import smtplib
import socket
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from office.outbox.channels.answers import Answer, Message, Outcome
from office.outbox.channels.guarded_http import OwnNetworkError, require_public, why_unreachable
from office.outbox.models import Channel

TIMEOUT = 10
# SMTP: refused for good, in distinction to "later".
FOR_GOOD = 500


class _GuardedSmtp(smtplib.SMTP):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection((require_public(host, port)[0], port), timeout)


class _GuardedTlsSmtp(smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = socket.create_connection((require_public(host, port)[0], port), timeout)
        return self.context.wrap_socket(plain, server_hostname=host)


class GuardedBackend(EmailBackend):
    """Connects to the very address that was found to be public, as `guarded_http` does."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _GuardedTlsSmtp if self.use_ssl else _GuardedSmtp


def send(channel: Channel, message: Message) -> Answer:
    """Send a mail whose Message-ID is made of the key, so that mail servers can tell a repeat."""
    sender = channel.account or None
    domain = (sender or "portal.invalid").rpartition("@")[2].strip(">") or "portal.invalid"
    headers = {"Message-ID": f"<{message.key}@{domain}>", "Auto-Submitted": "auto-generated"}
    try:
        connection = _connection(channel)
        EmailMessage(
            message.subject, message.whole, sender, [message.to], connection=connection, headers=headers
        ).send()
    except smtplib.SMTPRecipientsRefused as why:
        code, said = next(iter(why.recipients.values()), (FOR_GOOD, b""))
        outcome = Outcome.BOUNCED if code >= FOR_GOOD else Outcome.REFUSED
        return Answer(outcome, f"SMTP {code} {_text(said)}")
    except smtplib.SMTPDataError as why:
        return Answer(Outcome.REFUSED, f"SMTP {why.smtp_code} {_text(why.smtp_error)}")
    except smtplib.SMTPResponseException as why:
        return Answer(Outcome.OUT_OF_ORDER, f"SMTP {why.smtp_code} {_text(why.smtp_error)}")
    except (OSError, smtplib.SMTPException, OwnNetworkError) as why:
        return Answer(Outcome.OUT_OF_ORDER, why_unreachable(why))
    return Answer(Outcome.SENT, "SMTP 250")


def _connection(channel: Channel) -> BaseEmailBackend | None:
    """Return the connection to the server of the channel, smtp://user@host:port or smtps://…; None for the portal's."""
    address = channel.address.reveal()
    if not address:
        return None
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (465 if parts.scheme == "smtps" else 587)
    backend = EmailBackend if channel.own_network else GuardedBackend
    return backend(
        host=host,
        port=port,
        username=unquote(parts.username or ""),
        password=channel.secret.reveal(),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp",
        timeout=TIMEOUT,
    )


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said

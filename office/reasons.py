"""Reasons that somebody must give for an act."""

from django.utils.translation import gettext as _

from office.errors import NotAllowed


def require_reason(reason: str, message: str = "") -> str:
    """Return the reason without spaces around it. Raises NotAllowed with `message` when there is none."""
    if not reason.strip():
        raise NotAllowed(message or _("Say why."), code="reason_missing", field="reason")
    return reason.strip()

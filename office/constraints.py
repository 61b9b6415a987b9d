"""Turns violated constraints of the database into NotAllowed, by the name of the constraint."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from office.errors import NotAllowed
from office.types import Message


def constraint_of(why: IntegrityError) -> str:
    """Return the name of the constraint that was violated; "" where the database names none."""
    return getattr(getattr(why.__cause__, "diag", None), "constraint_name", None) or ""


@contextmanager
def refused_by(
    messages: Mapping[str, Message], *, fields: Mapping[str, str] | None = None, otherwise: Message = ""
) -> Iterator[None]:
    """Run statements within a savepoint; a violated constraint that `messages` names is raised as NotAllowed.

    The statements are rolled back. The constraint's name is the code, and `fields` gives by it the field of a form. Any
    other violation is raised as NotAllowed with the message `otherwise`, without that as IntegrityError.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as why:
        name = constraint_of(why)
        message = messages.get(name, otherwise)
        if not message:
            raise
        raise NotAllowed(message, code=name or "not_allowed", field=(fields or {}).get(name, "")) from why

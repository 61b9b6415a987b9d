"""The permission of the office's own table, which posts above it carry."""

from enum import StrEnum


class OfficePermission(StrEnum):
    """A verb that a post in a unit gives there and in everything below it; the value is Django's name of it."""

    VIEW_AUDITEVENT = "office.view_auditevent"
    """Read the audit log."""

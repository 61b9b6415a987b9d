"""The permission of office, which posts grant and which pages, API and admin require."""

from enum import StrEnum


class OfficePermission(StrEnum):
    """What a post in a unit permits there and in all units below; the value is Django's name of the permission."""

    VIEW_AUDITEVENT = "office.view_auditevent"
    """Read the audit log."""

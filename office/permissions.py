"""The permissions of office, which posts grant and which pages, API and admin require."""

from enum import StrEnum


class OfficePermission(StrEnum):
    """What a post in a unit permits there and in all units below; the value is Django's name of the permission."""

    VIEW_AUDITEVENT = "office.view_auditevent"
    """Read the audit log."""
    CHANGE_DOCUMENTTEXT = "office.change_documenttext"
    """Write the texts of documents, for the unit and the units below it."""
    VIEW_ISSUEDDOCUMENT = "office.view_issueddocument"
    """See which documents were issued; those of a kind also need its own permission."""
    VOID_ISSUEDDOCUMENT = "office.void_issueddocument"
    """Declare issued documents void, with a reason."""

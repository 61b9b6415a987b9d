from typing import NamedTuple


class Reason(NamedTuple):
    """A reason for a refusal: a code for programs, which never changes, and an English msgid for people."""

    code: str
    sentence: str


class NotAllowed(Exception):
    """A rule forbids what was asked.

    The message says why, in the user's language. `code` says so to programs and never changes; `field` names the field
    of the form that the rule is about, "" for the act as a whole.
    """

    def __init__(self, message: object, *, code: str = "not_allowed", field: str = "") -> None:
        super().__init__(message)
        self.code, self.field = code, field

    @property
    def by_field(self) -> list[tuple[str, str]]:
        """The errors to show on a form, as pairs of a field ("" for the act as a whole) and a sentence."""
        return [(self.field, str(self))]


class FileNotTaken(NotAllowed):
    """A file that was sent with a form can't be taken; `refusals_into` says so at the form's field for files."""

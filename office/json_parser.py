"""How the API reads JSON: nothing of what is sent may use up the stack."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

# A batch has three levels: the call, its list of rows, a row.
MOST_LEVELS = 20


class ShallowJSONParser(JSONParser):
    """Reads JSON of at most MOST_LEVELS levels; deeper data, which no call takes, are malformed (400)."""

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        try:
            data: dict[str, Any] = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_("The data are nested too deeply.")) from None
        if _is_deeper(data, MOST_LEVELS):
            raise ParseError(_("The data are nested too deeply."))
        return data


def _is_deeper(value: object, levels: int) -> bool:
    """Return whether lists and objects in `value` are nested more than so many levels."""
    if not isinstance(value, dict | list):
        return False
    inner: Iterable[object] = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(one, levels - 1) for one in inner)

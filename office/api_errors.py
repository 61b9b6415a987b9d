"""Errors of the API: how they are answered, and how its description tells of them."""

import re

from rest_framework.exceptions import ErrorDetail
from rest_framework.response import Response
from rest_framework.views import exception_handler

from office.errors import NotAllowed

_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
TOLD = {
    "type": "object",
    "properties": {
        "detail": {"type": "string", "description": "What is wrong, as a sentence in the caller's language."},
        "code": {"type": "string", "description": "The same for programs; it never changes."},
    },
    "required": ["detail", "code"],
}
WRONG_FIELDS = {
    "type": "object",
    "additionalProperties": {},
    "description": "What is wrong, by field; or `detail` and `code` where the body can't be read.",
}
MEANINGS = {
    "400": "A parameter or a field is wrong.",
    "401": "No token, or one that opens nothing.",
    "403": "The account lacks the right for this address in every unit.",
    "404": "There is no such row or page within the caller's reach.",
    "409": "A rule forbids it, or the same call is under way.",
    "415": "The body is of a type that is not taken.",
    "422": "The Idempotency-Key came before, with another body.",
    "429": "More calls than this token may make within a minute.",
}


def handle_exception(error: Exception, context: dict[str, object]) -> Response | None:
    """Return the API's response to an error: 409 for NotAllowed, else REST framework's own.

    Each that is one sentence, `detail`, has a `code` beside it. What was sent is repeated without NUL and halves of
    characters, which neither an answer nor its kept copy can hold.
    """
    if isinstance(error, NotAllowed):
        return Response({"detail": str(error), "code": error.code}, status=409)
    response: Response | None = exception_handler(error, context)
    if response is not None and isinstance(response.data, dict):
        detail = response.data.get("detail")
        if isinstance(detail, ErrorDetail) and detail.code:
            response.data.setdefault("code", detail.code)
    if response is not None:
        response.data = _storable(response.data)
    return response


def _storable(told: object) -> object:
    """Return errors with U+FFFD for each NUL and each half of a character in their texts and names."""
    if isinstance(told, dict):
        return {_storable(name): _storable(one) for name, one in told.items()}
    if isinstance(told, list):
        return [_storable(one) for one in told]
    if isinstance(told, str) and _UNSTORABLE.search(told):
        return _UNSTORABLE.sub("\ufffd", told)
    return told


def described(method: str) -> dict[str, object]:
    """Return the description of the errors that any call with this method may answer, by status."""
    codes = ["400", "401", "403", "404", "429"]
    if method != "GET":
        codes += ["409", "415", "422"]
    return {code: _response(code) for code in codes}


def _response(code: str) -> dict[str, object]:
    schema = WRONG_FIELDS if code == "400" else TOLD
    return {"description": MEANINGS[code], "content": {"application/json": {"schema": schema}}}

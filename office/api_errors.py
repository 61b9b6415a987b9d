"""Errors of the API."""

from rest_framework.response import Response
from rest_framework.views import exception_handler

from office.errors import NotAllowed


def handle_exception(error: Exception, context: dict[str, object]) -> Response | None:
    """Return the API's response to an error: 409 with reason and code for NotAllowed, else REST framework's own."""
    if isinstance(error, NotAllowed):
        return Response({"detail": str(error), "code": error.code}, status=409)
    return exception_handler(error, context)

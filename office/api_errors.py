from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from office.errors import NotAllowed


def answer(why: Exception, context: dict[str, Any]) -> Response | None:
    """The API's answer to an error: 409 with reason and code where a rule refuses, else what REST framework says."""
    if isinstance(why, NotAllowed):
        return Response({"detail": str(why), "code": why.code}, status=409)
    return exception_handler(why, context)

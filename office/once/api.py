"""`Idempotency-Key` on every POST of the API, after draft-ietf-httpapi-idempotency-key-header."""

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.exceptions import PermissionDenied as ApiPermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from office.api_errors import described
from office.once.answers import rights_of
from office.once.claims import Claim
from office.types import JsonObject
from office.uploads.scanning import scan_sent

HEADER = "Idempotency-Key"
# Whoever guesses a key can tell from a dump with HASH_KEY that its account sent something.
SHORTEST_KEY, LONGEST_KEY = 16, 100

if TYPE_CHECKING:
    View = APIView
else:
    View = object


class IdempotencyKeyReused(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy("This Idempotency-Key came before, with another body.")
    default_code = "idempotency_key_reused"


class CallUnderWay(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_detail = gettext_lazy("The same call is being carried out. Ask again in a moment.")
    default_code = "call_under_way"


class OncePerKeyMixin(View):
    """Mixin of every viewset: a POST with a key of its account is carried out once in 24 hours.

    Sent again with the same body it gets the same answer, with another body or to another address 422, while the first
    is under way 409. A call that was refused keeps no key. Where the account's rights have changed since, or it can't
    read the row any more, it gets the status alone.

    Files of every POST are scanned for viruses before it is carried out, where a scanner is set.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # Other content is left for the call to read, which may take none.
        if request.method == "POST" and (request.content_type or "").startswith(MultiPartParser.media_type):
            scan_sent(request.FILES)
        handler: Callable[..., Response] | None = self.__dict__.get("post")
        if request.method == "POST" and handler is not None and (key := request.headers.get(HEADER, "")):
            self.__dict__["post"] = partial(_answered_once, self, key, handler)


def _answered_once(
    view: APIView, key: str, handler: Callable[..., Response], request: Request, *args: Any, **kwargs: Any
) -> Response:
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY or "\0" in key:
        told = _("%(least)s to %(most)s characters, drawn anew for each call, such as a UUID.")
        raise ValidationError({HEADER: [told % {"least": SHORTEST_KEY, "most": LONGEST_KEY}]})
    claim = Claim(f"api {request.user.pk}", key)
    with transaction.atomic():
        if not claim.try_lock():
            raise CallUnderWay
        sent = claim.body_hash([request.path.encode(), _body(request.data)])
        earlier = claim.begin(sent)
        if earlier is not None:
            if earlier.body_hash != sent:
                raise IdempotencyKeyReused
            stored = claim.answer_of(earlier)
            if stored is not None:
                return _again(stored, content=stored.get("rights") == rights_of(request.user) and _can_read(view))
            # Older than 24 hours, and not swept yet.
            claim.release()
            claim.begin(sent)
        rights = rights_of(request.user)
        response = handler(request, *args, **kwargs)
        if response.status_code < 300:
            claim.keep(
                {
                    "status": response.status_code,
                    "data": json.loads(JSONRenderer().render(response.data) or b"null"),
                    "headers": dict(response.headers.items()),
                    "rights": rights,
                }
            )
        else:
            claim.release()
        return response


def _body(data: object) -> bytes:
    """Return what was sent, the same for any order of its fields."""
    return json.dumps(data, sort_keys=True, default=str).encode()


def _can_read(view: APIView) -> bool:
    """Return whether the row that the address names is still within the caller's reach; True where it names none."""
    if not isinstance(view, GenericAPIView) or (view.lookup_url_kwarg or view.lookup_field) not in view.kwargs:
        return True
    try:
        view.get_object()
    except (Http404, PermissionDenied, ApiPermissionDenied):
        return False
    return True


def _again(stored: JsonObject, *, content: bool) -> Response:
    headers, code = stored["headers"], stored["status"]
    assert isinstance(headers, dict) and isinstance(code, int)
    replayed = {**headers, "Idempotent-Replayed": "true"}
    if not content:
        told = _("This call was carried out before. What it is about is no longer within your reach.")
        return Response({"detail": told, "code": "out_of_reach"}, status=code, headers=replayed)
    return Response(stored["data"], status=code, headers=replayed)


class PortalSchema(AutoSchema):
    """Names the header at every POST, and the errors of every call; the first line of a docstring is its summary."""

    def get_summary(self) -> str:
        """Return what the call does in one line, for lists of calls."""
        first, _separator, _rest = self.get_description().partition("\n")
        return first

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            operation["responses"] = described(self.method) | operation["responses"]
        return operation

    def get_override_parameters(self) -> list[OpenApiParameter | Serializer[Any] | type[Serializer[Any]]]:
        own = super().get_override_parameters()
        if self.method != "POST":
            return own
        header = OpenApiParameter(
            HEADER,
            str,
            OpenApiParameter.HEADER,
            description="16 to 100 characters, drawn anew for each call, such as a UUID. Sent again by the same "
            "account within 24 hours with the same body, the call is not carried out again and gets the same answer, "
            "with the header `Idempotent-Replayed: true`; with another body, 422; while the first is under way, 409. A "
            "refused call keeps no key. If the rights of the account have changed since, or what the call is about is "
            "no longer within its reach, it gets the status without the content.",
        )
        return [*own, header]

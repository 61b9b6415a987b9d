from typing import Any, TypeVar

from django.db.models import Model
from rest_framework.request import Request
from rest_framework.serializers import Serializer

M = TypeVar("M", bound=Model)


# What a serializer reads has no type in Django REST framework.
def validated(serializer_class: type[Serializer[M]], request: Request) -> dict[str, Any]:
    """Return what was sent as this serializer reads it; a wrong field is answered with 400."""
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    fields: dict[str, Any] = serializer.validated_data
    return fields

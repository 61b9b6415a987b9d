from typing import TypeVar

from django.db.models import Model
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from office.types import FieldValues

M = TypeVar("M", bound=Model)


def validated(serializer_class: type[Serializer[M]], request: Request) -> FieldValues:
    """Return what was sent as this serializer reads it. Raises ValidationError (400) for a wrong field."""
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    fields: FieldValues = serializer.validated_data
    return fields

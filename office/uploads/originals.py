"""Whose originals who may open; the apps register their models in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from office.uploads.models import Attachment
from office.uploads.serving import within

# Any: an account and a row of the app that registers the functions.
Rows = Callable[[Any], QuerySet[Any]]


@dataclass(frozen=True)
class OriginalsOf:
    """The right to originals of the files of one model.

    `rows` returns the rows whose originals a user may open; `may` whether there can be any, without a query; `subject`
    the row that the audit log names, which has a `unit`.
    """

    rows: Rows
    may: Callable[[Any], bool]
    subject: Callable[[Any], Model]


ORIGINALS: dict[type[Model], OriginalsOf] = {}


def originals_for(user: object) -> QuerySet[Attachment]:
    """Return the attachments whose originals the user may open."""
    return Attachment.objects.filter(within(*(of.rows(user) for of in ORIGINALS.values() if of.may(user))))


def may_open_originals(user: object, attachment: Attachment) -> bool:
    """Return whether the user holds the right to originals of this model's files somewhere; no query."""
    model = ContentType.objects.get_for_id(attachment.object_type_id).model_class()
    of = ORIGINALS.get(model) if model is not None else None
    return of is not None and of.may(user)

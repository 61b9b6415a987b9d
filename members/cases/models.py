"""Abstract models of cases; each kind of case has its own tables in its own room."""

import secrets
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.cases.rules import Side
from members.units.models.units import Unit


def unguessable_key() -> str:
    """Return 128 random bits as text, for an address that nobody else should guess."""
    return secrets.token_urlsafe(16)


class Case(models.Model):
    """A matter that a unit's officers deal with, from state to state, such as a question or a grievance."""

    key = models.CharField(max_length=32, unique=True, default=unguessable_key, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    # Each kind of case has states of its own.
    state = models.CharField(_("state"), max_length=12)

    tones: ClassVar[Mapping[TextChoices, str]]
    """State → tone of its badge."""
    handler_field: ClassVar[str]
    """The name of the field with the officer who deals with the case."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @property
    def tone(self) -> str:
        return next(tone for state, tone in self.tones.items() if state == self.state)

    @property
    def handler(self) -> User | None:
        """The officer who deals with the case, None before anybody does."""
        handler: User | None = getattr(self, self.handler_field)
        return handler


class Entry(models.Model):
    """A message, an internal note or an act in a case; the model of each kind adds the foreign key to its case."""

    side = models.CharField(_("side"), max_length=8, choices=Side)
    internal = models.BooleanField(_("internal note"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("author"), related_name="+"
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    class Meta:
        abstract = True

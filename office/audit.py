"""Writing the audit log."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.utils import timezone

from office.insert_select import insert_select
from office.models import AuditEvent
from office.types import JsonValue


def record(
    verb: str,
    obj: models.Model | None = None,
    *,
    by: AbstractBaseUser | AnonymousUser | None,
    unit: models.Model | None = None,
    reason: str = "",
    changes: Mapping[str, JsonValue] | None = None,
    label: str = "",
    at: datetime | None = None,
) -> AuditEvent:
    """Write an audit event: who did what to which object, and why. Call it inside the action's transaction.

    `verb` is dotted ("run.approve") and never changes, since auditors filter by it; its label is in the app's
    `audit_verbs`. `by` is None for the portal itself, None or AnonymousUser for people without an account. `changes`
    must not hold an unmasked value of a masked field. `at` is the present time unless it would tell who acted.
    """
    return AuditEvent.objects.create(
        at=at or timezone.now(),
        actor_id=by.pk if by is not None else None,
        verb=verb,
        object_type=ContentType.objects.get_for_model(obj) if obj is not None else None,
        object_id=obj.pk if obj is not None else None,
        object_label=(label or str(obj or ""))[:200],
        unit_id=unit.pk if unit is not None else None,
        reason=reason,
        changes=changes or {},
    )


def record_each(
    verb: str,
    about: type[models.Model],
    rows: models.QuerySet[models.Model],
    *,
    by: AbstractBaseUser,
    obj: str,
    label: str,
    unit: str,
    reason: str,
    changes: Mapping[str, JsonValue],
) -> int:
    """Write an audit event for each of `rows` in one statement; return how many.

    The events are about objects of the model `about`; `obj`, `label` and `unit` are the lookups from a row to the
    object's key, its name and its unit. `rows` may be of another model.
    """
    values: dict[str, Combinable] = {
        "at": Value(timezone.now()),
        "actor": Value(by.pk),
        "verb": Value(verb),
        "object_type": Value(ContentType.objects.get_for_model(about).pk),
        "object_id": F(obj),
        "object_label": F(label),
        "unit": F(unit),
        "changes": Value(changes, output_field=models.JSONField()),
        "reason": Value(reason),
    }
    return insert_select(AuditEvent, list(values), rows.order_by("pk").values_list(*values.values()))

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from union_portal.office.models import AuditEvent


def record(
    verb: str,
    obj: models.Model | None = None,
    *,
    by: Any,
    unit: Any = None,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    label: str = "",
) -> AuditEvent:
    """Write who did what to which object, and why; call it inside the action's own transaction.

    `verb` is dotted, `approve_run`-like and stable, since auditors filter by it; `by` is None for the portal itself
    and for people without an account; `changes` must be JSON and never holds a masked value in full.
    """
    return AuditEvent.objects.create(
        actor=by,
        verb=verb,
        object_type=ContentType.objects.get_for_model(obj) if obj is not None else None,
        object_id=obj.pk if obj is not None else None,
        object_label=(label or str(obj or ""))[:200],
        unit=unit,
        reason=reason,
        changes=changes or {},
    )

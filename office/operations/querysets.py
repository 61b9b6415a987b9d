from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max

from office.operations.rules import Sweep, sweeps


def recorded_sweeps() -> list[Sweep]:
    """Return the sweeps of CELERY_BEAT_SCHEDULE, each as it was recorded. One query."""
    records = {
        row.name: Sweep(row.name, timedelta(), row.started_at, row.ended_at, row.failed_at, row.failure)
        for row in apps.get_model("office.TaskRecord").objects.all()
    }
    return sweeps(settings.CELERY_BEAT_SCHEDULE, records)


def last_migrated() -> datetime | None:
    """Return when this portal was installed or last upgraded: when its newest migration was applied."""
    found: datetime | None = MigrationRecorder(connection).migration_qs.aggregate(at=Max("applied"))["at"]
    return found

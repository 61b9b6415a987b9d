"""The timetable of beat: each of its sweeps runs where there is nothing to do."""

import pytest
from django.conf import settings

from office.models import AuditEvent
from union_portal.celery import app

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_a_sweep_of_the_timetable_finds_nothing_to_do_where_nothing_is_due(name, django_capture_on_commit_callbacks):
    app.loader.import_default_modules()
    sweep = app.tasks[settings.CELERY_BEAT_SCHEDULE[name]["task"]]
    before = AuditEvent.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert AuditEvent.objects.count() == before

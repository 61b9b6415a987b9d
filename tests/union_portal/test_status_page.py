import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from members.importing.models.imports import ImportJob
from office.chunked_files.rules import FileState
from office.models import TaskRecord
from office.operations.querysets import last_migrated
from office.operations.rules import interval_of
from tests import factories as make
from tests.people import log_in
from union_portal.sweep_labels import SWEEPS

pytestmark = pytest.mark.django_db


def status(client) -> str:
    response = client.get("/admin/status/")
    assert response.status_code == 200
    return response.content.decode()


def job(unit, state: FileState, **fields: object) -> ImportJob:
    return ImportJob.objects.create(unit=unit, file_name="花名册.xlsx", state=state, **fields)


def test_a_portal_whose_workers_rest_says_so(client, superuser):
    assert "beat or all workers are not running" in status(client)


def test_once_sweeps_begin_it_shows_when_each_began_ended_and_failed(client, superuser):
    now = timezone.now()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        TaskRecord.objects.create(name=str(entry["task"]), started_at=now, ended_at=now)
    TaskRecord.objects.filter(name="welfare.runs.tasks.count_slices").update(failed_at=now, failure="OperationalError")
    page = status(client)
    assert "not running" not in page
    assert "OperationalError" in page
    assert page.count("in time") == len(settings.CELERY_BEAT_SCHEDULE) - 1


def test_every_sweep_has_a_name_in_words(client, superuser, chinese):
    assert SWEEPS.keys() == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    page = status(client)
    rows = re.findall(r'<th scope="row" title="[a-z_.]+">([^<]+)</th>', page)
    assert len(rows) == len(SWEEPS)
    assert [row for row in rows if re.search(r"[A-Za-z_.]", row)] == []


def test_on_the_first_day_a_sweep_that_has_not_been_due_is_neutral_and_one_that_was_is_red(client, superuser):
    installed = last_migrated()
    assert installed is not None
    with time_machine.travel(installed + timedelta(minutes=10), tick=False):
        now = timezone.now()
        for entry in settings.CELERY_BEAT_SCHEDULE.values():
            if (
                interval_of(entry["schedule"]) < timedelta(minutes=10)
                and entry["task"] != "members.dues.tasks.compute_dues"
            ):
                TaskRecord.objects.create(name=str(entry["task"]), started_at=now, ended_at=now)
        page = status(client)
    assert "not running" not in page
    rows = {row.split('"')[0]: row.split("</tr>")[0] for row in page.split('<th scope="row" title="')[1:]}
    assert "not due yet" in rows["office.seals.tasks.check_audit_log"]
    assert "status-bad" not in rows["office.seals.tasks.check_audit_log"]
    assert "never begun" in rows["members.dues.tasks.compute_dues"]
    assert page.count("status-bad") == 1


def test_it_counts_what_waits_and_what_failed_within_a_week(client, superuser, branch):
    now = timezone.now()
    job(branch, FileState.CHECKING)
    job(branch, FileState.FAILED, finished_at=now)
    job(branch, FileState.FAILED, finished_at=now - timedelta(days=8))
    row = status(client).split('href="/members/imports/">')[1].split("</tr>")[0]
    assert row.count("<td>1</td>") == 1
    assert 'class="status-bad">1</td>' in row
    assert "花名册" not in status(client)


def test_no_officer_learns_that_there_is_such_a_page(client, branch):
    officer = log_in(client, branch, "chair")
    officer.is_staff = True
    officer.save()
    assert client.get("/admin/status/").status_code == 404
    assert "/admin/status/" not in client.get("/admin/").content.decode()
    client.force_login(make.worker().user)
    assert client.get("/admin/status/").status_code == 302

"""An import whose worker is killed with its transaction open is finished by the next worker, each row once."""

import subprocess
import sys

import pytest

from members.importing import tasks
from members.importing.actions import imports, processing
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from tests import factories as make
from tests.members.importing import rosters
from tests.processes import environment

# Takes one row a slice over, and stops for good in the middle of the third, its row written and not yet committed.
WORKER = """
import signal
import django
django.setup()
from members.importing import tasks
from members.importing.actions import processing
apply_slice, slices = processing.apply_slice, []
def stops(*what):
    done = apply_slice(*what)
    slices.append(what)
    if len(slices) == 3:
        print("in the third slice", flush=True)
        signal.pause()
    return done
processing.apply_slice = stops
tasks.process_imports()
"""


def worker_process() -> subprocess.Popen[str]:
    """Start a worker that stops inside its third slice, on the test's own database and files."""
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment(), stdout=subprocess.PIPE, text=True)


@pytest.mark.faults
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_an_import_that_the_next_one_finishes(monkeypatch):
    monkeypatch.setattr(processing.RosterProcessor, "chunk_rows", 1)
    union = make.unit("公司工会", kind="union", code="HQ")
    rows = [rosters.row(employee_number=f"N{number}") for number in range(6)]
    officer = make.officer(union)
    job = imports.start_import(rosters.upload(rosters.book(rows)), union, by=officer)
    processing.process_import(job)
    job.refresh_from_db()
    imports.confirm_import(job, by=officer, create_units=False)

    worker = worker_process()
    assert worker.stdout is not None
    assert worker.stdout.readline() == "in the third slice\n"
    tasks.process_imports()  # while the other is at its slice, this one does the rest of them, and leaves that one
    assert Member.objects.count() == 5
    worker.kill()
    worker.communicate()

    for _attempt in range(100):  # the database notices the death of the other a moment later
        tasks.process_imports()
        if ImportJob.objects.get(pk=job.pk).state == "done":
            break
    job.refresh_from_db()
    assert (job.state, job.rows, job.created, job.rejected) == ("done", 6, 6, 0)
    assert Member.objects.count() == 6

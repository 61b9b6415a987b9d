"""An auditor's pack is as of one moment and complete, whenever its worker is killed and whatever happens meanwhile."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import transaction

from office.encrypted_files import orphans
from office.encrypted_files.storage import file_storage
from tests import factories as make
from tests.processes import environment
from tests.welfare.auditing.archives import opened, table
from welfare.auditing.actions import making
from welfare.auditing.models import PackPart
from welfare.handing_out.actions import receive_grant, sign_grants, undo_signing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow]

# Makes packs as the worker does, and hangs at the file whose name begins as said, before or after it is complete.
WORKER = """
import sys
import django
django.setup()
from office.encrypted_files.storage import EncryptedStorage
from welfare.auditing import rules
from welfare.auditing.actions import making
from welfare.auditing.sections import table
table.PART_ROWS = 2
count, whole = int(sys.argv[1]), sys.argv[2] == "whole"
written = 0
write = EncryptedStorage.write_encrypted

def hang():
    print("there", flush=True)
    sys.stdin.read()

def begun(pieces):
    for piece in pieces:
        yield piece
        hang()

def write_and_hang(self, name, pieces, *more):
    global written
    written += 1
    if written == count and not whole:
        pieces = begun(pieces)
    write(self, name, pieces, *more)
    if written == count:
        hang()

EncryptedStorage.write_encrypted = write_and_hang
making.make_all()
"""


def killed_at(count, how):
    """Let a real worker go on, and kill it while it writes its file `count`, or when that is written."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(count), how],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "there\n"
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()


def free(pack):
    """Wait until the server has seen that the worker is gone, and freed what it had locked."""
    with transaction.atomic():
        list(type(pack).objects.select_for_update().filter(pk=pack.pk))
        list(PackPart.objects.select_for_update().filter(pack=pack))


def test_killed_at_any_moment_the_pack_is_complete_and_as_of_its_moment(stored_files, monkeypatch):
    monkeypatch.setattr("welfare.auditing.sections.table.PART_ROWS", 2)
    unit = make.unit("石化工会", kind="union", code="HQ")
    accounts = [worker.user for worker in [make.worker(unit) for _ in range(7)] if worker.user]
    run = make.issued_run(unit)
    grants = list(run.grants.order_by("pk"))
    receive_grant(grants[0], by=accounts[0])
    together = sign_grants(run.grants.filter(pk=grants[1].pk), by=make.user(), reason="签字", sheets=[make.scan()])
    pack = make.asked_pack(unit, year=run.on.year)
    killed_at(2, "part")  # while the moment is fixed
    free(pack)
    pack.refresh_from_db()
    assert (pack.as_of, pack.parts.count()) == (None, 0)
    killed_at(4, "whole")  # the files of the moment are sealed, the next one is written and not sealed
    free(pack)
    pack.refresh_from_db()
    moment, sealed = pack.as_of, pack.parts.filter(sealed_at__isnull=False).count()
    assert moment is not None and sealed == 3
    # What happens now is not in the pack, nor does what was there go.
    receive_grant(grants[2], by=accounts[2])
    undo_signing(together, by=make.user(), reason="签错")
    make.issued_run(unit, festival="national", on=run.on)
    killed_at(3, "part")  # in the middle of a file
    free(pack)
    waiting = pack.parts.filter(sealed_at=None).count()
    killed_at(waiting + 1, "part")  # in the middle of the archive
    free(pack)
    # Everything but the list of contents, which is sealed together with the archive.
    assert pack.parts.filter(sealed_at=None).count() == 1
    killed_at(2, "whole")  # the archive is there, and nobody was told
    free(pack)
    assert making.make_all() == 0
    making.delete_old()
    pack.refresh_from_db()
    assert (pack.state, pack.as_of) == ("done", moment)
    book = opened(pack)
    rows = table(book, "grants")
    assert [int(row[0]) for row in rows] == [grant.pk for grant in grants]
    assert [bool(row[11]) for row in rows] == [True, True, *[False] * 5]
    assert [row[14] for row in rows][:2] == ["", str(together.pk)]
    assert {row[1] for row in rows} == {str(run.pk)}
    assert all(row[-1] in ("", "0.00", "0") for row in table(book, "sums"))
    # Of five killed workers nothing is left but what the sweep deletes.
    monkeypatch.setattr(orphans, "AGE", -1)
    orphans.delete_orphans(file_storage(), however_many=True)
    assert [name for name in file_storage().names() if name.startswith("audit_packs/")] == [pack.file.name]
    assert not list(file_storage().parts())

"""Files that belong to no row go after a day, unless there are so many that the database may be the wrong one."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from members.importing.models.imports import ImportJob
from office.encrypted_files import orphans, tasks
from office.encrypted_files.orphans import TooManyOrphans, delete_orphans, file_fields
from office.encrypted_files.storage import file_storage
from office.uploads.actions import attach
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_files")]


def aged(folder, name, hours=25):
    past = time.time() - hours * 3600
    os.utime(folder / name, (past, past))


def orphan(folder, number, hours=25):
    name = default_storage.save(f"attachments/{number}", ContentFile(b"x"))
    aged(folder, name, hours)
    return name


def test_every_column_that_names_files_is_asked():
    columns = {(model._meta.label, field) for model, field in file_fields()}
    assert columns == {
        ("members.ImportJob", "file"),
        ("members.PayrollFile", "file"),
        ("office.Attachment", "copy"),
        ("office.Attachment", "file"),
        ("office.DocumentBatch", "file"),
        ("office.WordLayout", "file"),
        ("welfare.AnswerFile", "file"),
        ("welfare.AuditPack", "file"),
        ("welfare.BenefitList", "file"),
        ("welfare.PackPart", "file"),
        ("welfare.PaymentFile", "file"),
    }


def test_only_files_that_no_row_names_go_and_only_after_a_day(stored_files, union, monkeypatch):
    monkeypatch.setattr(orphans, "BATCH", 1)
    job = ImportJob.objects.create(unit=union, file=ContentFile(b"x", name="x"), file_name="x")
    (kept,) = attach(union, [SimpleUploadedFile("a.pdf", b"%PDF-1.4")], by=make.user())
    left, young = orphan(stored_files, 1), orphan(stored_files, 2, hours=23)
    for row in (job, kept):
        aged(stored_files, row.file.name)
    tasks.sweep_files()
    assert sorted(file_storage().names()) == sorted([job.file.name, kept.file.name, young])
    assert left not in file_storage().names()


def test_remains_of_a_killed_write_go_after_a_day(stored_files):
    orphan(stored_files, 1, hours=0)
    for name, hours in (("attachments/.abc.part", 25), ("attachments/.new.part", 1)):
        (stored_files / name).write_bytes(b"x")
        aged(stored_files, name, hours)
    tasks.sweep_files()
    assert sorted(path.name for path in (stored_files / "attachments").iterdir()) == [".new.part", "1"]


def test_of_another_database_no_file_is_deleted(stored_files, monkeypatch, caplog):
    monkeypatch.setattr(orphans, "MOST", 2)
    names = [orphan(stored_files, number) for number in range(3)]
    with pytest.raises(TooManyOrphans, match="3 of 3"):
        delete_orphans(file_storage())
    tasks.sweep_files()
    assert sorted(file_storage().names()) == names
    assert "If this is the right database, run: manage.py sweep_files" in caplog.text
    call_command("sweep_files")
    assert list(file_storage().names()) == []

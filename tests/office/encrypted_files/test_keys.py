"""Files follow the first of ENCRYPTION_KEYS, and those from before are encrypted; both go on after a kill."""

import io
import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError

from office.encrypted_files import keys
from office.encrypted_files.format import DamagedFile
from office.encrypted_files.storage import file_storage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_files")]
SECRET = b"370502199001011234"
LONG = SECRET * 20_000
HOUR = 1_767_225_600


def content(name):
    with default_storage.open(name) as file:
        return file.read()


def contents():
    return {name: content(name) for name in file_storage().names()}


def clear_file(folder, name, clear):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(clear)
    os.utime(path, (HOUR, HOUR))


def run(command):
    said = io.StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


@pytest.fixture
def two_keys(settings):
    """Store two files with an old key, then put a new one in front; return both."""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    default_storage.save("imports/a", ContentFile(SECRET))
    default_storage.save("attachments/b.pdf", ContentFile(LONG))
    settings.ENCRYPTION_KEYS = [new, old]
    return old, new


def test_after_a_rotation_files_no_longer_need_the_old_key(stored_files, settings, two_keys):
    os.utime(stored_files / "attachments/b.pdf", (HOUR, HOUR))
    before = (stored_files / "attachments/b.pdf").read_bytes()
    assert "files: 2" in run("rotate_keys")
    after = (stored_files / "attachments/b.pdf").read_bytes()
    assert after[148:] == before[148:]
    assert (stored_files / "attachments/b.pdf").stat().st_mtime == HOUR
    settings.ENCRYPTION_KEYS = [two_keys[1]]
    assert contents() == {"imports/a": SECRET, "attachments/b.pdf": LONG}
    settings.ENCRYPTION_KEYS = [two_keys[0]]
    with pytest.raises(DamagedFile):
        default_storage.open("imports/a")


def test_a_second_rotation_writes_nothing(stored_files, two_keys):
    run("rotate_keys")
    inodes = {name: (stored_files / name).stat().st_ino for name in file_storage().names()}
    assert "files: 0" in run("rotate_keys")
    assert {name: (stored_files / name).stat().st_ino for name in file_storage().names()} == inodes


def test_a_rotation_that_was_killed_goes_on_with_the_rest(stored_files, settings, monkeypatch, two_keys):
    settle, settled = keys._settle, []

    def killed(file, part):
        settle(file, part)
        settled.append(part)
        if len(settled) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keys, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            run("rotate_keys")
    assert contents() == {"imports/a": SECRET, "attachments/b.pdf": LONG}
    assert "files: 1" in run("rotate_keys")
    settings.ENCRYPTION_KEYS = [two_keys[1]]
    assert contents() == {"imports/a": SECRET, "attachments/b.pdf": LONG}


def test_a_file_deleted_meanwhile_does_not_come_back(stored_files, monkeypatch, two_keys):
    settle = keys._settle

    def deleted(file, part):
        Path(file.name).unlink()
        settle(file, part)

    monkeypatch.setattr(keys, "_settle", deleted)
    assert "files: 0" in run("rotate_keys")
    assert [path for path in stored_files.rglob("*") if path.is_file()] == []


def test_a_rotation_names_what_it_can_not_decrypt_and_fails_after_the_others(stored_files, settings, two_keys):
    clear_file(stored_files, "imports/clear", SECRET * 10)
    settings.ENCRYPTION_KEYS = [two_keys[1], two_keys[0]]
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 of 3"):
        call_command("rotate_keys", stdout=said)
    assert "imports/clear: not encrypted" in said.getvalue()
    settings.ENCRYPTION_KEYS = [two_keys[1]]
    assert content("imports/a") == SECRET


def test_files_from_before_are_encrypted_once_and_keep_their_date(stored_files, monkeypatch):
    monkeypatch.setattr(keys, "REPORT_EVERY", 1)
    clear_file(stored_files, "imports/a", SECRET)
    clear_file(stored_files, "attachments/b.pdf", LONG)
    clear_file(stored_files, "attachments/empty.txt", b"")
    default_storage.save("payroll/c", ContentFile(SECRET))
    said = run("encrypt_files")
    assert "files: 4 of 4" in said
    assert "3 files encrypted" in said
    everything = {"imports/a": SECRET, "attachments/b.pdf": LONG, "attachments/empty.txt": b"", "payroll/c": SECRET}
    assert contents() == everything
    assert not any(SECRET in path.read_bytes() for path in stored_files.rglob("*") if path.is_file())
    assert (stored_files / "imports/a").stat().st_mtime == HOUR
    assert "0 files encrypted" in run("encrypt_files")


def test_before_going_back_to_a_version_without_encryption_files_are_decrypted(stored_files):
    clear_file(stored_files, "imports/a", SECRET)
    clear_file(stored_files, "attachments/b.pdf", LONG)
    run("encrypt_files")
    said = io.StringIO()
    call_command("encrypt_files", "--undo", stdout=said)
    assert "2 files decrypted" in said.getvalue()
    assert (stored_files / "imports/a").read_bytes() == SECRET
    assert (stored_files / "attachments/b.pdf").read_bytes() == LONG
    assert (stored_files / "imports/a").stat().st_mtime == HOUR
    run("encrypt_files")
    assert contents() == {"imports/a": SECRET, "attachments/b.pdf": LONG}


def test_encrypting_on_a_full_disk_leaves_the_file_as_it_was(stored_files, monkeypatch):
    clear_file(stored_files, "imports/a", SECRET)

    def full(_number):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            run("encrypt_files")
    assert [path.name for path in stored_files.rglob("*") if path.is_file()] == ["a"]
    assert (stored_files / "imports/a").read_bytes() == SECRET
    run("encrypt_files")
    assert contents() == {"imports/a": SECRET}

"""Uploads lie encrypted in the storage, whole or not at all."""

import errno
import os
import subprocess
import sys
import tracemalloc

import pytest
from cryptography.fernet import Fernet
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from office.encrypted_files import storage as module
from office.encrypted_files.format import CHUNK, HEADER, DamagedFile
from office.encrypted_files.storage import FileNotStored

pytestmark = pytest.mark.usefixtures("stored_files")
SECRET = b"370502199001011234"


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def store(content=SECRET, name="imports/a"):
    return default_storage.save(name, ContentFile(content))


def test_nothing_of_the_content_lies_in_clear(stored_files):
    name = store(SECRET * 10_000)
    lying = (stored_files / name).read_bytes()
    assert SECRET not in lying
    with default_storage.open(name) as file:
        assert (file.size, file.read()) == (180_000, SECRET * 10_000)
        assert default_storage.size(name) == 180_000
        assert b"".join(file.chunks(1000)) == SECRET * 10_000


def test_only_its_owner_reads_the_folder_and_the_file(stored_files):
    name = store()
    modes = [oct(path.stat().st_mode & 0o777) for path in (stored_files, stored_files / "imports", stored_files / name)]
    assert modes == ["0o700", "0o700", "0o600"]


def test_a_stored_file_can_be_opened_again_after_it_was_closed():
    file = default_storage.open(store())
    with file:
        assert file.read(6) == SECRET[:6]
    with file.open() as again:
        assert again.read() == SECRET
        again.open()
        assert again.read(6) == SECRET[:6]


def test_a_stored_file_is_never_opened_for_writing():
    with pytest.raises(ValueError, match="reading only"):
        default_storage.open(store(), "wb")


def test_a_second_file_of_the_same_name_gets_another_one():
    assert store(b"1") == "imports/a"
    second = store(b"2")
    assert second != "imports/a"
    for name, content in (("imports/a", b"1"), (second, b"2")):
        with default_storage.open(name) as file:
            assert file.read() == content


def test_the_token_in_the_header_tells_no_time(stored_files, settings):
    """Of an anonymous report only the hour may be known, and a Fernet token names the second."""
    header = (stored_files / store()).read_bytes()[:HEADER]
    assert Fernet(settings.ENCRYPTION_KEYS[0]).extract_timestamp(header[8:]) == 0


def test_without_its_key_or_in_clear_a_file_is_refused_and_the_log_says_why(stored_files, settings, caplog):
    name = store()
    (stored_files / "imports/clear").write_bytes(SECRET * 100)
    with pytest.raises(DamagedFile):
        default_storage.open("imports/clear")
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(DamagedFile):
        default_storage.open(name)
    assert "imports/clear" in caplog.messages[0]
    assert "not encrypted" in caplog.messages[0]
    assert "none of ENCRYPTION_KEYS fits" in caplog.messages[1]


def test_a_file_of_any_size_takes_the_memory_of_a_few_chunks():
    class Content(ContentFile[bytes]):
        def chunks(self, size=None):
            return (bytes(CHUNK) for _number in range(500))

    tracemalloc.start()
    try:
        name = default_storage.save("imports/large", Content(b"x"))
        with default_storage.open(name) as file:
            assert file.size == 500 * CHUNK
            while file.read(CHUNK):
                pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * CHUNK


def test_the_web_server_can_not_send_what_lies_on_disk_by_itself():
    """It would take the file's number and send what is encrypted."""
    with default_storage.open(store()) as file, pytest.raises(OSError):
        file.fileno()


def full_after(limit):
    """Return a class of files that are full after `limit` bytes."""

    class Full(module.Encryptor):
        def _put(self, chunk, *, last):
            if self._written * CHUNK >= limit:
                raise OSError(errno.ENOSPC, "No space left on device")
            super()._put(chunk, last=last)

    return Full


@pytest.mark.parametrize("limit", [0, CHUNK, 2 * CHUNK])
def test_a_full_disk_leaves_nothing_of_the_file(stored_files, monkeypatch, limit):
    monkeypatch.setattr(module, "Encryptor", full_after(limit))
    with pytest.raises(FileNotStored, match="disk is full"):
        store(bytes(3 * CHUNK))
    assert files_in(stored_files) == []


def test_a_disk_that_is_full_only_when_the_file_is_to_be_kept_leaves_nothing(stored_files, monkeypatch):
    def fsync(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(FileNotStored):
        store()
    assert files_in(stored_files) == []


LIMITED = """
import resource, signal, django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    default_storage.save("imports/a", ContentFile(bytes(1_000_000)))
except Exception as why:
    print(type(why).__name__)
"""


@pytest.mark.slow
def test_a_real_write_that_breaks_off_leaves_nothing(stored_files):
    """The kernel refuses the write after 200,000 bytes, as on a full disk."""
    settings = {"DJANGO_SETTINGS_MODULE": "union_portal.settings", "MEDIA_ROOT": str(stored_files)}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, files_in(stored_files)) == ("FileNotStored\n", [])


KILLED = """
import os, signal, django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
class Content(ContentFile):
    def chunks(self, size=None):
        yield bytes(300_000)
        os.kill(os.getpid(), signal.SIGKILL)
default_storage.save("imports/a", Content(b"x"))
"""


@pytest.mark.slow
def test_a_kill_while_writing_leaves_no_file_of_that_name(stored_files):
    settings = {"DJANGO_SETTINGS_MODULE": "union_portal.settings", "MEDIA_ROOT": str(stored_files)}
    done = subprocess.run([sys.executable, "-c", KILLED], env={**os.environ, **settings}, check=False)
    assert done.returncode == -9
    (left,) = files_in(stored_files)
    assert left.endswith(".part")
    assert not default_storage.exists("imports/a")

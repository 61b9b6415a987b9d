import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from office.checks import files_are_encrypted

pytestmark = pytest.mark.usefixtures("stored_files")


def test_the_check_before_going_live_counts_files_in_clear(stored_files):
    assert files_are_encrypted(None) == []
    default_storage.save("imports/a", ContentFile(b"x"))
    assert files_are_encrypted(None) == []
    (stored_files / "imports/clear").write_bytes(b"x")
    (found,) = files_are_encrypted(None)
    assert (found.id, found.hint) == ("office.W003", "Run manage.py encrypt_files.")
    assert found.msg.startswith("1 stored files")

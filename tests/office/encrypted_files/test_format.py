"""What was stored is read as it was, from any place; what was touched is refused."""

import io
import os
import random
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.encrypted_files.format import (
    CHUNK,
    HEADER,
    KEY,
    MAGIC,
    TAG,
    WRAPPED_KEY,
    DamagedFile,
    EncryptedFile,
    Encryptor,
)
from tests.properties import STEADY

SEALED = CHUNK + TAG
LENGTHS = (0, 1, 15, 16, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("encrypted")


def encrypted(folder, content, name="imports/a", key=bytes(KEY), piece=10_000):
    path = folder / secrets.token_hex(8)
    with path.open("wb") as out:
        out.write(MAGIC + bytes(WRAPPED_KEY))
        encryptor = Encryptor(out, key, name)
        for at in range(0, len(content), piece):
            encryptor.write(content[at : at + piece])
        encryptor.finish()
    return path


def read(path, name="imports/a", key=bytes(KEY)):
    with path.open("rb") as file:
        return EncryptedFile(file, key, name).read()


def refused(path, **how):
    with pytest.raises(DamagedFile):
        read(path, **how)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("piece", [4096, CHUNK, 3 * CHUNK])
def test_a_file_of_any_length_is_read_as_it_was_written(folder, length, piece):
    content = random.Random(length).randbytes(length)
    path = encrypted(folder, content, piece=piece)
    assert read(path) == content
    assert path.stat().st_size == HEADER + length + TAG * max(-(-length // CHUNK), 1)


@STEADY
@given(st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.integers(0, 300_000), st.integers(-1, 200_000)), max_size=12))
def test_a_file_is_read_from_any_place_as_one_in_memory(folder, steps):
    content = random.Random(1).randbytes(3 * CHUNK + 100)
    twin = io.BytesIO(content)
    with EncryptedFile(encrypted(folder, content).open("rb"), bytes(KEY), "imports/a") as file:
        for whence, offset, size in steps:
            signed = -(offset % len(content)) if whence == os.SEEK_END else offset
            assert file.seek(signed, whence) == twin.seek(signed, whence)
            assert file.read(size) == twin.read(size)
            assert file.tell() == twin.tell()


def test_there_is_nothing_before_the_start(folder):
    with EncryptedFile(encrypted(folder, b"abc").open("rb"), bytes(KEY), "imports/a") as file:
        with pytest.raises(ValueError, match="before the start"):
            file.seek(-1)
        assert (file.seek(100), file.read()) == (100, b"")


@pytest.mark.parametrize("length", [1, CHUNK, 2 * CHUNK + 5])
def test_a_changed_bit_anywhere_is_refused(folder, length):
    path = encrypted(folder, bytes(length))
    stored = path.read_bytes()
    for at in {HEADER, HEADER + length // 2, len(stored) - TAG, len(stored) - 1}:
        path.write_bytes(stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :])
        refused(path)


@pytest.mark.parametrize(
    "left", [0, 1, TAG - 1, TAG, TAG + 5, SEALED - 1, SEALED, SEALED + 1, 2 * SEALED, 3 * SEALED - 1, 3 * SEALED + 4]
)
def test_a_file_cut_off_anywhere_is_refused_before_its_first_byte_is_read(folder, left):
    path = encrypted(folder, bytes(3 * CHUNK + 5))
    os.truncate(path, HEADER + left)
    with path.open("rb") as file, pytest.raises(DamagedFile):
        EncryptedFile(file, bytes(KEY), "imports/a")


@pytest.mark.parametrize("more", [b"x", bytes(TAG), bytes(SEALED)])
def test_a_file_made_longer_is_refused(folder, more):
    path = encrypted(folder, bytes(CHUNK + 5))
    with path.open("ab") as file:
        file.write(more)
    refused(path)


def test_chunks_in_another_order_twice_or_left_out_are_refused(folder):
    path = encrypted(folder, random.Random(2).randbytes(4 * CHUNK))
    stored = path.read_bytes()
    head, chunks = stored[:HEADER], [stored[HEADER + n * SEALED : HEADER + (n + 1) * SEALED] for n in range(4)]
    for order in ([1, 0, 2, 3], [0, 1, 1, 3], [0, 0, 1, 2, 3], [0, 2, 3], [1, 2, 3], [0, 1, 2], [3]):
        path.write_bytes(head + b"".join(chunks[n] for n in order))
        refused(path)
    path.write_bytes(head + b"".join(chunks))
    assert len(read(path)) == 4 * CHUNK


def test_another_file_put_in_the_place_is_refused(folder):
    path = encrypted(folder, b"wages of May", name="payroll/may")
    refused(path, name="payroll/june")
    refused(path, name="payroll/may", key=bytes([1] * KEY))
    assert read(path, name="payroll/may") == b"wages of May"


def test_two_files_with_the_same_content_share_no_block(folder):
    first, second = (
        encrypted(folder, bytes(5000), key=secrets.token_bytes(KEY)).read_bytes()[HEADER:] for _ in range(2)
    )
    assert not {first[at : at + 16] for at in range(0, 5000, 16)} & {second[at : at + 16] for at in range(0, 5000, 16)}


def test_nobody_can_send_the_file_by_its_number(folder):
    """A web server would send what lies on disk, past the decryption."""
    with EncryptedFile(encrypted(folder, b"abc").open("rb"), bytes(KEY), "imports/a") as file, pytest.raises(OSError):
        file.fileno()

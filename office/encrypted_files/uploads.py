"""Uploads that are too large for memory wait for their view encrypted, with a key that nobody keeps."""

import io
import logging
import secrets
import tempfile
from contextlib import ExitStack, suppress
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from office.encrypted_files.format import KEY, EncryptedFile, Encryptor
from office.encrypted_files.storage import not_stored_words

logger = logging.getLogger(__name__)


class EncryptedUpload(UploadedFile[bytes]):
    """An upload that waits encrypted on disk, in a file without a name, which ends with its process."""


class BrokenUpload(UploadedFile[bytes]):
    """An upload that could not be written to disk: it has its name and size, and no content."""


def require_whole(file: UploadedFile[bytes]) -> None:
    """Raise ValidationError for an upload that could not be written to disk."""
    if isinstance(file, BrokenUpload):
        raise ValidationError(not_stored_words(), code="file_not_stored")


class EncryptedUploadHandler(FileUploadHandler):
    """Takes the place of Django's TemporaryFileUploadHandler, which would write what is uploaded to disk as it is."""

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self._encryptor: Encryptor | None = None
        self._key = secrets.token_bytes(KEY)
        try:
            with ExitStack() as stack:
                # Under this name the parser closes it when the request breaks off.
                self.file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR))
                stack.pop_all()
            self._encryptor = Encryptor(self.file, self._key, "")
        except OSError:
            self._give_up()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            if self._encryptor is not None:
                self._encryptor.write(raw_data)
        except OSError:
            self._give_up()

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        try:
            if self._encryptor is not None:
                self._encryptor.finish()
                self.file.flush()
                content = EncryptedFile(self.file, self._key, "", start=0)
                return EncryptedUpload(content, self.file_name, self.content_type, file_size, self.charset)
        except OSError:
            self._give_up()
        return BrokenUpload(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()

    def _give_up(self) -> None:
        """Drop what was written, and the rest that comes; the form says so at its field."""
        logger.exception("An upload could not be written to disk")
        self._encryptor = None
        # Closing it may try once more to write what its buffer holds.
        with suppress(OSError):
            self.upload_interrupted()

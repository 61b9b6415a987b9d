"""Files that no row names: their process was killed before it committed the row, or before it deleted the file."""

import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.db.models import FileField, Model

from office.encrypted_files.storage import EncryptedStorage

logger = logging.getLogger(__name__)
# Whatever is younger may belong to a transaction that is not committed yet.
AGE = 24 * 3600
BATCH = 1000
# More than both, the number and the share of all files, is no trace of kills but another database, or an older one.
MOST, MOST_SHARE = 20, 0.1


class TooManyOrphans(Exception):
    """So many files belong to no row that the database may be the wrong one; nothing is deleted."""


def delete_orphans(storage: EncryptedStorage, *, however_many: bool = False) -> int:
    """Delete the files older than AGE that no row of any table names, and remains of writing; return how many.

    Raises TooManyOrphans unless `however_many`.
    """
    before = time.time() - AGE
    remains = [part for part in storage.parts() if _older(part, before)]
    names, files = [], 0
    for batch in _batches(storage.names()):
        files += len(batch)
        names += _unknown([name for name in batch if _older(Path(storage.path(name)), before)])
    if not however_many and len(names) > max(MOST, MOST_SHARE * files):
        raise TooManyOrphans(f"{len(names)} of {files} files below {storage.location} belong to no row")
    for name in names:
        logger.warning("The file %s belongs to no row; it is deleted", name)
        storage.delete(name)
    for part in remains:
        part.unlink(missing_ok=True)
    return len(names) + len(remains)


def _older(path: Path, before: float) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < before
    return False


def _batches(names: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(names, BATCH)):
        yield batch


def file_fields() -> list[tuple[type[Model], str]]:
    """Return every column that names files, as its model and its name."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not model._meta.proxy
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]


def _unknown(names: list[str]) -> list[str]:
    """Return those of `names` that no row names."""
    unknown = set(names)
    for model, field in file_fields():
        unknown -= set(model._base_manager.filter(**{f"{field}__in": names}).values_list(field, flat=True))
    return [name for name in names if name in unknown]

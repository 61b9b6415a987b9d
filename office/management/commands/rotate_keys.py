from collections.abc import Callable, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from office import second_step
from office.encrypted_files.keys import for_each_file, rotate_file
from office.secrets import Sealed, SealedField

BATCH = 1000
# Any: what a column holds, an encrypted text or the data of an authenticator.
Rotate = Callable[[Any], Any]


class Command(BaseCommand):
    help = (
        "Encrypt every encrypted column, second step and stored file's key again with the first of ENCRYPTION_KEYS. "
        "Put the new key first, restart, run this, then remove the old key."
    )

    def handle(self, **options: object) -> None:
        for model in apps.get_models():
            fields = [field.attname for field in model._meta.concrete_fields if isinstance(field, SealedField)]
            if fields and not model._meta.proxy:
                self.stdout.write(f"{model._meta.label}: {rotate_columns(model, fields, Sealed.rotated)}")
        self.stdout.write(f"mfa.Authenticator: {rotate_columns(Authenticator, ['data'], second_step.rotated)}")
        self.stdout.write(f"files: {for_each_file(rotate_file, self.stdout)}")


def rotate_columns(model: type[models.Model], fields: Sequence[str], rotate: Rotate) -> int:
    """Encrypt columns of a model again, in transactions of BATCH rows, and return of how many; may be run twice."""
    rows, last = 0, None
    while batch := _rotate_batch(model, fields, rotate, last):
        rows += len(batch)
        last = batch[-1].pk
    return rows


@transaction.atomic
def _rotate_batch(model: type[models.Model], fields: Sequence[str], rotate: Rotate, last: object) -> list[models.Model]:
    """Encrypt the rows after the key `last` again, at most BATCH, and return them."""
    wanted = model._base_manager.order_by("pk").select_for_update().only("pk", *fields)
    batch = list((wanted if last is None else wanted.filter(pk__gt=last))[:BATCH])
    for row in batch:
        for field in fields:
            if value := getattr(row, field):
                setattr(row, field, rotate(value))
    model._base_manager.bulk_update(batch, fields, batch_size=BATCH)
    return batch

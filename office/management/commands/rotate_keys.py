from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from office.sealed_files.keys import for_each_file, rotate_file
from office.second_step import rotate_second_steps
from office.secrets import SealedField

BATCH = 1000


class Command(BaseCommand):
    help = (
        "Encrypt every encrypted column, second step and stored file's key again with the first of ENCRYPTION_KEYS. "
        "Put the new key first, restart, run this, then remove the old key."
    )

    def handle(self, **options: object) -> None:
        for model in apps.get_models():
            fields = [field.attname for field in model._meta.concrete_fields if isinstance(field, SealedField)]
            if fields and not model._meta.proxy:
                self.stdout.write(f"{model._meta.label}: {self._rotate(model, fields)}")
        self.stdout.write(f"mfa.Authenticator: {rotate_second_steps()}")
        self.stdout.write(f"files: {for_each_file(rotate_file, self.stdout)}")

    def _rotate(self, model: type[models.Model], fields: list[str]) -> int:
        """Encrypt the rows of a model again, in transactions of BATCH rows, and return how many; may be run twice."""
        rows, last = 0, None
        while batch := self._batch(model, fields, last):
            rows += len(batch)
            last = batch[-1].pk
        return rows

    @transaction.atomic
    def _batch(self, model: type[models.Model], fields: list[str], last: object) -> list[models.Model]:
        wanted = model._base_manager.order_by("pk").select_for_update().only("pk", *fields)
        batch = list((wanted if last is None else wanted.filter(pk__gt=last))[:BATCH])
        for row in batch:
            for field in fields:
                sealed = getattr(row, field)
                if sealed:
                    setattr(row, field, sealed.rotated())
        model._base_manager.bulk_update(batch, fields, batch_size=BATCH)
        return batch

from datetime import timedelta

from django.conf import settings
from django.db import models

from office.secrets import SealedField

# How long an account's form that was sent is known again, and how long the page that answered it can be shown again.
FORM_KNOWN, PAGE_SHOWN = timedelta(days=1), timedelta(hours=1)
KEPT = timedelta(hours=1)
# How long the same content from another page is asked about before it is carried out once more.
CONTENT_KNOWN = timedelta(hours=1)


class OnceKey(models.Model):
    """A form or a call of the API that was carried out: hashes of its key and of what was sent, and the answer.

    Both hashes and the cipher of the answer come from the key itself, which only the sender has, and from HASH_KEY; the
    answer is encrypted by ENCRYPTION_KEYS besides. The row names no account, and its times are rounded, so that it
    leads to nobody.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    body_hash = models.CharField(max_length=64)
    answer = models.TextField(default="")
    """Empty once the answer can't be shown again any more."""
    answer_until = models.DateTimeField(db_index=True)
    known_until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key_hash[:8]


class KeptForm(models.Model):
    """What an account had typed into a form that could not be taken, encrypted; given back to that account alone."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content = SealedField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key_hash[:8]

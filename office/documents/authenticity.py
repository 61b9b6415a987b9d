"""The addresses in the QR codes of documents: unguessable, and signed, so that only the portal can have made them."""

import secrets

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from office.documents.models import IssuedDocument
from office.secrets import keyed_hash

_signer = Signer(salt="office.documents", sep="~")
KEY_BYTES = 16


def new_key() -> str:
    """Return a key that nobody can guess; the database gets only its keyed hash."""
    return secrets.token_urlsafe(KEY_BYTES)


def path_of(key: str) -> str:
    """Return the path of the page that says whether the document with this key is genuine."""
    return reverse("office:document_check", args=[_signer.sign(key)])


def document_of(signed: str) -> IssuedDocument | None:
    """Return the document of a signed key; None for a wrong signature, before any row is read, and an unknown key."""
    try:
        key = _signer.unsign(signed)
    except BadSignature:
        return None
    return IssuedDocument.objects.filter(key_hash=keyed_hash(key)).first()

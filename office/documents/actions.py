"""Saving texts, issuing documents and declaring them void. Callers have checked the permission in the unit."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from office import audit
from office.documents import rules, word_layouts
from office.documents.authenticity import new_key, path_of
from office.documents.blocks import Content, Mark, qr_svg
from office.documents.kinds import KINDS, DocumentKind, compose, require_known_placeholders
from office.documents.models import DocumentCount, DocumentText, IssuedDocument, TextVersion, WordLayout
from office.documents.typesetting import render_pdf
from office.documents.word import render_word
from office.errors import NotAllowed
from office.secrets import keyed_hash
from office.types import Upload

Address = Callable[[str], str]
"""Returns the whole address of a path, such as `request.build_absolute_uri`."""


class Unit(Protocol):
    """What documents need of a unit, which is a row of an upper app."""

    pk: int
    path: str
    code: str

    def paths_down_to(self, path: str) -> list[str]: ...


def text_for(name: str, unit: Unit) -> tuple[str, TextVersion | None]:
    """Return the text that documents of a kind have in a unit, and its version; None where it is the shipped one."""
    text = DocumentText.objects.nearest(name, list(unit.paths_down_to(unit.path)))
    if text is None:
        return str(KINDS[name].text), None
    version = text.current
    return version.body, version


def filled_text(name: str, unit: Unit, values: Mapping[str, str]) -> str:
    """Return the text of a kind that is only printed, as the unit has it, with its placeholders filled."""
    return filled_texts(name, [unit], values)[unit.path]


def filled_texts(name: str, units: Iterable[Unit], values: Mapping[str, str]) -> dict[str, str]:
    """Return the same for each of these units, by its path; one query."""
    above = {unit.path: list(unit.paths_down_to(unit.path)) for unit in units}
    texts = DocumentText.objects.in_use(name).filter(
        unit__path__in={path for paths in above.values() for path in paths}
    )
    bodies = texts.bodies()
    shipped = str(KINDS[name].text)
    return {
        own: rules.fill(next((bodies[path] for path in reversed(paths) if path in bodies), shipped), values)
        for own, paths in above.items()
    }


@transaction.atomic
def save_text(
    name: str, unit: models.Model, body: str, *, by: AbstractBaseUser, base: int | None = None
) -> TextVersion:
    """Add a version to the text that a kind of documents has in a unit; the first one makes it the unit's own.

    Nothing is added where the text stays as it is. `base` is the number of the version that the officer has read.
    Raises NotAllowed for an unknown placeholder, and when somebody has saved another version since.
    """
    kind = KINDS[name]
    body = body.replace("\r\n", "\n").strip()
    require_known_placeholders(kind, body)
    text = _locked_text(name, unit)
    latest = text.versions.first()
    if base is not None and base != (latest.number if latest else 0):
        raise NotAllowed(
            _("Somebody has saved another version meanwhile. Look at it, and save again what you want to keep."),
            code="stale_text",
            field="body",
        )
    if latest and latest.body == body and text.dropped_at is None:
        return latest
    return _add_version(text, body, latest, by=by)


@transaction.atomic
def restore_text(version: TextVersion, *, by: AbstractBaseUser) -> TextVersion:
    """Add a version that says what an earlier one said. Raises NotAllowed when a placeholder in it is gone."""
    require_known_placeholders(KINDS[version.text.kind], version.body)
    text = _locked_text(version.text.kind, version.text.unit)
    return _add_version(text, version.body, text.versions.first(), by=by, restored_from=version.number)


@transaction.atomic
def drop_text(text: DocumentText, *, by: AbstractBaseUser, reason: str) -> None:
    """Let the text of the unit above hold again, or the shipped one; versions stay. Raises NotAllowed done twice."""
    if not DocumentText.objects.filter(pk=text.pk, dropped_at=None).update(dropped_at=timezone.now()):
        raise NotAllowed(_("This text is not used any more."), code="moved_on")
    audit.record("document_text.drop", text, by=by, unit=text.unit, reason=reason)


def _locked_text(name: str, unit: models.Model) -> DocumentText:
    DocumentText.objects.get_or_create(kind=name, unit_id=unit.pk)
    return DocumentText.objects.select_for_update(of=("self",)).select_related("unit").get(kind=name, unit_id=unit.pk)


def _add_version(
    text: DocumentText,
    body: str,
    latest: TextVersion | None,
    *,
    by: AbstractBaseUser,
    restored_from: int | None = None,
) -> TextVersion:
    version = TextVersion.objects.create(
        text=text,
        number=latest.number + 1 if latest else 1,
        body=body,
        restored_from=restored_from,
        saved_by_id=by.pk,
    )
    DocumentText.objects.filter(pk=text.pk).exclude(dropped_at=None).update(dropped_at=None)
    told = {"version": version.number} | ({"restored_from": restored_from} if restored_from else {})
    if restored_from:
        audit.record("document_text.restore", text, by=by, unit=text.unit, changes=told)
    else:
        audit.record("document_text.save", text, by=by, unit=text.unit, changes=told)
    return version


@transaction.atomic
def issue_document(
    name: str,
    unit: Unit,
    values: Mapping[str, str],
    *,
    by: AbstractBaseUser,
    address: Address,
    about: models.Model | None = None,
    subject: str = "",
    numbered: tuple[int, int] | None = None,
) -> IssuedDocument:
    """Issue a document about a row, with the next number of its kind, unit and year; return the valid one if there is.

    `values` has a value for each placeholder of the kind but `number` and `issued_on`, which are added. `numbered` is
    year and number where the row has them already. Raises NotAllowed for a kind that is only printed.
    """
    kind = KINDS[name]
    if not kind.numbered:
        raise NotAllowed(_("Documents of this kind are printed, not issued."), code="not_issued")
    issued = IssuedDocument.objects.select_related("unit")
    if about is not None and (valid := issued.about(about).valid().filter(kind=name).first()):
        return valid
    year, number = numbered or (timezone.localdate().year, 0)
    last = _lock_numbers(name, unit, year)
    # Whoever else issued one about this row at the same moment has let go of the lock by now.
    if about is not None and (valid := issued.about(about).valid().filter(kind=name).first()):
        return valid
    if number and issued.filter(kind=name, unit_id=unit.pk, year=year, number=number).exists():
        raise NotAllowed(_("The document with this number was declared void; it is not issued again."), code="void")
    number = number or last + 1
    DocumentCount.objects.filter(kind=name, unit_id=unit.pk, year=year).update(last=Greatest(F("last"), number))
    document = _numbered_document(
        name, unit, values, by=by, address=address, about=about, subject=subject, numbered=(year, number)
    )
    full = document.full_number
    audit.record("document.issue", document, by=by, unit=document.unit, changes={"number": full, "kind": name})
    return document


def _numbered_document(
    name: str,
    unit: Unit,
    values: Mapping[str, str],
    *,
    by: AbstractBaseUser,
    address: Address,
    about: models.Model | None,
    subject: str,
    numbered: tuple[int, int],
) -> IssuedDocument:
    """Write and typeset a document under its year and number, and return it with its unit."""
    body, version = text_for(name, unit)
    now, (year, number) = timezone.now(), numbered
    full, key = rules.document_number(unit.code, year, number), new_key()
    filled = {**values, "number": full, "issued_on": timezone.localdate(now).isoformat()}
    content = _marked(compose(KINDS[name], body, filled), address(path_of(key))).as_json()
    content["values"] = {**filled, word_layouts.TEXT: rules.fill(body, filled)}
    document = IssuedDocument.objects.create(
        kind=name,
        unit_id=unit.pk,
        year=year,
        number=number,
        version=version,
        about_type=ContentType.objects.get_for_model(about) if about is not None else None,
        about_id=about.pk if about is not None else None,
        subject=subject[:100],
        snapshot=json.dumps(content, ensure_ascii=False),
        file_hash=hashlib.sha256(render_pdf(content, at=now)).hexdigest(),
        key_hash=keyed_hash(key),
        issued_by_id=by.pk,
        issued_at=now,
    )
    return IssuedDocument.objects.select_related("unit").get(pk=document.pk)


def _lock_numbers(name: str, unit: Unit, year: int) -> int:
    """Return the last number of a kind, unit and year, locked until the transaction ends: none is left out or twice."""
    of = {"kind": name, "unit_id": unit.pk, "year": year}
    DocumentCount.objects.get_or_create(**of, defaults={"last": 0})
    return DocumentCount.objects.select_for_update().get(**of).last


def _marked(content: Content, address: str) -> Content:
    """Return the content with the QR code of its page at the end of its last section."""
    told = _("Scan to see whether this document is genuine. The page shows nothing of what it says.")
    *before, last = content.sections
    return replace(content, sections=[*before, [*last, Mark(qr_svg(address), told)]])


@transaction.atomic
def void_document(document: IssuedDocument, *, by: AbstractBaseUser, reason: str) -> IssuedDocument:
    """Declare a document void; its number is not given again. Raises NotAllowed when it is void already."""
    now = timezone.now()
    changes = {"voided_at": now, "voided_by_id": by.pk, "void_reason": reason.strip()}
    if not changes["void_reason"]:
        raise NotAllowed(_("Say why it is void."), code="no_reason", field="reason")
    if not IssuedDocument.objects.valid().filter(pk=document.pk).update(**changes):
        raise NotAllowed(_("This document is void already."), code="moved_on")
    document.refresh_from_db(fields=["voided_at", "voided_by", "void_reason"])
    audit.record("document.void", document, by=by, unit=document.unit, reason=reason)
    return document


def void_documents_about(
    model: type[models.Model], keys: Collection[int], *, by: AbstractBaseUser, reason: str
) -> None:
    """Declare all valid documents about these rows void: what they say holds no longer."""
    of_model = IssuedDocument.objects.filter(about_type=ContentType.objects.get_for_model(model), about_id__in=keys)
    for document in of_model.valid().select_related("unit"):
        void_document(document, by=by, reason=reason)


def file_of(document: IssuedDocument) -> bytes:
    """Return the document's file, typeset again from what was printed."""
    return render_pdf(document.content, at=document.issued_at)


def word_file_of(document: IssuedDocument) -> bytes:
    """Return what a document says as a Word file, in the layout that its unit has uploaded, if any.

    Without QR code, since a file that can be edited must not claim to be genuine. What was issued before values were
    kept beside the content has the portal's layout. Raises NotAllowed for a placeholder without a value.
    """
    content = document.content
    layout = WordLayout.objects.nearest(document.kind, list(document.unit.paths_down_to(document.unit.path)))
    values = content.get("values")
    if layout is None or not isinstance(values, dict):
        return render_word(content, at=document.issued_at)
    try:
        return word_layouts.fill_layout(layout.read(), {name: str(value) for name, value in values.items()})
    except word_layouts.UnknownPlaceholder as why:
        told = _("This document has no value for “%(found)s”, which the Word layout of %(unit)s asks for.")
        raise NotAllowed(told % {"found": why.found, "unit": layout.unit}, code="no_value") from why


def layout_samples(name: str, unit: Unit) -> dict[str, str]:
    """Return a sample value for every placeholder that a Word layout of this kind may have, the whole text too."""
    samples = KINDS[name].samples()
    body, _version = text_for(name, unit)
    return {**samples, word_layouts.TEXT: rules.fill(body, samples)}


@transaction.atomic
def add_layout(name: str, unit: Unit, upload: Upload, *, by: AbstractBaseUser) -> WordLayout:
    """Store a layout for Word files of a kind in a unit and below it. Raises NotAllowed as `require_layout` does."""
    kind = KINDS[name]
    if not kind.numbered:
        raise NotAllowed(_("Documents of this kind are printed, not issued."), code="not_issued")
    upload.seek(0)
    content = upload.read(word_layouts.LARGEST + 1)
    word_layouts.require_layout(content, layout_samples(name, unit))
    layout = WordLayout.objects.create(
        kind=name,
        unit_id=unit.pk,
        file=ContentFile(content, name="layout.docx"),
        name=PurePath(upload.name or "").name[:100],
        file_hash=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=by.pk,
    )
    layout = WordLayout.objects.select_related("unit").get(pk=layout.pk)
    audit.record("document_layout.upload", layout, by=by, unit=layout.unit, changes={"sha256": layout.file_hash})
    return layout


@transaction.atomic
def drop_layout(layout: WordLayout, *, by: AbstractBaseUser, reason: str) -> None:
    """Stop using a layout, so that the one before, the upper unit's or the portal's is used.

    Raises NotAllowed when it is not used any more.
    """
    if not WordLayout.objects.filter(pk=layout.pk, dropped_at=None).update(dropped_at=timezone.now()):
        raise NotAllowed(_("This layout is not used any more."), code="moved_on")
    audit.record("document_layout.drop", layout, by=by, unit=layout.unit, reason=reason)


def is_same_file(document: IssuedDocument, pdf: bytes) -> bool:
    """Return whether this file is, byte for byte, the one that was issued."""
    return hashlib.sha256(pdf).hexdigest() == document.file_hash


def sample_of(kind: DocumentKind, body: str, address: Address) -> Content:
    """Return a document with the kind's sample values. Raises NotAllowed for unknown placeholders."""
    content = compose(kind, body, kind.samples())
    return _marked(content, address("/")) if kind.numbered else content

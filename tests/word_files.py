"""Word files for tests."""

import io

import docx
from django.core.files.uploadedfile import SimpleUploadedFile


def word_file(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    """Return a Word document with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word_layout(*paragraphs: str) -> SimpleUploadedFile:
    """Return an upload of a layout with these paragraphs."""
    return SimpleUploadedFile("信笺.docx", word_file(*(paragraphs or ("{{number}}",))))


def paragraphs_of(word: bytes) -> list[str]:
    """Return the paragraphs of a Word document, without empty ones."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs if paragraph.text]

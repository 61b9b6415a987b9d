"""Reads typeset files as a person would: their text, page by page."""

import pypdfium2


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, without line breaks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    return "".join(pages_of(pdf))

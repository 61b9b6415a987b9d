"""The signature of whoever received, as the file of a visit shows it."""

import io

from PIL import Image

from office.documents.blocks import png_as_svg
from office.uploads.actions import ensure_copy
from office.uploads.clean_copies import CleanersBusy
from office.uploads.models import Attachment
from office.uploads.rules import CopyState
from office.uploads.serving import NoCopy, within
from welfare.visits.choices import PaperKind
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit

# In pixels: what is printed is 22 mm high.
LARGEST = (900, 360)


def signature_drawing(visit: Visit) -> str:
    """Return the newest signature of a visit as an SVG drawing, "" without one. It reads the clean copy.

    Call it outside of transactions. Raises NoCopy, which is answered in words, while too many copies are being made.
    """
    papers = VisitPaper.objects.filter(visit=visit, kind=PaperKind.SIGNED)
    signed = Attachment.objects.filter(within(papers)).order_by("-pk").first()
    if signed is None:
        return ""
    try:
        ensure_copy(signed)
    except CleanersBusy:
        raise NoCopy(signed, later=True) from None
    if signed.copy_state != CopyState.MADE:
        return ""
    with signed.copy.open("rb") as file, Image.open(io.BytesIO(file.read())) as picture:
        small = picture.convert("L")
    small.thumbnail(LARGEST)
    png = io.BytesIO()
    small.save(png, "PNG", optimize=True)
    return png_as_svg(png.getvalue(), *small.size)

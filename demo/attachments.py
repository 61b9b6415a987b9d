"""What people attach in the demonstration: photos with the time, place and device of a phone, and a PDF."""

import io
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from office.types import Upload
from office.uploads.scanning import scan_files

MAKER, MODEL, TAKEN_AT, GPS = 0x010F, 0x0110, 0x0132, 0x8825
SIGNATURE = (
    [(120, 90), (330, 80)],
    [(225, 40), (215, 150), (120, 300)],
    [(225, 150), (280, 230), (350, 300)],
    [(420, 100), (540, 95), (470, 190), (440, 300)],
    [(440, 200), (560, 190), (545, 300), (500, 280)],
    [(620, 80), (760, 75)],
    [(690, 40), (690, 300), (640, 270)],
    [(630, 180), (790, 170)],
)
NORTH, EAST = (37.0, 26.0, 2.0), (118.0, 40.0, 28.0)


def evidence(name: str, taken_at: datetime) -> list[Upload]:
    """Return a photo taken at that moment and a PDF of one page."""
    photo = SimpleUploadedFile(f"{name}.jpg", _photo(taken_at), "image/jpeg")
    return scanned(photo, SimpleUploadedFile(f"{name}.pdf", _pdf(), "application/pdf"))


def scanned(*files: Upload) -> list[Upload]:
    """Return the files after the virus scanner was asked about them, where one is set."""
    scan_files(files)
    return [*files]


def signature() -> Upload:
    """Return a signature as it is drawn on the glass of a phone."""
    picture = Image.new("RGB", (900, 360), "white")
    draw = ImageDraw.Draw(picture)
    for stroke in SIGNATURE:
        draw.line(stroke, fill="#10131a", width=9, joint="curve")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return SimpleUploadedFile("signature.png", out.getvalue(), "image/png")


def _photo(taken_at: datetime) -> bytes:
    """Return a drawn scene in JPEG with the EXIF of a phone: device, time and a place in Dongying."""
    picture = Image.new("RGB", (1280, 960), "#b8c4cc")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1280, 960), fill="#7d7468")
    draw.rectangle((380, 200, 900, 760), fill="#4d6472", outline="#2d3b44", width=10)
    draw.ellipse((540, 300, 740, 500), fill="#e8e4d8", outline="#2d3b44", width=12)
    draw.line((640, 400, 700, 340), fill="#c0392b", width=12)
    draw.rectangle((580, 580, 700, 640), fill="#c0392b")
    exif = Image.Exif()
    exif[MAKER], exif[MODEL] = "HUAWEI", "Mate 60"
    exif[TAKEN_AT] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(GPS).update({1: "N", 2: NORTH, 3: "E", 4: EAST})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, exif=exif.tobytes())
    return out.getvalue()


def _pdf() -> bytes:
    """Return a page with a table."""
    page = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(page)
    for row in range(12):
        draw.line((60, 120 + 50 * row, 560, 120 + 50 * row), fill="black", width=2)
    for column in range(6):
        draw.line((60 + 100 * column, 120, 60 + 100 * column, 670), fill="black", width=2)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=75, creationDate=None, modDate=None)
    return out.getvalue()

"""Files with traces of who made them, where and when, each trace a text that `TRACES` names."""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

TRACES = (b"Zhang", b"GPS", b"Huawei", b"2026:03:02", b"20260302", "张三".encode(), "张三".encode("utf-16-be"))
SIZE = (40, 30)


def segment(marker: int, content: bytes) -> bytes:
    """Return a JPEG segment."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def picture() -> Image.Image:
    """Return a red picture with a blue half."""
    image = Image.new("RGB", SIZE, "red")
    image.paste("blue", (0, 0, SIZE[0] // 2, SIZE[1]))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif() -> bytes:
    """Return EXIF data with a maker, a time and a place."""
    data = Image.Exif()
    data[0x010F], data[0x0132], data[0x013B] = "Huawei", "2026:03:02 10:23:45", "Zhang GPS"
    return data.tobytes()


def jpeg() -> bytes:
    """Return a JPEG with EXIF, XMP, maker's notes, a comment, fill bytes before a segment, and a trailer."""
    plain = encoded(picture(), "JPEG", exif=exif(), comment="Zhang")
    extra = b"".join(segment(0xE0 + number, b"Huawei Zhang GPS") for number in range(1, 16))
    filled = b"\xff\xff\xff" + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 Zhang")
    return plain[:2] + filled + extra + segment(0xFE, b"Zhang") + plain[2:] + b"trailer Zhang GPS 20260302"


def jpeg_of_two_pictures() -> bytes:
    """Return a JPEG in which a second picture with EXIF follows the first, as some telephones write it."""
    return encoded(picture(), "MPO", save_all=True, append_images=[picture()], exif=exif())


def webp() -> bytes:
    """Return a WebP with EXIF and XMP."""
    return encoded(picture(), "WEBP", exif=exif(), xmp=b"Zhang GPS", quality=90)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a PNG chunk."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png() -> bytes:
    """Return a PNG with texts, a time, EXIF, an unknown chunk, a hidden name behind transparency, and a trailer."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Zhang")
    info.add_itxt("XML:com.adobe.xmp", "Zhang GPS", zip=False)
    image = picture().convert("RGBA")
    content = encoded(image, "PNG", pnginfo=info, exif=exif())
    head, body = content[:33], content[33:]
    return head + chunk(b"tIME", b"\x07\xea\x03\x02\x0a\x17\x2d") + chunk(b"zhAN", b"Zhang") + body + b"Zhang"


def pdf() -> bytes:
    """Return a PDF with an author, a date, XMP, an enclosed file and a photo with EXIF."""
    photo = jpeg()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Names<</EmbeddedFiles<</Names[(Zhang.txt) 8 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>"
        b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/T(Zhang)/Contents(Zhang)/F 2>>]>>",
        b"<</Length 31>>stream\nq 200 0 0 100 0 0 cm /Im Do Q  \nendstream",
        b"<</Type/XObject/Subtype/Image/Width 40/Height 30/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
        b"/Length %d>>stream\n" % len(photo) + photo + b"\nendstream",
        b"<</Type/Metadata/Subtype/XML/Length 9>>stream\nZhang GPS\nendstream",
        b"<</Author(Zhang)/Creator(Huawei)/CreationDate(D:20260302102345)>>",
        b"<</Type/Filespec/F(Zhang.txt)/EF<</F 9 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 5>>stream\nZhang\nendstream",
    ]
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer<</Size %d/Root 1 0 R/Info 7 0 R>>\nstartxref\n%d\n%%%%EOF\nZhang" % (len(objects) + 1, len(content))
    )


# MPEG 1 Layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
FRAME = b"\xff\xfb\x90\x00" + b"\x55" * 413


def mp3() -> bytes:
    """Return a sound of three frames with tags before and behind them, and the frame of the encoder."""
    tag = b"TPE1" + struct.pack(">I", 6) + b"\0\0\0Zhang"
    id3 = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(tag)]) + tag
    encoder = b"\xff\xfb\x90\x00" + b"\0" * 32 + b"Info" + b"Huawei GPS".ljust(377, b"\0")
    ape = b"APETAGEX" + b"\0" * 24 + b"Artist\0Zhang"
    return id3 + encoder + FRAME * 3 + ape + b"TAG" + b"Zhang".ljust(125, b"\0")


AMR_FRAME = b"\x3c" + b"\x55" * 31


def amr() -> bytes:
    """Return a sound of three frames with a trailer."""
    return b"#!AMR\n" + AMR_FRAME * 3 + b"\xffZhang GPS"


def text() -> bytes:
    """Return a text as a Chinese computer writes it."""
    return "三个月没发工资".encode("gb18030")


def docx() -> bytes:
    """Return the beginnings of a Word file with an author."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("docProps/core.xml", "<dc:creator>Zhang</dc:creator>")
    return out.getvalue()


def iso_media(brand: bytes) -> bytes:
    """Return the beginnings of a HEIC, MP4 or M4A file with a place."""
    return b"\0\0\0\x18ftyp" + brand + b"\0" * 8 + b"\0\0\0\x10udta" + b"GPSZhang"

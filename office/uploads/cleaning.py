"""Makes copies of files that show or sound the same and hold nothing else. Run as a program, in a process of its own:

    python -m office.uploads.cleaning .jpg < photo > copy

It reads what strangers send with large libraries, so a damaged file may end this process or use up its time and memory,
never those of the portal. It ends with DAMAGED where the content can't be read, and with TOO_LARGE.
"""

import io
import re
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pi_heif
import pypdfium2
from PIL import Image, ImageOps

DAMAGED, TOO_LARGE = 3, 4
# A telephone's photo of 8192 by 6144 pixels is taken.
MAX_PIXELS = 51_000_000
MAX_PAGES = 40
# A4 at this resolution is read easily; a page of a larger format is scaled to the same number of pixels.
DOTS_PER_INCH, PAGE_PIXELS = 150, 1240 * 1754
CPU_SECONDS, MEMORY_BYTES = 30, 1024**3

# Kilobits per second by the index in the header of a Layer III frame, and samples per second. ISO/IEC 11172-3, 13818-3.
MPEG1_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MPEG2_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
ENCODER_FRAMES = (b"Xing", b"Info", b"VBRI")
# What a frame or a tag begins with, and how often what lies between them may only look like one: a file of nothing else
# must not use up the time of the processor.
FRAME_OR_TAG, MAX_GAPS = re.compile(rb"\xff[\xe0-\xff]|ID3"), 10_000
# Bytes of a frame behind its header, by frame type: 3GPP TS 26.101 and 26.201, octet-aligned as RFC 4867 stores them.
AMR = (b"#!AMR\n", (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0))
AMR_WIDE = (b"#!AMR-WB\n", (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0))


class TooLarge(Exception):
    """The content has more pixels or pages than are taken."""


def clean_jpeg(content: bytes) -> bytes:
    """Return the picture alone, encoded anew."""
    return _encoded(_picture(content, "JPEG", "MPO"), "JPEG", quality=90)


def clean_png(content: bytes) -> bytes:
    """Return the picture alone, encoded anew, on white: what is hidden behind transparency goes too."""
    return _encoded(_picture(content, "PNG"), "PNG")


def clean_webp(content: bytes) -> bytes:
    """Return the picture alone, of a moving one the first, encoded anew, on white."""
    return _encoded(_picture(content, "WEBP"), "WEBP", quality=90)


def clean_gif(content: bytes) -> bytes:
    """Return the picture as PNG, of a moving one the first, on white."""
    return _encoded(_picture(content, "GIF"), "PNG")


def clean_heif(content: bytes) -> bytes:
    """Return the picture of a HEIC or HEIF file as JPEG, of several the main one."""
    pi_heif.register_heif_opener()
    return _encoded(_picture(content, "HEIF"), "JPEG", quality=90)


def clean_pdf(content: bytes) -> bytes:
    """Return a PDF of pictures of the pages: authors, comments, hidden layers, older versions, enclosed files go."""
    document = pypdfium2.PdfDocument(content)
    if len(document) > MAX_PAGES:
        raise TooLarge
    pages = [_page_picture(page) for page in document]
    if not pages:
        raise ValueError("no page")
    out = io.BytesIO()
    # Without dates Pillow would write those of this moment.
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS_PER_INCH, creationDate=None, modDate=None
    )
    return out.getvalue()


def clean_text(content: bytes) -> bytes:
    """Return the text in UTF-8."""
    for encoding in ("utf-16", "utf-8-sig", "gb18030"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.encode()
    raise ValueError("no text")


def clean_mp3(content: bytes) -> bytes:
    """Return the frames of sound alone: without tags before, between and behind, and without the encoder's frame."""
    frames: list[bytes] = []
    at, gaps = _after_id3(content, 0), 0
    while at + 4 <= len(content):
        length = _mp3_frame_length(content[at : at + 4])
        following = content[at + length : at + length + 4]
        if length and (len(following) < 4 or _mp3_frame_length(following) or frames) and at + length <= len(content):
            frame = content[at : at + length]
            if not any(mark in frame[:64] for mark in ENCODER_FRAMES):
                frames.append(frame)
            at += length
        elif tag := _after_id3(content, at):
            at += tag
        elif gaps < MAX_GAPS and (next_one := FRAME_OR_TAG.search(content, at + 1)):
            at, gaps = next_one.start(), gaps + 1
        else:
            break
    if not frames:
        raise ValueError("no sound")
    return b"".join(frames)


def clean_amr(content: bytes) -> bytes:
    """Return the frames of sound alone, without what follows them."""
    mark, sizes = AMR_WIDE if content.startswith(AMR_WIDE[0]) else AMR
    if not content.startswith(mark):
        raise ValueError("no sound")
    at = len(mark)
    while at < len(content):
        # The padding bits of a frame's header are zero.
        end = at + 1 + sizes[content[at] >> 3 & 15]
        if content[at] & 0b10000011 or end > len(content):
            break
        at = end
    return content[:at]


CLEAN: dict[str, Callable[[bytes], bytes]] = {
    ".jpg": clean_jpeg,
    ".jpeg": clean_jpeg,
    ".png": clean_png,
    ".webp": clean_webp,
    ".pdf": clean_pdf,
    ".txt": clean_text,
    ".mp3": clean_mp3,
    ".amr": clean_amr,
}
# Of files with a name only: those without one are never sent like this by a form that says which pictures it takes.
CLEAN_NAMED: dict[str, Callable[[bytes], bytes]] = {".gif": clean_gif, ".heic": clean_heif, ".heif": clean_heif}


def _picture(content: bytes, *formats: str) -> Image.Image:
    """Return the first picture of the file, turned as it is to be seen, with nothing but its pixels."""
    with Image.open(io.BytesIO(content), formats=formats) as image:
        if image.width * image.height > MAX_PIXELS:
            raise TooLarge
        ImageOps.exif_transpose(image, in_place=True)
        if not image.has_transparency_data:
            return _bare(image.convert("RGB"))
        seen = image.convert("RGBA")
    bare = Image.new("RGB", seen.size, "white")
    bare.paste(seen, mask=seen)
    return bare


def _bare(image: Image.Image) -> Image.Image:
    """Return the picture without what was said beside its pixels."""
    image.info = {}
    image.getexif().clear()
    return image


def _encoded(image: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _page_picture(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / 72, (PAGE_PIXELS / max(width * height, 1)) ** 0.5)
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    return picture


def _after_id3(content: bytes, at: int) -> int:
    """Return the length of the ID3v2 tag that begins at `at`, 0 without one; it has seven bits in each byte."""
    head = content[at : at + 10]
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length + (10 if head[5] & 0x10 else 0)


def _mp3_frame_length(header: bytes) -> int:
    """Return the length in bytes of the Layer III frame with this header; 0 for anything else."""
    bits = int.from_bytes(header, "big")
    version, layer, rate, samples = bits >> 19 & 3, bits >> 17 & 3, bits >> 12 & 15, bits >> 10 & 3
    if bits >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or samples == 3:
        return 0
    rates = MPEG1_RATES if version == 3 else MPEG2_RATES
    per_frame = 144_000 if version == 3 else 72_000
    return per_frame * rates[rate] // SAMPLE_RATES[version][samples] + (bits >> 9 & 1)


def main() -> int:
    """Write a clean copy of the file on standard input to standard output; return the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with suppress(OSError):
        # Where the machine runs out of memory all the same, the kernel ends this process before any of the portal.
        Path("/proc/self/oom_score_adj").write_text("1000")
    Image.MAX_IMAGE_PIXELS = None  # counted here, by MAX_PIXELS
    try:
        copy = (CLEAN | CLEAN_NAMED)[sys.argv[1]](sys.stdin.buffer.read())
    except (TooLarge, MemoryError):
        return TOO_LARGE
    except Exception:
        # Libraries raise errors of any kind over damaged content.
        return DAMAGED
    sys.stdout.buffer.write(copy)
    return 0


if __name__ == "__main__":
    sys.exit(main())

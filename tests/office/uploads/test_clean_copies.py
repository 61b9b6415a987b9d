"""Of a file of an anonymous report only what it shows or says is kept."""

import io
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from office.errors import NotAllowed
from office.uploads import clean_copies, cleaning
from office.uploads.clean_copies import CLEANED, NamelessFile, nameless_copies
from office.uploads.rules import KINDS
from tests.office.uploads import file_samples as samples

SAMPLES = {
    "a.jpg": samples.jpeg(),
    "b.jpeg": samples.jpeg_of_two_pictures(),
    "c.PNG": samples.png(),
    "d.webp": samples.webp(),
    "d.pdf": samples.pdf(),
    "e.mp3": samples.mp3(),
    "f.amr": samples.amr(),
}


def copy(name, content):
    """Return the content of the clean copy."""
    (made,) = nameless_copies([SimpleUploadedFile(name, content)])
    assert made.name == f"file{Path(name).suffix.lower()}"
    return made.read()


def is_red_and_blue(image):
    """Return whether a picture still shows what `samples.picture` does."""
    left, right = (image.convert("RGB").getpixel((image.width * part // 4, image.height // 2)) for part in (1, 3))
    return left[2] > 200 > 60 > left[0] and right[0] > 200 > 60 > right[2]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_trace_is_left_in_any_kind_of_file_that_is_taken(name):
    assert any(trace in SAMPLES[name] for trace in samples.TRACES)
    content = copy(name, SAMPLES[name])
    assert [trace for trace in samples.TRACES if trace in content] == []


@pytest.mark.parametrize("name", ["a.jpg", "b.jpeg", "c.PNG", "d.webp"])
def test_a_photo_shows_the_same_and_has_nothing_beside_its_pixels(name):
    content = copy(name, SAMPLES[name])
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert image.size == samples.SIZE and is_red_and_blue(image)
        assert getattr(image, "n_frames", 1) == 1
        assert not image.getexif()
        assert set(image.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "background",
            "timestamp",
            "duration",
        }


def test_a_jpeg_has_only_the_segments_that_a_decoder_needs_and_ends_with_its_picture():
    content, at, kinds = copy("a.jpg", SAMPLES["a.jpg"]), 2, set()
    while content[at + 1] != 0xDA:
        kinds.add(content[at + 1])
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    assert kinds <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert content.index(b"\xff\xd9", at) == len(content) - 2


def test_a_png_has_only_its_picture_and_ends_with_it():
    content, at, kinds = copy("a.png", SAMPLES["c.PNG"]), 8, []
    while at < len(content):
        kinds.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"} and kinds[-1] == b"IEND"


def turned_by_a_quarter():
    data = Image.Exif()
    data[0x0112] = 6
    return data.tobytes()


def test_a_photo_is_turned_as_its_metadata_said():
    content = copy("a.jpg", samples.encoded(samples.picture(), "JPEG", exif=turned_by_a_quarter()))
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == samples.SIZE[::-1]


def test_what_is_hidden_behind_transparency_goes():
    image = Image.new("RGBA", samples.SIZE, (255, 0, 0, 0))
    with Image.open(io.BytesIO(copy("a.png", samples.encoded(image, "PNG")))) as made:
        assert made.convert("RGB").getcolors() == [(40 * 30, (255, 255, 255))]


def test_a_pdf_becomes_pictures_of_its_pages():
    document = pypdfium2.PdfDocument(copy("d.pdf", SAMPLES["d.pdf"]))
    assert len(document) == 1
    assert document.get_metadata_dict(skip_empty=True) == {}
    assert document.count_attachments() == 0
    assert is_red_and_blue(document[0].render().to_pil())
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (200, 100)


def test_of_sound_the_frames_stay():
    assert copy("e.mp3", SAMPLES["e.mp3"]) == samples.FRAME * 3
    assert copy("f.amr", SAMPLES["f.amr"]) == b"#!AMR\n" + samples.AMR_FRAME * 3
    wide = b"#!AMR-WB\n" + b"\x44" + b"\x55" * 60
    assert copy("a.amr", wide + b"\xff Zhang") == wide


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_stays_a_text_in_one_encoding(encoding):
    assert copy("a.txt", "三个月没发工资".encode(encoding)).decode() == "三个月没发工资"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", samples.docx()),
        ("a.xlsx", samples.docx()),
        ("a.doc", b"\xd0\xcf\x11\xe0 Zhang"),
        ("a.heic", samples.iso_media(b"heic")),
        ("a.mp4", samples.iso_media(b"isom")),
        ("a.m4a", samples.iso_media(b"M4A ")),
    ],
)
def test_a_kind_that_can_not_be_cleaned_is_refused_in_words(name, content):
    with pytest.raises(NotAllowed, match=f"{name} can't be taken here") as refusal:
        copy(name, content)
    assert refusal.value.field == "attachments"


def test_every_kind_of_file_is_either_cleaned_or_refused():
    assert set(CLEANED) == set(cleaning.CLEAN) < set(KINDS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe1\xff\xffcut"),
        ("a.jpg", samples.png()),
        ("a.png", b"\x89PNG\r\n\x1a\ncut"),
        ("a.pdf", b"%PDF-1.7 cut"),
        ("a.txt", samples.jpeg()),
        ("a.txt", b"a\0b"),
        ("a.mp3", b"ID3 and no sound"),
        ("a.mp3", b"\xff\xfb"),
        ("a.amr", b"#!AMX\n"),
    ],
)
def test_a_damaged_or_renamed_file_is_refused_and_never_kept_as_it_is(name, content):
    with pytest.raises(NotAllowed, match=f"{name} can't be read"):
        copy(name, content)


def test_a_picture_of_too_many_pixels_and_a_document_of_too_many_pages_are_refused():
    bomb = samples.encoded(Image.new("1", (9000, 9000)), "PNG")
    assert len(bomb) < 20_000
    with pytest.raises(NotAllowed, match="too many pixels or pages"):
        copy("a.png", bomb)
    page = Image.new("1", (8, 8))
    book = samples.encoded(page, "PDF", save_all=True, append_images=[page] * cleaning.MAX_PAGES)
    with pytest.raises(NotAllowed, match="too many pixels or pages"):
        copy("a.pdf", book)


def test_a_small_file_of_a_large_copy_is_refused(monkeypatch):
    """The attack: one picture of 150 kB on each of 40 pages makes 28 MB, five such files with each report."""
    monkeypatch.setattr(clean_copies, "LARGEST_COPY", 100)
    with pytest.raises(NotAllowed, match="too many pixels or pages"):
        copy("d.pdf", SAMPLES["d.pdf"])


def test_all_files_of_a_report_share_the_time_to_read_them(monkeypatch):
    """The attack: five files that each use up the time keep a thread of the web server for minutes."""
    given = []
    run = subprocess.run

    def slow(*words, timeout, **options):
        given.append(timeout)
        time.sleep(0.2)
        return run(*words, timeout=timeout, **options)

    monkeypatch.setattr(subprocess, "run", slow)
    nameless_copies([SimpleUploadedFile("a.txt", b"text") for _file in range(3)])
    assert clean_copies.SECONDS >= given[0] > given[1] + 0.2 > given[2] + 0.4
    monkeypatch.setattr(clean_copies, "SECONDS", 0)
    with pytest.raises(NotAllowed, match="takes too long to read"):
        copy("a.txt", b"text")


def test_a_clean_copy_is_not_copied_again():
    made = NamelessFile(b"\xff\xd8", name="file.jpg")
    assert nameless_copies([made]) == [made]


@pytest.mark.parametrize(
    "content",
    [
        b"ID3" + b"\0" * 7 + samples.FRAME * 3 + b"ID3ABC",
        b"ID3\0\0\0\0\0\0\0" * 300_000 + samples.FRAME * 3,
        b"ID3" + b"\0" * 9_000_000,
        b"\xff\xfb" + b"\xff\xe0" * 4_000_000,
    ],
    ids=["cut tag at the end", "tags alone", "nothing", "what looks like frames"],
)
def test_no_sound_file_takes_long(content):
    started = time.process_time()
    with suppress(ValueError):
        assert cleaning.clean_mp3(content) == samples.FRAME * 3
    assert time.process_time() - started < 5


def test_the_cleaning_process_gets_no_key_of_the_portal(monkeypatch):
    monkeypatch.setenv("ENCRYPTION_KEYS", "secret")
    run = Mock(wraps=subprocess.run)
    monkeypatch.setattr(subprocess, "run", run)
    copy("a.txt", b"text")
    assert run.call_args.kwargs["env"].keys() == {"PATH"}


def test_a_telephones_photo_of_fifty_megapixels_is_taken_within_the_memory():
    photo = samples.encoded(Image.new("RGB", (8192, 6144), "red"), "JPEG", exif=turned_by_a_quarter())
    with Image.open(io.BytesIO(copy("a.jpg", photo))) as made:
        assert made.size == (6144, 8192)


@pytest.mark.slow
def test_no_picture_that_is_taken_passes_the_memory_that_the_sum_counts_with():
    """The attack: a picture of 172 kB took 758 MB, of 3 GB allowed, in each of eight threads."""
    bomb = samples.encoded(Image.new("RGBA", (8192, 6144), (1, 2, 3, 4)), "PNG")
    assert len(bomb) < 300_000 and cleaning.MEMORY_BYTES * clean_copies.CLEANERS.most == 2 * 1024**3
    assert copy("a.png", bomb)


@pytest.mark.parametrize("code", [-signal.SIGKILL, -signal.SIGXCPU])
def test_a_cleaner_that_the_kernel_ended_is_told_in_plain_words_at_the_field(monkeypatch, code):
    """By the kernel, where the machine is out of memory, or the file has used up the time of the processor."""
    monkeypatch.setattr(subprocess, "run", Mock(return_value=Mock(returncode=code, stdout=b"")))
    with pytest.raises(NotAllowed, match=r"a.txt takes too long to read. Send fewer pages, or a photo.") as refusal:
        copy("a.txt", b"text")
    assert refusal.value.field == "attachments"


def test_a_cleaner_without_memory_says_that_the_file_is_too_large(monkeypatch):
    run, out = subprocess.run, []

    def poor(words, **options):
        code = "from office.uploads import cleaning; cleaning.MEMORY_BYTES = 170 * 1024**2; import sys; "
        out.append(run([words[0], "-c", f"{code}sys.argv[1:] = ['.png']; sys.exit(cleaning.main())"], **options))
        return out[0]

    monkeypatch.setattr(subprocess, "run", poor)
    with pytest.raises(NotAllowed, match="too many pixels or pages"):
        copy("a.png", samples.encoded(Image.new("1", (8000, 6000)), "PNG"))
    assert out[0].returncode == cleaning.TOO_LARGE

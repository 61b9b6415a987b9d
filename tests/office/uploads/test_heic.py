"""Photos of iPhones (HEIC), and pictures under the names that phones and WeChat give them."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageStat

from consultation.questions.models import Question
from office.models import Attachment
from office.uploads import serving
from office.uploads.rules import CopyState
from tests import factories as make
from tests.office.uploads import file_samples as samples

pytestmark = pytest.mark.django_db
HEIC = (Path(__file__).parent / "data" / "photo.heic").read_bytes()
TRACES = (b"Huawei", b"P60 Pro", b"Zhang", b"2026:05:01", b"Exif")
ASK = {"kind": "consultation", "topic": "wages", "title": "", "text": "工资条见照片"}


@pytest.fixture
def asker(client, branch):
    account = make.account(make.worker(branch))
    client.force_login(account)
    return account


def send(client, name, content):
    return client.post("/my/questions/new/", {**ASK, "attachments": SimpleUploadedFile(name, content)})


def whole(opened):
    """Return what a response sends, and close its file."""
    content = b"".join(opened.streaming_content)
    for close in opened._resource_closers:
        close()
    return content


def read(file):
    return whole(serving.download(file))


def test_the_sample_has_what_a_phone_writes():
    assert all(trace in HEIC for trace in TRACES) and b"irot" in HEIC


@pytest.mark.parametrize(
    ("name", "kept", "read_as"),
    [
        ("IMG_0001.HEIC", "IMG_0001.heic", "IMG_0001.jpg"),
        ("IMG_0001.heif", "IMG_0001.heic", "IMG_0001.jpg"),
        ("IMG_0001.jpg", "IMG_0001.heic", "IMG_0001.jpg"),
    ],
)
def test_the_original_is_sealed_and_the_copy_an_upright_jpeg_without_metadata(client, asker, name, kept, read_as):
    assert send(client, name, HEIC).status_code == 302
    file = Attachment.objects.get()
    assert (file.name, file.size, file.sha256) == (kept, len(HEIC), hashlib.sha256(HEIC).hexdigest())
    seen = read(file)
    assert file.read_name == read_as
    with Image.open(io.BytesIO(seen)) as image:
        assert (image.format, image.size) == ("JPEG", (48, 64))
        assert not image.getexif() and not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
        above, below = image.crop((20, 2, 28, 10)), image.crop((20, 54, 28, 62))
    red_and_blue = [[ImageStat.Stat(part).mean[band] for band in (0, 2)] for part in (above, below)]
    assert red_and_blue[0][0] > 150 > red_and_blue[0][1] and red_and_blue[1][1] > 150 > red_and_blue[1][0]
    assert not [trace for trace in TRACES if trace in seen]
    assert whole(serving.download_original(file)) == HEIC


@pytest.mark.parametrize("length", [40, len(HEIC) // 2, len(HEIC) - 20])
def test_of_one_that_is_cut_off_no_copy_is_shown_and_the_page_says_so(client, asker, length):
    assert send(client, "IMG_0001.HEIC", HEIC[:length]).status_code == 302
    file = Attachment.objects.get()
    answer = client.get(f"{Question.objects.get().own_url}files/{file.pk}/")
    file.refresh_from_db()
    assert file.copy_state == CopyState.FAILED and file.sha256 == hashlib.sha256(HEIC[:length]).hexdigest()
    assert answer.status_code >= 400 and "can't be shown" in answer.content.decode()


def test_one_cut_off_before_it_says_what_it_is_is_refused_in_words(client, asker):
    answer = send(client, "IMG_0001.HEIC", HEIC[:6])
    assert answer.status_code == 422 and not Attachment.objects.exists()
    assert "isn't the kind of file that its name says" in answer.context["form"].errors["attachments"][0]


@pytest.mark.parametrize(
    ("name", "content", "kept", "kind"),
    [
        ("mmexport1.jpg", samples.webp(), "mmexport1.webp", "WEBP"),
        ("微信图片.jfif", samples.jpeg(), "微信图片.jpg", "JPEG"),
        ("mmexport2", samples.jpeg(), "mmexport2.jpg", "JPEG"),
    ],
)
def test_pictures_under_other_names_are_read_as_what_they_are(client, asker, name, content, kept, kind):
    assert send(client, name, content).status_code == 302
    file = Attachment.objects.get()
    seen = read(file)
    with Image.open(io.BytesIO(seen)) as image:
        assert image.format == kind and image.size == samples.SIZE and not image.getexif()
    assert (file.name, file.read_name) == (kept, kept)
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_an_anonymous_report_says_which_photos_to_send_instead(client, branch):
    fields = {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": ""}
    answer = client.post("/report/", {**fields, "attachments": SimpleUploadedFile("IMG_0001.HEIC", HEIC)})
    assert answer.status_code == 422 and not Attachment.objects.exists()
    assert "Photos (JPEG, PNG, WebP)" in answer.context["form"].errors["attachments"][0]

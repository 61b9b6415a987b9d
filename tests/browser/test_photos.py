"""Photos are made smaller on the phone, and survive a lost network, a lost answer and an ended session, once only."""

import io

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import Page, expect

from consultation.questions.models import Question
from office.models import Attachment
from tests import factories as make
from tests.browser.conftest import PHONE
from tests.browser.page_actions import fill, log_in, press
from tests.office.uploads import file_samples as samples

QUESTION, GRIEVANCE = "/my/questions/new/", "/my/grievances/new/"
MAKER, TAKEN_AT, ORIENTATION, GPS, LATITUDE = 0x010F, 0x0132, 0x0112, 0x8825, 2
KEPT = """async () => {
  const db = await import(document.querySelector("meta[name=photos]").dataset.store);
  return (await db.entries()).length;
}"""


def photo(size: tuple[int, int] = (1700, 1500)) -> bytes:
    """Return a photo, by default of more than 1 MB, with a place, a time, a device and a turn by 90 degrees."""
    noise = Image.effect_noise(size, 120).convert("RGB")
    exif = Image.Exif()
    exif[MAKER], exif[TAKEN_AT], exif[ORIENTATION] = "Huawei", "2026:03:02 10:23:45", 6
    exif.get_ifd(GPS).update({1: "N", LATITUDE: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0)})
    return samples.encoded(noise, "JPEG", quality=95, exif=exif.tobytes())


def ready(page: Page) -> None:
    """Wait until the page's script has looked at what is kept."""
    expect(page.locator("html")).to_have_attribute("data-photos", "ready")


def open_form(page: Page, address: str = QUESTION) -> None:
    page.goto(address)
    ready(page)


def write(page: Page, address: str = QUESTION) -> None:
    open_form(page, address)
    form = page.locator("form.form-page")
    if address == QUESTION:
        fill(form, "kind", "consultation")
        fill(form, "topic", "hours")
        fill(form, "text", "年休假能转吗")
    control = page.locator("input[data-photos]")
    control.set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    expect(control).to_have_attribute("data-kept", "1")


def chosen_content(page: Page) -> bytes:
    """Return the content of the file that the browser would send."""
    control = page.locator("input[data-photos]")
    script = "async (input) => Array.from(new Uint8Array(await input.files[0].arrayBuffer()))"
    return bytes(control.evaluate(script))


def chosen(page: Page) -> list[str]:
    return page.locator("input[data-photos]").evaluate("input => Array.from(input.files, file => file.name)")


def send_form(page: Page) -> None:
    press(page, page.locator("form.form-page button:not([type=button])"))


@pytest.fixture
def worker():
    return make.account(make.worker(make.unit("公司工会", kind="union")))


def test_what_is_sent_without_a_network_waits_and_is_sent_exactly_once(visit, worker):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page)
    page.context.set_offline(True)
    page.locator("form.form-page button:not([type=button])").click()
    expect(page.locator("[data-no-network]")).to_be_visible()
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    open_form(page)
    expect(page.locator("[name=text]")).to_have_value("年休假能转吗")
    assert chosen(page) == ["现场.jpg"]
    send_form(page)
    sent = Attachment.objects.get()
    assert Question.objects.count() == 1 and sent.size < len(photo())
    with sent.file.open("rb") as file, Image.open(io.BytesIO(file.read())) as image:
        assert image.getexif()[MAKER] == "Huawei" and image.getexif()[TAKEN_AT] == "2026:03:02 10:23:45"
    open_form(page)
    assert page.evaluate(KEPT) == 0 and chosen(page) == []


def assert_sends_whole(page: Page, chosen: bytes, *, whole: bool) -> None:
    """Wait until the file that would be sent is the photo as it was chosen, or a smaller one."""
    for _ in range(100):
        size = page.locator("input[data-photos]").evaluate("input => input.files[0].size")
        if (size == len(chosen)) is whole:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{size} bytes of {len(chosen)}")


def test_whoever_chooses_so_sends_photos_whole_and_the_switch_is_off_and_explained(visit, worker):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page)
    switch = page.locator("input[data-photos-whole]")
    expect(switch).not_to_be_checked()
    expect(page.locator(f"#{switch.get_attribute('aria-describedby')}")).to_be_visible()
    chosen = photo()
    page.locator("input[data-photos]").set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": chosen})
    assert_sends_whole(page, chosen, whole=False)
    for whole in (True, False, True):
        switch.set_checked(whole)
        assert_sends_whole(page, chosen, whole=whole)
    send_form(page)
    assert Attachment.objects.get().size == len(chosen)


def test_the_network_that_comes_back_sends_by_itself(visit, worker):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page)
    page.context.set_offline(True)
    for _tap in range(2):
        page.locator("form.form-page button:not([type=button])").click()
    with page.expect_event("load"):
        page.context.set_offline(False)
    assert Question.objects.count() == Attachment.objects.count() == 1


def test_an_answer_that_was_lost_on_the_way_leads_to_no_second_question(visit, worker):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page)

    def lose(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**" + QUESTION, lambda route: lose(route) if route.request.method == "POST" else route.continue_())
    page.locator("form.form-page button:not([type=button])").click()
    page.wait_for_timeout(3000)
    assert Question.objects.count() == 1
    page.unroute("**" + QUESTION)
    page.context.clear_cookies(name="draft-sent")
    open_form(page)
    assert chosen(page) == ["现场.jpg"]
    send_form(page)
    assert Question.objects.count() == Attachment.objects.count() == 1
    assert page.locator("[data-draft-sent]").count() == 1


def test_photos_outlast_an_ended_session(visit, worker):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page)
    Session.objects.all().delete()
    send_form(page)
    page.locator("input[name=login]").fill(worker.username)
    page.locator("input[name=password]").fill("correct horse")
    press(page, page.locator("form.account-form button").first)
    ready(page)
    assert chosen(page) == ["现场.jpg"]
    expect(page.locator("[data-choose-again]")).to_have_count(0)
    send_form(page)
    assert Question.objects.count() == Attachment.objects.count() == 1


def test_on_a_shared_phone_nothing_is_left_after_the_log_out_or_for_another_account(visit, worker):
    other = make.account(make.worker(make.unit("二厂")))
    page = visit(PHONE)
    for leave in ("log out", "end"):
        log_in(page, worker.username)
        write(page)
        assert page.evaluate(KEPT) == 1
        if leave == "log out":
            with page.expect_event("load"):
                page.locator("form[data-logout]").evaluate("form => form.requestSubmit()")
            page.goto("/accounts/login/")
            ready(page)
            assert page.evaluate(KEPT) == 0
        else:
            page.context.clear_cookies()
    log_in(page, other.username)
    open_form(page)
    assert chosen(page) == [] and page.evaluate(KEPT) == 0


def test_photos_of_a_grievance_are_read_in_their_tab_alone_and_discarded_with_the_draft(visit, worker):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page, GRIEVANCE)
    page.reload()
    ready(page)
    assert chosen(page) == ["现场.jpg"]
    other = page.context.new_page()
    open_form(other, GRIEVANCE)
    assert chosen(other) == []
    page.locator("[data-draft-note] button").first.click()
    page.wait_for_timeout(500)
    assert chosen(page) == [] and page.evaluate(KEPT) == 0


@pytest.mark.parametrize("size", [(1700, 1500), (64, 48)])
def test_of_an_anonymous_report_no_place_and_time_leave_the_phone(visit, worker, size):
    page = visit(PHONE)
    page.goto("/report/")
    control = page.locator("input[data-photos]")
    control.set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photo(size)})
    expect(control).to_have_attribute("data-kept", "1")
    content = chosen_content(page)
    assert b"Huawei" in photo(size) and b"Huawei" not in content and b"Exif" not in content


@pytest.mark.parametrize("address", [QUESTION, GRIEVANCE])
def test_evidence_under_a_name_says_when_and_where_it_was_taken_and_is_the_right_way_up(visit, worker, address):
    page = visit(PHONE)
    log_in(page, worker.username)
    write(page, address)
    content = chosen_content(page)
    assert len(content) < len(photo())
    with Image.open(io.BytesIO(content)) as image:
        assert image.getexif()[MAKER] == "Huawei" and image.getexif()[TAKEN_AT] == "2026:03:02 10:23:45"
        assert image.getexif().get_ifd(GPS)[LATITUDE] == (31.0, 13.0, 49.0)
        # The browser has turned the pixels; turning them again would be wrong.
        assert image.getexif().get(ORIENTATION, 1) == 1 and image.height > image.width

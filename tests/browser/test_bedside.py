"""A visit begun at the bedside without network: sealed on the phone, read again under the same log-in, sent once."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from office.once.pages import draft_key
from tests import factories as make
from tests.browser.conftest import PHONE
from tests.browser.page_actions import fill, press
from welfare.visits.models.visits import Visit

ADDRESS = "/visits/entered/new/"
ON_DEVICE = """async () => {
  const db = await import(document.querySelector("meta[name=photos]").dataset.store);
  const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value)
    : value && typeof value === "object" ? Object.values(value).map(text).join(" ") : String(value);
  const kept = await db.entries();
  return [kept.length, text(kept) + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)];
}"""
INK = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 0 && value < 128).length;
}"""


def open_form(page: Page) -> None:
    page.goto(ADDRESS)
    expect(page.locator("html")).to_have_attribute("data-photos", "ready")
    expect(page.locator("html")).to_have_attribute("data-signature", "ready")


def sign(page: Page) -> None:
    canvas = page.locator(".glass canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 80, steps=8)
    page.mouse.up()
    expect(page.locator("input[name=signature]")).to_have_attribute("data-kept", "1")


def test_a_visit_begun_without_network_is_sealed_on_the_phone_and_sent_once(visit, force_login):
    union, today = make.unit("公司工会", kind="union"), timezone.localdate().isoformat()
    make.worker(union, name="赵敏", employee_number="GH7")
    make.cap(union, 2_000, kind="hospital", basis="event")
    leader = make.officer(union, "group_leader")
    page = visit(PHONE)
    force_login(page, leader)
    open_form(page)
    form = page.locator("form.form-page")
    assert form.get_attribute("data-draft-key") == draft_key(leader.pk) != draft_key(leader.pk + 1)
    page.context.set_offline(True)
    for name, value in {"member": "GH7", "kind": "hospital", "event_on": today, "illness": "尿毒症"}.items():
        fill(form, name, value)
    page.locator("[name=agreed]").check()
    fill(form, "visited_on", today)
    sign(page)
    # A phone that is turned must not lose what was signed.
    page.set_viewport_size({"width": 640, "height": 400})
    page.wait_for_function("() => document.querySelector('.glass canvas').width > 700")
    assert page.locator(".glass canvas").evaluate(INK) > 100
    form.locator("button.btn-primary").click()
    expect(page.locator("[data-no-network]")).to_be_visible()
    expect(page.locator("form[data-draft-stored]")).to_have_count(1)
    kept, on_device = page.evaluate(ON_DEVICE)
    assert kept == 1 and "尿毒症" not in on_device and "GH7" not in on_device
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    open_form(page)
    expect(page.locator("[name=illness]")).to_have_value("尿毒症")
    expect(page.locator("[name=agreed]")).to_be_checked()
    press(page, page.locator("form.form-page button.btn-primary"))
    made = Visit.objects.get()
    assert [paper.kind for paper in made.papers.all()] == ["signed"]
    assert made.papers.get().attachments.get().name.endswith(".png")
    open_form(page)
    expect(page.locator("[name=illness]")).to_have_value("")
    assert page.evaluate(ON_DEVICE)[0] == 0

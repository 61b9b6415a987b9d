"""Counters without network: three phones hand out at one place, one of them dies, and every parcel is noted once."""

import io

import segno
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.register.rules.cards import card_key
from tests import factories as make
from tests.browser.conftest import PHONE
from welfare.handing_out.models import HandOut

LISTED, READS = '#counter[data-ready="list"]', '#counter[data-reads="codes"]'


def look_up(page: Page, code: str) -> None:
    page.locator("[data-counter-find] [name=code]").fill(code)
    page.locator("[data-counter-find] button").first.click()


def hand_out(page: Page, code: str) -> None:
    look_up(page, code)
    page.locator("[data-counter-keep] button").click()
    expect(page.locator("#counter-panel .note-success")).to_have_count(1)


def waiting(page: Page):
    return page.locator("[data-counter-waiting] .note")


def test_three_phones_without_network_one_of_which_dies_lose_and_double_nothing(visit, force_login):
    union = make.unit("公司工会", kind="union")
    members = [make.worker(union, name="孟小静", employee_number=f"E100{number}") for number in range(1, 7)]
    leader = members[5].user
    assert leader
    make.appoint(leader, "group_leader", union)
    run = make.issued_run(union)
    address = f"/welfare/runs/{run.pk}/counter/"
    phones = []
    for _number in range(3):
        page = visit(PHONE)
        force_login(page, make.officer(union))
        page.goto(address)
        expect(page.locator(LISTED)).to_have_count(1)
        expect(page.locator(READS)).to_have_count(1)
        phones.append(page)
    first, second, third = phones
    # With network the server shows the whole name.
    look_up(first, "E1001")
    expect(first.locator("#counter-panel h2").first).to_have_text("孟小静")
    for page in phones:
        page.context.set_offline(True)
    hand_out(first, "E1001")
    expect(first.locator("[data-counter-network]")).to_be_visible()
    # The code of a card is read from a photo, and its signature checked, on the phone alone.
    card = io.BytesIO()
    key = card_key(members[1].pk, timezone.localdate())
    segno.make(f"https://portal.example/members/card/{key}/", error="m", micro=False).save(card, kind="png", scale=6)
    photo = {"name": "card.png", "mimeType": "image/png", "buffer": card.getvalue()}
    first.locator("[data-counter-photo] input").set_input_files(photo)
    expect(first.locator("#counter-panel [data-name]")).to_have_text("孟**")
    first.locator("[data-counter-keep] button").click()
    hand_out(second, "E1001")
    hand_out(second, "E1003")
    # The leader of the group takes for one of the three who wait on this phone.
    look_up(second, "E1006")
    group = second.locator("[data-counter-keep]", has=second.locator("[data-lines]"))
    ticks = group.get_by_role("checkbox")
    expect(ticks).to_have_count(3)
    for place in (0, 1):
        ticks.nth(place).uncheck()
    group.get_by_role("button").click()
    expect(second.locator("#counter-panel .note-success")).to_have_count(1)
    hand_out(third, "E1004")
    look_up(first, "E1001")
    expect(first.locator("[data-counter-keep]")).to_have_count(0)
    assert [waiting(page).count() for page in phones] == [1, 1, 1]
    # Whoever logs out would lose what waits: the phone goes back to the counter instead.
    second.locator("form[data-logout]").evaluate("form => form.requestSubmit()")
    expect(waiting(second)).to_have_count(1)
    dead = third.context
    third.close()
    dead.set_offline(False)
    revived = dead.new_page()
    revived.goto(address)
    for page in (first, second):
        page.context.set_offline(False)
        page.evaluate("window.dispatchEvent(new Event('online'))")
    for page in (first, second, revived):
        page.wait_for_function("() => !localStorage.getItem('counter-unsent')")
        expect(page.locator("[data-counter-network]")).to_be_hidden()
    noted = HandOut.objects.values_list("grant__member__employee_number", "state")
    given = [(f"E100{number}", "given") for number in range(1, 6)]
    assert sorted(noted) == sorted([*given, ("E1001", "conflict")])
    assert HandOut.objects.get(grant__member=members[4]).leader == leader
    assert run.grants.received().count() == 5 and run.grants.get(member=members[5]).received_at is None

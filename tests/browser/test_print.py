"""What is printed: room to sign, sums once and whole, nothing of the navigation."""

import pypdfium2
import pytest

from tests import factories as make
from tests.browser.conftest import DESKTOP

MM = 96 / 25.4


@pytest.fixture
def sheet(visit, force_login):
    union = make.unit("东河油田工会", kind="union")
    for name in ("一班", "二班"):
        group = make.unit(name, parent=union)
        for _number in range(30):
            make.member(group)
    run = make.issued_run(union)
    page = visit(DESKTOP)
    force_login(page, make.officer(union))
    page.goto(f"{run.get_absolute_url()}sheet/")
    return page


def test_a_sheet_to_sign_leaves_room_and_has_its_sums_once(sheet):
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sheet.pdf(prefer_css_page_size=True))
    ]
    assert len(pages) == 4
    text = "\n".join(pages)
    assert text.count("¥9,000.00") == 2 and text.count("¥18,000.00") == 1 and "¥18,000.00" in pages[-1]
    assert all("一班" in page for page in pages[:2]) and all("二班" in page for page in pages[2:])
    sheet.emulate_media(media="print")
    widths = (
        sheet.locator(".sheet")
        .first.locator("thead tr:last-child th")
        .evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
    )
    assert widths[4] / MM >= 35
    assert sum(widths) / MM <= 184.5
    assert not sheet.locator(".sidebar, .topbar, .back").first.is_visible()

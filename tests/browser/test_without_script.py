"""The pages of workers and visitors work without JavaScript."""

import pytest

from tests import factories as make
from tests.browser.conftest import PHONE
from tests.browser.page_actions import follow, form_to, log_in, send


@pytest.fixture
def page_without_script(visit):
    """A page on a phone with JavaScript switched off."""
    return visit(PHONE, java_script_enabled=False)


def test_a_worker_asks_files_and_confirms(page_without_script):
    union = make.unit(kind="union")
    worker = make.account(make.worker(union))
    run = make.issued_run(union)
    log_in(page_without_script, worker.username)

    follow(page_without_script, "/my/questions/new/")
    send(page_without_script, kind="consultation", topic="hours", text="年休假怎么计算？")
    assert worker.questions.get().get_state_display() in page_without_script.locator(".next-step").inner_text()

    page_without_script.goto("/")
    follow(page_without_script, "/my/grievances/new/")
    send(page_without_script, category="wages", facts="三个月的加班费没有发。")
    assert "/my/grievances/" in page_without_script.url and page_without_script.locator(".timeline li").count() == 1

    page_without_script.goto("/")
    follow(page_without_script, "/my/benefits/", among=".row-link")
    assert form_to(page_without_script, "/receive/").count() == 0
    follow(page_without_script, "/my/benefits/")
    assert run.grants.get().received_by is None  # asked first, on a page of its own
    send(page_without_script)
    assert page_without_script.locator('a[href$="/receive/"]').count() == 0
    assert run.grants.get().received_by == worker


def test_somebody_reports_without_a_name_and_follows_it(page_without_script):
    union = make.unit(kind="union")
    page_without_script.goto("/")
    follow(page_without_script, "/report/")
    send(page_without_script, unit=str(union.pk), category="safety", facts="报警器长期失灵。")
    code = page_without_script.locator("#receipt").inner_text()
    page_without_script.goto("/report/follow/")
    send(page_without_script, code=code)
    send(page_without_script, "/report/follow/write/", text="今天又响了一次。")
    assert page_without_script.get_by_text("今天又响了一次。").is_visible()


def test_somebody_looks_for_their_unit_and_applies(page_without_script):
    union = make.unit("江北工会", kind="union")
    unit = make.unit("江北车间", parent=union)
    page_without_script.goto("/join/")
    send(page_without_script, q="车间")
    follow(page_without_script, f"/join/?unit={unit.code}", among=".row-link")
    page_without_script.locator("[name=consent]").check()
    page_without_script.locator("[name=consent_number]").check()
    number = make.identity_number()
    send(page_without_script, name="新员工", id_number=number, phone="13612345678", employment_form="contract")
    assert page_without_script.locator("#receipt").inner_text()
    assert "江北车间" in page_without_script.locator("main").inner_text()


def test_a_plan_asks_only_for_what_its_occasion_needs(page_without_script):
    union = make.unit(kind="union")
    log_in(page_without_script, make.officer(union, "welfare_officer").username)
    page_without_script.goto("/welfare/plans/new/")
    occasion, names = (
        page_without_script.locator("[name=schedule]"),
        ["festival", "minority_festival", "leap_day", "days"],
    )

    def asked():
        return [name for name in names if page_without_script.locator(f"[name={name}]").is_visible()]

    assert asked() == ["festival"]
    for schedule, name in {"minority": 1, "birthday_day": 2, "birthday_month": 2, "dates": 3, "festival": 0}.items():
        occasion.select_option(schedule)
        assert asked() == [names[name]]

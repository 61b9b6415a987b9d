"""The pages of workers and visitors work without JavaScript."""

import pytest

from tests import factories as make
from tests.browser.acts import follow, form_to, log_in, send
from tests.browser.conftest import PHONE


@pytest.fixture
def plain(visit):
    """A phone's browser with script switched off."""
    return visit(PHONE, java_script_enabled=False)


def test_a_worker_asks_files_and_confirms(plain):
    union = make.unit(kind="union")
    worker = make.account(make.worker(union))
    run = make.issued_run(union)
    log_in(plain, worker.username)

    follow(plain, "/my/questions/new/")
    send(plain, text="年休假怎么计算？")
    assert worker.questions.get().get_state_display() in plain.locator(".next-step").inner_text()

    plain.goto("/")
    follow(plain, "/my/grievances/new/")
    send(plain, category="wages", facts="三个月的加班费没有发。")
    assert "/my/grievances/" in plain.url and plain.locator(".timeline li").count() == 1

    plain.goto("/")
    follow(plain, "/my/benefits/", among=".row-link")
    send(plain, "/receive/")
    assert form_to(plain, "/receive/").count() == 0
    assert run.grants.get().received_by == worker


def test_somebody_reports_without_a_name_and_follows_it(plain):
    union = make.unit(kind="union")
    plain.goto("/")
    follow(plain, "/report/")
    send(plain, unit=str(union.pk), category="safety", facts="报警器长期失灵。")
    code = plain.locator("#receipt").inner_text()
    plain.goto("/report/follow/")
    send(plain, code=code)
    send(plain, "/report/follow/write/", text="今天又响了一次。")
    assert plain.get_by_text("今天又响了一次。").is_visible()


def test_somebody_looks_for_their_unit_and_applies(plain):
    union = make.unit("江北工会", kind="union")
    unit = make.unit("江北车间", parent=union)
    plain.goto("/join/")
    send(plain, q="车间")
    follow(plain, f"/join/?unit={unit.code}", among=".row-link")
    plain.locator("[name=consent]").check()
    plain.locator("[name=consent_number]").check()
    number = make.identity_number()
    send(plain, name="新员工", id_number=number, phone="13612345678", employment_form="contract")
    assert "/join/sent/" in plain.url and "江北车间" in plain.locator("main").inner_text()

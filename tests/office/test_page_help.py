import re

import pytest

from office.page_help import HELP, help_for
from tests import factories as make
from tests.people import log_in
from tests.permissions.table_of_pages import ACCOUNTS, PAGES

# What answers with a part of a page, a file, or nothing to look at.
NO_PAGE = re.compile(
    r"(_export|_progress|_file|_template|_sheet|_code|_options|_below|_units|_letter|_book|_poster|_holdings|_result"
    r"|_refused|_download\w+|_figures|_runs|_slip|^account_(inactive|signup|email\w*|confirm\w*)|similar_faq"
    r"|_list_export|^(metrics|offline|service_worker|choose_print_size|security_txt|api_root|api_schema|set_language)$)"
)


NAMES = sorted({name for name, access in PAGES.items() if access.get_status != 405} | ACCOUNTS.keys())


def test_every_page_has_its_help():
    assert [name for name in NAMES if not NO_PAGE.search(name) and not help_for(name)] == []


def test_help_is_three_sentences():
    counted = {name: len(re.findall(r"[.;](?:\s|$)", str(text))) for name, text in HELP.items()}
    assert {name: count for name, count in counted.items() if not 3 <= count <= 5} == {}


def test_the_longest_beginning_counts():
    assert help_for("members:import_new") != help_for("members:import_detail")


@pytest.mark.django_db
def test_the_help_is_on_pages_of_officers_workers_and_visitors(client, branch, chinese):
    assert "本页帮助" in client.get("/accounts/login/").content.decode()
    client.force_login(make.account(make.worker(branch)))
    assert "本页帮助" in client.get("/my/benefits/").content.decode()
    log_in(client, branch, "branch_chair")
    assert "会员名册列出您所管单位的会员" in client.get("/members/").content.decode()


@pytest.mark.django_db
def test_every_beginning_is_that_of_a_page():
    assert [beginning for beginning in HELP if not any(name.startswith(beginning) for name in PAGES | ACCOUNTS)] == []

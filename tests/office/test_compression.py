"""Pages are compressed, but not where a page of another site could measure what they say."""

import gzip

import pytest
from django.urls import reverse

from office.middleware import CompressionMiddleware
from tests import factories as make

pytestmark = pytest.mark.django_db
TAKES_GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def home(client, unit):
    worker = make.user()
    make.member(unit, user=worker)
    client.force_login(worker)

    def get(**headers):
        return client.get(reverse("home"), headers={**TAKES_GZIP, **headers})

    return get


@pytest.fixture
def unit():
    return make.unit("公司工会", kind="union")


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_page_that_a_person_opens_is_compressed(home, site):
    answer = home(**{"Sec-Fetch-Site": site})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "<main" in gzip.decompress(answer.content).decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something else"])
def test_a_page_that_another_site_asks_for_is_not(home, site):
    answer = home(**{"Sec-Fetch-Site": site})
    assert "Content-Encoding" not in answer.headers
    assert "<main" in answer.content.decode()


def test_for_a_browser_that_names_no_site_the_length_differs_each_time(home):
    answers = [home() for _ in range(12)]
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert CompressionMiddleware.max_random_bytes == 100
    # The name of a file within, which nobody reads: of 0 to 100 letters.
    names = {answer.content[10 : answer.content.index(b"\0", 10)] for answer in answers}
    assert len({len(name) for name in names}) > 3


def test_a_browser_that_takes_no_gzip_gets_the_page_as_it_is(home):
    assert "Content-Encoding" not in home(**{"Accept-Encoding": "identity"}).headers


def test_a_file_that_is_streamed_stays_as_it_is(client, unit):
    officer = make.officer(unit, "chair")
    client.force_login(officer)
    answer = client.get(reverse("members:member_export"), headers=TAKES_GZIP)
    assert answer.status_code == 200 and answer.streaming
    assert "Content-Encoding" not in answer.headers


def test_the_api_is_compressed_too(client, unit):
    client.force_login(make.officer(unit, "chair"))
    for number in range(5):
        make.unit(f"车间{number}", parent=unit)
    answer = client.get("/api/v1/units/", headers=TAKES_GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"

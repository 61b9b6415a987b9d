import logging

import pytest
from django.test import Client

from office.logs import OneLineFormatter
from office.request_ids import current_id, numbered

pytestmark = pytest.mark.django_db


def line_of(message: str) -> str:
    record = logging.LogRecord("office", logging.INFO, "", 1, message, None, None)
    return OneLineFormatter("%(request_id)s %(message)s").format(record)


def test_each_request_has_a_number_of_its_own(client):
    first, second = (client.get("/").headers["X-Request-ID"] for _ in range(2))
    assert first != second
    assert len(first) == 16


def test_a_stranger_gives_no_number(client):
    assert client.get("/", headers={"x-request-id": "chosen-by-me"}).headers["X-Request-ID"] != "chosen-by-me"


def test_a_proxy_of_ones_own_gives_the_number(client, settings):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/", headers={"x-request-id": "edge-0001"}).headers["X-Request-ID"] == "edge-0001"


@pytest.mark.parametrize("forged", ["short", "a" * 65, "id 200 GET /", "id\x1b[31m12345", "编号编号编号编号"])
def test_what_could_forge_fields_of_the_log_is_not_taken(client, settings, forged):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/", HTTP_X_REQUEST_ID=forged).headers["X-Request-ID"] != forged


def test_lines_of_the_log_have_the_number_meanwhile_and_none_afterwards():
    with numbered("0123456789abcdef"):
        assert line_of("said") == "0123456789abcdef said"
    assert line_of("said") == "- said"
    assert current_id() == "-"


def test_the_page_of_an_error_tells_the_number_under_which_the_log_has_it(monkeypatch):
    def broken(request):
        raise RuntimeError("broken")

    monkeypatch.setattr("union_portal.views.render", broken)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.content.decode()

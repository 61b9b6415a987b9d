import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_large_print_stays_chosen_until_the_usual_one_is(client):
    assert 'class="large-print"' not in client.get("/").content.decode()
    response = client.post("/print-size/", {"size": "large", "next": "/accounts/login/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/")
    cookie = response.cookies["large_print"]
    assert (cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (365 * 24 * 3600, "Lax", True)
    assert 'class="large-print"' in client.get("/").content.decode()
    client.post("/print-size/", {"size": "usual"})
    assert 'class="large-print"' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "/\\evil.example"]
)
def test_the_switch_leads_nowhere_else(client, to):
    assert client.post("/print-size/", {"size": "large", "next": to}).headers["Location"] == "/"


def test_a_worker_finds_the_switch_in_their_menu(client):
    client.force_login(make.worker().user)
    assert 'formaction="/print-size/"' in client.get("/").content.decode()


def test_the_page_without_network_holds_nothing_of_anybody(client):
    page = client.get("/offline/").content.decode()
    worker = make.worker()
    client.force_login(worker.user)
    assert worker.name not in client.get("/offline/").content.decode()
    assert "csrfmiddlewaretoken" not in page


def test_the_service_worker_keeps_that_page_without_cookies_and_no_other(client):
    response = client.get("/sw.js")
    script = response.content.decode()
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert '"/offline/"' in script
    assert 'credentials: "omit"' in script
    assert script.count("addAll") == 1
    assert ".put(" not in script


def test_only_pages_of_people_who_are_logged_in_install_it(client):
    assert "service-worker" not in client.get("/report/").content.decode()
    assert "service-worker" not in client.get("/").content.decode()
    client.force_login(make.worker().user)
    assert 'name="service-worker" content="/sw.js"' in client.get("/").content.decode()

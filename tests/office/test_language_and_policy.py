import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from members.authority.models import User
from office.middleware import LanguageMiddleware
from tests import factories as make


def language_of(cookie=None, accept="en-GB"):
    request = RequestFactory().get("/", headers={"accept-language": accept})
    if cookie is not None:
        request.COOKIES["django_language"] = cookie
    return LanguageMiddleware(lambda _request: HttpResponse(translation.get_language()))(request)


@pytest.mark.parametrize(
    ("cookie", "language"),
    [(None, "zh-hans"), ("en", "en"), ("zh-hans", "zh-hans"), ("fr", "zh-hans"), ("../en", "zh-hans"), ("", "zh-hans")],
)
def test_the_portal_speaks_chinese_unless_the_switch_says_otherwise(cookie, language):
    response = language_of(cookie)
    assert response.content.decode() == language
    assert response.headers["Content-Language"] == language


def test_the_language_of_one_request_does_not_stay_for_the_next():
    with translation.override("zh-hans"):
        language_of("en")
        assert translation.get_language() == "zh-hans"


@pytest.mark.django_db
def test_a_visitor_switches_the_language_without_script_or_account(client):
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert "Log in" in client.get("/").content.decode()
    assert client.get("/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_no_page_allows_inline_script_and_only_the_admin_allows_eval(client):
    strict = client.get("/accounts/login/").headers["Content-Security-Policy"]
    client.force_login(User.objects.create_superuser("root", password="correct horse"))
    relaxed = client.get("/admin/").headers["Content-Security-Policy"]
    assert "unsafe" not in strict
    parts = dict(part.strip().split(" ", 1) for part in relaxed.split(";"))
    assert parts["script-src"] == "'self' 'unsafe-eval'"
    assert "unsafe" not in parts["style-src-elem"]
    assert [name for name, allowed in parts.items() if "unsafe-inline" in allowed] == ["style-src-attr"]


@pytest.mark.django_db
def test_the_admin_has_no_log_in_of_its_own(client):
    response = client.get("/admin/login/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_the_portals_look(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "portal.css" in response.content.decode()


@pytest.mark.django_db
def test_only_an_officer_is_shown_the_way_to_the_desk(client):
    client.force_login(make.user("worker1"))
    assert '"/desk/"' not in client.get("/").content.decode()
    client.force_login(make.officer(make.unit("Works"), post="chair"))
    assert '"/desk/"' in client.get("/").content.decode()


@pytest.mark.django_db
def test_the_switch_is_kept_with_the_account_for_its_notices(client):
    user, other = make.user("worker1"), make.user("worker2")
    client.force_login(user)
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert dict(User.objects.values_list("pk", "language")) == {user.pk: "en", other.pk: ""}
    client.post("/i18n/setlang/", {"language": "fr", "next": "/"})
    client.get("/i18n/setlang/", {"language": "zh-hans"})
    assert User.objects.get(pk=user.pk).language == "en"


@pytest.mark.django_db
def test_a_switch_on_a_page_without_account_leaves_no_trace_at_one(client):
    user = make.user("worker1")
    client.force_login(user)
    client.post("/i18n/setlang/", {"language": "en"}, headers={"origin": "null"})
    assert User.objects.get(pk=user.pk).language == ""

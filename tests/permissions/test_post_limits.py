"""Every route that takes a POST from strangers declares how many, and how many bytes."""

import re
from dataclasses import replace
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import Client

from office import middleware
from office.rate_limits import Limit
from tests import factories as make
from tests.permissions.walk import routes

pytestmark = pytest.mark.django_db

# Answers of what is closed to strangers, or takes no POST.
CLOSED = {401, 405}
LOG_IN = ("/accounts/login/", "/admin/login/")


def sample_address(pattern):
    """Return an address that a route's pattern fits, for a row that need not exist."""
    text = pattern.replace("^", "").replace("$", "").replace("\\", "").replace("?P<format>", "?P<f>")
    text = re.sub(r"\(\?P<f>[^)]*\)/\?|\(\?P<f>[^)]*\)", "json", text)
    text = re.sub(r"\(\?P<\w+>[^)]*\)|\([^)]*\)|<[^>]*>", "1", text)
    return "/" + text.replace(".json/?", ".json")


def open_routes():
    """Yield name, pattern and view of the routes that don't ask for a log-in by themselves."""
    for name, pattern, view in routes():
        if not getattr(view, "login_required", True):
            yield name or pattern, pattern, view


def takes_posts_of_strangers(pattern):
    answer = Client(raise_request_exception=False).post(sample_address(pattern))
    to_log_in = answer.status_code == 302 and answer.headers["Location"].startswith(LOG_IN)
    return answer.status_code not in CLOSED and not to_log_in


def test_every_post_of_strangers_has_a_limit_by_count_and_by_bytes():
    found = {
        name: getattr(view, "post_limit", None)
        for name, pattern, view in open_routes()
        if takes_posts_of_strangers(pattern)
    }
    lacking = [
        name
        for name, limit in found.items()
        if limit is None or not (limit.most and limit.most_of_all and limit.most_bytes)
    ]
    assert not lacking, ", ".join(lacking)
    must_be_there = {
        "consultation:report",
        "consultation:follow",
        "consultation:follow_write",
        "consultation:follow_file",
        "members:join",
        "members:join_follow",
        "members:activate",
        "members:activate_password",
        "account_login",
        "account_reset_password",
        "set_language",
    }
    assert must_be_there <= set(found)


def test_the_walk_finds_a_route_without_a_limit(monkeypatch):
    view = next(view for name, _pattern, view in open_routes() if name == "consultation:report")
    monkeypatch.delitem(view.__dict__, "post_limit")
    with pytest.raises(AssertionError, match="consultation:report"):
        test_every_post_of_strangers_has_a_limit_by_count_and_by_bytes()
    assert not isinstance(getattr(view, "post_limit", None), Limit)


def test_a_post_past_the_limit_is_refused_before_its_body_is_read(client, chinese):
    """The attack: large bodies to a page that needs none."""
    body = b"x" * (2 * 1024 * 1024)
    answer = client.post("/i18n/setlang/", body, content_type="application/octet-stream")
    assert answer.status_code == 429 and "Retry-After" in answer.headers
    assert "网络" in answer.content.decode()
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302


def test_uploads_are_counted_by_their_bytes(client, monkeypatch):
    (view,) = (view for name, _pattern, view in open_routes() if name == "consultation:report")
    monkeypatch.setitem(view.__dict__, "post_limit", replace(view.post_limit, name="trial", most_bytes=250_000))
    answers = [client.post("/report/", {"facts": "x" * 100_000}).status_code for _ in range(4)]
    assert answers == [422, 422, 429, 429]


def test_all_senders_together_have_a_limit_too(client, monkeypatch):
    (view,) = (view for name, _pattern, view in open_routes() if name == "members:join_follow")
    monkeypatch.setitem(view.__dict__, "post_limit", replace(view.post_limit, name="trial", most_of_all=3))
    form = {"receipt": ""}
    answers = [client.post("/join/follow/", form, REMOTE_ADDR=f"203.0.113.{number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429, 429]


@pytest.mark.parametrize("address", ["/my/questions/new/", "/desk/", "/admin/", "/no/such/page/", "/accounts/email/"])
def test_what_strangers_send_to_closed_pages_is_counted_as_well(client, monkeypatch, address):
    """The attack: the CSRF check reads the whole body, files included, before the log-in is asked for."""
    monkeypatch.setattr(middleware, "OTHER_POSTS", replace(middleware.OTHER_POSTS, most_bytes=2_000_000))
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/accounts/login/")
    file = SimpleUploadedFile("a.bin", b"x" * 900_000)
    for _time in range(2):
        file.seek(0)
        assert stranger.post(address, {"file": file}).status_code != 429
    file.seek(0)
    with mock.patch.object(MemoryFileUploadHandler, "receive_data_chunk") as read:
        assert stranger.post(address, {"file": file}).status_code == 429
    read.assert_not_called()


def test_nobody_who_is_logged_in_is_counted_as_a_stranger(client, monkeypatch):
    monkeypatch.setattr(middleware, "OTHER_POSTS", replace(middleware.OTHER_POSTS, most=1))
    assert [client.post("/desk/").status_code for _time in range(2)] == [302, 429]
    client.force_login(make.account(make.worker(make.unit())))
    assert {client.post("/my/questions/new/").status_code for _time in range(3)} == {200}


def test_the_api_reads_nothing_of_strangers():
    file = SimpleUploadedFile("a.bin", b"x" * 900_000)
    with mock.patch.object(MemoryFileUploadHandler, "receive_data_chunk") as read:
        assert Client().post("/api/v1/members/batch/", {"file": file}).status_code == 401
    read.assert_not_called()

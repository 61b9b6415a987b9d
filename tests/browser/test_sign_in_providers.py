"""Logging in with WeCom in a browser: its content policy lets people go there, and they come back."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page

from tests import factories as make
from tests.members.providers.conftest import FakeProvider, make_provider
from tests.office.outbox.conftest import FakeServer


@pytest.fixture
def wecom():
    """WeCom on loopback, whose page sends people back at once, each time with a new code."""
    server = FakeServer()
    fake = FakeProvider(server, "wecom")
    codes = iter(range(99))

    def page(path, body):
        address = urlsplit(path)
        if address.path != "/wwlogin/sso/login":
            return None
        asked = parse_qs(address.query)
        answer = urlencode({"code": f"code-{next(codes)}", "state": asked["state"][0]})
        return 302, {"Location": f"{asked['redirect_uri'][0]}?{answer}"}, ""

    server.answers.insert(0, page)
    fake.provider = make_provider(server, "wecom")
    yield fake
    server.close()


def test_somebody_binds_wecom_once_and_then_logs_in_with_it(phone: Page, wecom):
    user = make.account(make.worker())
    phone.goto("/accounts/login/")
    phone.get_by_role("link", name="用企业微信登录").click()
    phone.wait_for_url("/accounts/bind/")
    phone.get_by_role("link", name="我有门户密码").click()
    phone.locator("input[name=login]").fill(user.username)
    phone.locator("input[name=password]").fill("correct horse")
    phone.locator("input[name=password]").press("Enter")
    phone.wait_for_url("/accounts/bind/confirm/")
    phone.get_by_role("button", name="绑定").click()
    phone.wait_for_url("/my/sign-in/")
    phone.context.clear_cookies()
    phone.goto("/accounts/login/")
    phone.get_by_role("link", name="用企业微信登录").click()
    phone.wait_for_url("/")
    assert phone.locator("main").is_visible()
    wecom.says = {"userid": "", "openid": "oABC"}
    phone.context.clear_cookies()
    phone.goto("/accounts/with/wecom/")
    assert "不属于本企业" in phone.locator("main").inner_text()

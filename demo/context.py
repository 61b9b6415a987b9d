from typing import Any

from django.conf import settings
from django.http import HttpRequest

from demo.accounts import ACCOUNTS, PASSWORD


def log_in_hints(request: HttpRequest) -> dict[str, Any]:
    """The demonstration's accounts for the log-in page, and only while the demonstration is on."""
    if not settings.DEMO or request.resolver_match is None or request.resolver_match.url_name != "account_login":
        return {}
    return {"demo_accounts": ACCOUNTS, "demo_password": PASSWORD}

from django.conf import settings
from django.http import HttpRequest

from demo.accounts import ACCOUNTS, PASSWORD


def login_hints(request: HttpRequest) -> dict[str, object]:
    """Context processor: the accounts of the demonstration union, on the log-in page if settings.DEMO is on."""
    if not settings.DEMO or request.resolver_match is None or request.resolver_match.url_name != "account_login":
        return {}
    return {"demo_accounts": ACCOUNTS, "demo_password": PASSWORD}

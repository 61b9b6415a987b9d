from django.conf import settings
from django.http import HttpRequest

from demo.accounts import ACCOUNTS, PASSWORD


def login_hints(request: HttpRequest) -> dict[str, object]:
    """Return, as a context processor, the demonstration union's accounts: on the log-in page if settings.DEMO is on."""
    if not settings.DEMO or request.resolver_match is None or request.resolver_match.url_name != "account_login":
        return {}
    return {"demo_accounts": ACCOUNTS, "demo_password": PASSWORD}

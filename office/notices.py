from typing import Any

from office.models import Notice


def notify(user: Any, text: str, url: str = "") -> Notice:
    """Tell one person something once; `text` is in the portal's default language, `url` the page it is about."""
    return Notice.objects.create(to=user, text=text, url=url)

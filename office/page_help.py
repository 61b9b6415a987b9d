"""The help behind the "?" of every page; each app adds its texts when it starts."""

from functools import lru_cache

from office.types import Message

# By the beginning of URL names with their namespace, such as "members:import_".
HELP: dict[str, Message] = {}


@lru_cache(maxsize=1024)
def help_for(url_name: str) -> Message:
    """Return the help of the page with this URL name: that of the longest beginning that fits, "" where none does."""
    return HELP[max(fitting, key=len)] if (fitting := [name for name in HELP if url_name.startswith(name)]) else ""

from collections.abc import Callable, Sequence
from typing import TypeVar

from office.types import Message

_View = TypeVar("_View", bound=Callable[..., object])

def action(
    *,
    description: Message | None = None,
    url_path: str | None = None,
    permissions: Sequence[str] | None = None,
) -> Callable[[_View], _View]: ...

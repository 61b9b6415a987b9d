"""The door of a staff page: whoever holds its right nowhere is turned away before a row is looked at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from members import access
from members.authority.models import User


class PersonRequest(HttpRequest):
    """A request behind the log-in: its user is a person."""

    user: User


View = Callable[..., HttpResponseBase]


def needs(perm: str) -> Callable[[View], View]:
    """Answer 403 unless the user holds `perm` in some unit; rows are still fetched through `visible_to`."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not access.holds(request.user, perm):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return door

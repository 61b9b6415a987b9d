"""Guards of staff pages: 403 before any row is read, unless the user has the page's permission in some unit."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from rest_framework.request import Request

from members import access
from members.authority.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request of a logged-in user, as LoginRequiredMiddleware ensures."""

    user: User


def user_of(request: HttpRequest | Request) -> User:
    """Return the account of a request to the API or the admin. Raises PermissionDenied for a visitor without one."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


P = ParamSpec("P")
RequestT = TypeVar("RequestT", bound=HttpRequest)
ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)


def needs(
    *perms: str,
) -> Callable[[Callable[Concatenate[RequestT, P], ResponseT]], Callable[Concatenate[RequestT, P], ResponseT]]:
    """Return the decorator of views that answers 403 unless the user holds one of `perms` in some unit.

    The view still reads rows through `visible_to`.
    """

    def decorator(
        view: Callable[Concatenate[RequestT, P], ResponseT],
    ) -> Callable[Concatenate[RequestT, P], ResponseT]:
        @wraps(view)
        def guarded(request: RequestT, *args: P.args, **kwargs: P.kwargs) -> ResponseT:
            if not any(access.holds(request.user, perm) for perm in perms):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorator

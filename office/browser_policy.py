"""What single pages allow a browser beyond what all pages do."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.http import HttpResponse

from office.middleware import BrowserPolicyMiddleware

P = ParamSpec("P")


def may_scan(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let the page of this view ask for the camera and run the WebAssembly that reads codes; no other page may."""
    others = [f"{feature}=()" for feature in BrowserPolicyMiddleware.PERMISSIONS if feature != "camera"]
    policy = ", ".join(["camera=(self)", *others])

    @wraps(view)
    def scanning(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers["Permissions-Policy"] = policy
        return response

    # Any: its type knows views without arguments alone.
    relaxed: Any = csp_update({"script-src": [SELF, WASM_UNSAFE_EVAL]})
    allowed: Callable[P, HttpResponse] = relaxed(scanning)
    return allowed

"""The calls of a request lie in one piece of Python's data stack, at every depth."""

import resource
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from office.middleware import DeepCallsMiddleware

CALLS = 100


def _leaf(a: int) -> int:
    b = c = d = a
    return b + c + d


def _pages_taken(depth: int) -> int:
    """The pages that the system hands out while CALLS calls are made `depth` frames down."""
    if depth:
        return _pages_taken(depth - 1)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for number in range(CALLS):
        _leaf(number)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def test_no_depth_has_a_piece_of_the_stack_taken_and_given_back_at_every_call() -> None:
    most = 0

    def view(_request: HttpRequest) -> HttpResponse:
        nonlocal most
        most = max(map(_pages_taken, range(200)))
        return HttpResponse()

    middleware: Callable[[HttpRequest], object] = DeepCallsMiddleware(view)
    middleware(HttpRequest())
    assert most < CALLS // 2

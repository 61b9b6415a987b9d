"""The addresses of the portal, and two pages with which benchmarks compare others."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from members.authority.guards import AuthenticatedHttpRequest
from members.register.models.member import Member


def empty(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Return an empty answer to somebody who is logged in: what all middleware costs."""
    return HttpResponse()


def shell(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show a worker's page without content, after one query."""
    return render(request, "benchmarks/shell.html", {"member": Member.objects.own(request.user).first()})


urlpatterns = [
    path("bench/empty/", empty, name="bench_empty"),
    path("bench/shell/", shell, name="bench_shell"),
    path("", include("union_portal.urls")),
]
handler404 = "union_portal.views.not_found"
handler500 = "union_portal.server_errors.server_error"

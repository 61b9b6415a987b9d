"""The landing page, a worker's home, an officer's desk, and the language switch."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import page_not_found
from django.views.i18n import set_language

import consultation.front.desk
import members.approvals.desk
import members.front.desk
import welfare.front.desk
from members import access
from members.authority.guards import AuthenticatedHttpRequest
from members.authority.models import User
from members.register.models.member import Member
from office.exports import Column, export_list
from office.models import Notice
from office.rate_limits import Limit, limited
from union_portal import workbench

NOTICES = 3
SECURITY_CONTACT_LASTS = timedelta(days=90)
LANGUAGE_POSTS = Limit("language_posts", seconds=60, most=300, most_of_all=20_000, most_bytes=1024 * 1024)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the landing page to visitors, and their home to users who are logged in."""
    if not request.user.is_authenticated:
        return render(request, "landing.html")
    context = {
        "member": Member.objects.own(request.user).select_related("unit").first(),
        "cases": consultation.front.desk.open_cases(request.user),
        "notices": Notice.objects.own(request.user)[:NOTICES],
        **welfare.front.desk.home_context(request.user),
    }
    return render(request, "home.html", context)


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """Show what programs can ask of the portal: how to call it, and every address with its fields."""
    return render(request, "api.html")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return where faults of security are reported, after RFC 9116; 404 without SECURITY_CONTACT."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = timezone.now().replace(microsecond=0) + SECURITY_CONTACT_LASTS
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {until.isoformat()}", "Preferred-Languages: zh, en"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Return the page for an address that leads nowhere; under /api/ the answer that programs expect."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": _("There is no such address."), "code": "not_found"}, status=404)
    return page_not_found(request, exception)


# Pages for anonymous reports send no referrer, so their switch comes with `Origin: null`, which the CSRF check refuses.
# Changing the language does no harm.
@limited(LANGUAGE_POSTS)
@csrf_exempt
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Set the language cookie, and for a user who is logged in the language of their notices.

    With `Origin: null`, as from pages for anonymous reports, no account is changed: nothing may connect them to one.
    """
    chosen = request.POST.get("language", "")
    named = request.headers.get("origin") != "null"
    if named and request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).exclude(language=chosen).update(language=chosen)
    return set_language(request)


@limited(LANGUAGE_POSTS)
@csrf_exempt
@login_not_required
@require_POST
def choose_print_size(request: HttpRequest) -> HttpResponse:
    """Keep in a cookie whether this browser shows large print, and return to the page `next`; it does no harm."""
    to = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(to if inside else "home")
    if request.POST.get("size") == "large":
        response.set_cookie(
            settings.LARGE_PRINT_COOKIE_NAME,
            "1",
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(settings.LARGE_PRINT_COOKIE_NAME)
    return response


def print_size(request: HttpRequest) -> dict[str, bool]:
    """Return, as a context processor, `large_print`: whether this browser has chosen letters of 1.4 times the size."""
    return {"large_print": request.COOKIES.get(settings.LARGE_PRINT_COOKIE_NAME) == "1"}


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show the page that an installed portal shows without a network; it holds nothing of anybody."""
    # Without the request: what is kept on the device names nobody and has no forms.
    return HttpResponse(render_to_string("offline.html"))


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Return the script that shows the page `offline` where there is no network; from the root, since for all pages.

    It keeps that page and its style, and no page of anybody.
    """
    return render(request, "sw.js", content_type="text/javascript; charset=utf-8")


def desk(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show what waits for this officer by deadline, shortcuts, runs and terms in progress, and figures.

    Figures that are not kept are fetched by the page itself, so that it is there at once. 403 for users without a post.
    """
    if not access.is_officer(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    welfare_desk = welfare.front.desk.desk_context(request.user)
    waiting = [
        *welfare_desk["waiting_runs"],
        *welfare_desk["waiting_payments"],
        *welfare_desk["waiting_hardship"],
        *welfare_desk["waiting_visits"],
        *consultation.front.desk.waiting(request.user),
    ]
    waiting += [*members.front.desk.waiting(request.user), *members.approvals.desk.waiting(request.user)]
    context = {
        **welfare_desk,
        "waiting": by_deadline(waiting, today),
        "terms": members.front.desk.ending_terms(request.user, today),
        "shortcuts": workbench.shortcuts(request.user),
        "figures": workbench.kept_figures(request.user),
        "minutes": workbench.MINUTES_KEPT,
    }
    return render(request, "desk.html", context)


@require_safe
def desk_figures(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the figures of this officer's desk: the part for htmx, a page of its own without it."""
    if not access.is_officer(request.user):
        raise PermissionDenied
    name = "_desk_figures.html" if "HX-Request" in request.headers else "desk_figures.html"
    return render(request, name, {"figures": workbench.figures(request.user), "minutes": workbench.MINUTES_KEPT})


@require_safe
def desk_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the table behind the `chart` of the desk as a workbook or CSV file; an audit event says so."""
    if not access.is_officer(request.user):
        raise PermissionDenied
    asked = request.GET.get("chart")
    found = next((one for one in workbench.figures(request.user).charts if one["id"] == asked), None)
    if found is None:
        raise Http404
    rows = list(zip(found["labels"], *(one["values"] for one in found["series"]), strict=True))
    columns = [Column(_("Name"), 32, itemgetter(0))]
    columns += [Column(one["name"], 16, itemgetter(place)) for place, one in enumerate(found["series"], start=1)]
    return export_list("desk.export", rows, columns, request=request, name=found["title"])


class HasDeadline(Protocol):
    @property
    def due_on(self) -> date | None: ...


def by_deadline(rows: Iterable[HasDeadline], today: date) -> list[dict[str, object]]:
    """Return groups of `heading` and `rows`: overdue, today, this week, later, without a deadline; no empty ones."""
    sunday = today + timedelta(days=6 - today.weekday())
    headings = [_("Overdue"), _("Today"), _("This week"), _("Later"), _("Without a deadline")]

    def group(row: HasDeadline) -> int:
        if row.due_on is None:
            return 4
        return (row.due_on >= today) + (row.due_on > today) + (row.due_on > sunday)

    rows = sorted(rows, key=lambda row: (group(row), row.due_on or today))
    return [{"heading": headings[place], "rows": list(found)} for place, found in groupby(rows, key=group)]

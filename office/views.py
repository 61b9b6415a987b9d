"""A user's notices."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from office import paging
from office.models import Notice
from office.notices import KINDS
from office.querysets import Notices
from office.refusals import answer

LONGEST_KEY = 18


def _chosen(request: HttpRequest, query: QueryDict) -> Notices:
    """Return the user's notices that `?unread=1` and `?kind=` of `query` ask for; an unknown kind asks for all."""
    notices = Notice.objects.own(request.user)
    if query.get("unread"):
        notices = notices.unread()
    if kind := KINDS.get(query.get("kind", "")):
        notices = notices.about(kind.addresses())
    return notices


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Show the user's notices, newest first, those that `?unread=1` and `?kind=` choose."""
    chosen = _chosen(request, request.GET)
    kind = request.GET.get("kind", "")
    page = paging.keyset(chosen, request.GET, order=["-pk"], size=30)
    context = {
        "page": page,
        "unread": bool(request.GET.get("unread")),
        "some_unread": any(notice.read_at is None for notice in page),
        "kinds": KINDS,
        "kind": kind if kind in KINDS else "",
        "kinds_label": KINDS[kind].label if kind in KINDS else "",
        "query": request.GET.urlencode(),
        "newest": page.items[0].pk if page.items else "",
    }
    return answer(request, "office/notices.html", context, address=reverse("office:notices"))


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and redirect to the page that it is about; with `stay`, back to the list `list`."""
    notice = get_object_or_404(Notice.objects.own(request.user), pk=pk)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    if "stay" in request.POST:
        return redirect(_list_address(_list_sent(request)))
    inside = notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else reverse("office:notices"))


@require_POST
def read_all_notices(request: HttpRequest) -> HttpResponse:
    """Mark the user's notices of the list `list` as read, up to the `newest` that its page showed."""
    query = _list_sent(request)
    unread = _chosen(request, query).unread()
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdigit() and len(newest) <= LONGEST_KEY and not query.get("cursor"):
        unread = unread.filter(pk__lte=int(newest))
    unread.update(read_at=timezone.now())
    return redirect(_list_address(query))


def _list_sent(request: HttpRequest) -> QueryDict:
    """Return the query string of the list from which a form was sent."""
    return QueryDict(request.POST.get("list", ""))


def _list_address(query: QueryDict) -> str:
    """Return the address of the list with what `query` chooses, and nothing else of it."""
    known = QueryDict(mutable=True)
    known.update({name: value for name in ("unread", "kind", "cursor") if (value := query.get(name))})
    return reverse("office:notices") + (f"?{known.urlencode()}" if known else "")

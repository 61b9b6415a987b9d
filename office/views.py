"""A user's notices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from office import paging
from office.models import Notice


@require_GET
def my_notices(request: HttpRequest) -> HttpResponse:
    """Show the user's notices, newest first."""
    mine = Notice.objects.own(request.user)
    page = paging.keyset(mine, request.GET, order=["-pk"], size=30)
    return render(request, "office/my_notices.html", {"page": page, "unread": mine.unread().count()})


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and redirect to the page that it is about."""
    notice = get_object_or_404(Notice.objects.own(request.user), pk=pk)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    inside = notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else reverse("office:my_notices"))


@require_POST
def read_all_notices(request: HttpRequest) -> HttpResponse:
    """Mark all of the user's notices as read."""
    Notice.objects.own(request.user).unread().update(read_at=timezone.now())
    return redirect("office:my_notices")

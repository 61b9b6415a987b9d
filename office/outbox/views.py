"""The page on which a person chooses by which channels they are told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.outbox.actions.choices import choose_channels
from office.outbox.forms import ChannelsForm, idle_apps_of, ways_of
from office.outbox.rules import FIRST_HOUR, LAST_HOUR
from office.refusals import answer


@require_http_methods(["GET", "HEAD", "POST"])
def how_i_am_told(request: HttpRequest) -> HttpResponse:
    """Show by which channels this person is told besides the portal, and store what they choose."""
    form = ChannelsForm(request.POST if request.method == "POST" else None, ways=ways_of(request.user))
    if request.method == "POST" and form.is_valid():
        choose_channels(request.user, form.wanted(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("office:how_i_am_told")
    context = {"form": form, "idle": idle_apps_of(request.user), "first_hour": FIRST_HOUR, "last_hour": LAST_HOUR}
    return answer(request, "office/outbox/how_i_am_told.html", context)

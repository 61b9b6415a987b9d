"""Saving and deleting views of lists; the lists themselves show them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from office.refusals import answer, refusals_into
from office.saved_views import actions
from office.saved_views.forms import DefaultViewForm, SavedViewForm
from office.saved_views.models import SavedView


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters, order and columns of a list under a name, and return to the list."""
    form = SavedViewForm(request.POST)
    if form.is_valid() and request.user.is_authenticated:
        with refusals_into(form):
            view = actions.save_view(request.user, **form.cleaned_data)
            messages.success(request, _("The view is kept: you find it under “Views”."))
            return redirect(view.url)
    return answer(request, "office/saved_view_form.html", {"form": form})


@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one of the user's own views, and return to its list."""
    view = get_object_or_404(SavedView.objects.own(request.user), pk=pk)
    view.delete()
    messages.success(request, _("The view is deleted."))
    return redirect(view.address)


@require_POST
def default_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a list open with one of the user's own views, or no longer, and return to the list."""
    view = get_object_or_404(SavedView.objects.own(request.user), pk=pk)
    form = DefaultViewForm(request.POST)
    if form.is_valid():
        actions.choose_default(view, **form.cleaned_data)
        is_default = form.cleaned_data["is_default"]
        messages.success(
            request, _("The list opens with this view now.") if is_default else _("The list opens without a view now.")
        )
    return redirect(view.url)

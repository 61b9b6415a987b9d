"""The page on which an account discards what it typed and did not send."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from office.confirm_pages import confirm_page
from office.once import kept
from office.once.acts import draft_is_over
from office.once.answers import account_of


def discard_unsent(request: HttpRequest, key: str) -> HttpResponse:
    """Delete what the account typed into a form that was not sent, after a page that shows it and asks.

    Raises Http404 where nothing is kept for this account under this key.
    """
    account = account_of(request)
    typed = kept.give_back(account, key) if account is not None else None
    if account is None or typed is None:
        raise Http404
    if request.method != "POST":
        return confirm_page(
            request,
            heading=_("Discard what you typed?"),
            question=_("It was not sent. Once discarded it can't be brought back."),
            button=_("Discard"),
            back=typed.page,
            back_label=_("Go on writing"),
            facts=[(_("What you had typed"), text) for text in kept.texts(typed)],
        )
    kept.forget(account, key)
    messages.success(request, _("What you had typed has been discarded."))
    return draft_is_over(redirect("home"), typed.key)

"""Pages on which a person binds a proven identity to their account, sees what is bound, and unbinds it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.views.activation import AFTER
from members.authority.confirmed import confirm_first, has_confirmed
from members.authority.guards import user_of
from members.providers import actions, pending
from members.providers.buttons import start_url
from members.providers.models import ProviderBinding, SignInProvider
from office.addresses import client_address
from office.forms import ButtonForm
from office.outbox.models import Channel
from office.outbox.receivers import masked
from office.outbox.rules import APPS
from office.refusals import answer, refusals_into


@login_not_required
@never_cache
@require_safe
def first_time(request: HttpRequest) -> HttpResponse:
    """Ask somebody whose identity no account has to log in once; redirect who is logged in to the confirmation."""
    found = pending.kept(request)
    if request.user.is_authenticated:
        return redirect("members:identity_confirm" if found else "members:my_identities")
    if found is None:
        return redirect("account_login")
    context = {
        "provider": found.provider,
        "identity": masked(found.identity.subject),
        "log_in": f"{reverse('account_login')}?{urlencode({'next': reverse('members:identity_confirm')})}",
    }
    return render(request, "members/providers/first_time.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Bind a proven identity to the account of somebody who confirms it, with a password or code typed just before."""
    found, account = pending.kept(request), user_of(request)
    if found is None:
        return redirect("members:my_identities")
    if not has_confirmed(request):
        return confirm_first(reverse("members:identity_confirm"))
    form = ButtonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            address = client_address(request)
            actions.bind(found.provider, found.identity, account, by=account, address=address)
            pending.drop(request)
            messages.success(request, _("Bound. Next time you can log in with it."))
            return redirect(found.next or "members:my_identities")
    context = {"form": form, "provider": found.provider, "identity": masked(found.identity.subject)}
    return answer(request, "members/providers/confirm.html", context)


@login_not_required
@never_cache
@require_safe
def bind_by_code(request: HttpRequest) -> HttpResponse:
    """Go on to the page that takes a code from the union, and come back here afterwards."""
    if pending.kept(request) is None:
        return redirect("account_login")
    request.session[AFTER] = reverse("members:identity_confirm")
    return redirect("members:activate")


@never_cache
@require_safe
def my_identities(request: HttpRequest) -> HttpResponse:
    """Show with which providers this person can log in, and which identity is bound."""
    bound = {one.provider_id: one for one in ProviderBinding.objects.filter(account=user_of(request))}
    here = reverse("members:my_identities")
    sending = {*Channel.objects.filter(active=True, kind__in=APPS).values_list("kind", flat=True)}
    rows = [
        {
            "provider": provider,
            "binding": bound.get(provider.pk),
            "identity": masked(bound[provider.pk].subject) if provider.pk in bound else "",
            "start": start_url(provider, here),
            "sends": provider.kind in sending,
        }
        for provider in SignInProvider.objects.all()
        if provider.active or provider.pk in bound
    ]
    context = {"rows": rows, "sends": any(row["sends"] for row in rows)}
    return render(request, "members/providers/my_identities.html", context)


@require_POST
def unbind(request: HttpRequest, pk: int) -> HttpResponse:
    """Unbind an identity of one's own."""
    rows = ProviderBinding.objects.filter(account=user_of(request)).select_related("account", "provider")
    binding = get_object_or_404(rows, pk=pk)
    actions.unbind(binding, by=user_of(request), address=client_address(request), but=request)
    messages.success(
        request, _("Unbound. Nobody logs in to your account with it any more, and everywhere else you are logged out.")
    )
    return redirect("members:my_identities")

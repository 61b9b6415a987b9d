"""The redirect to a provider and the page that it sends people back to; both also for binding an identity."""

import logging

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.internal import statekit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.authority.models import User
from members.providers import pending
from members.providers.actions import account_of
from members.providers.buttons import start_url
from members.providers.exchange.asking import Identity
from members.providers.exchange.flow import Proof, code_in, identity_of, page_of
from members.providers.models import ProviderBinding, SignInProvider
from members.providers.rules import Refusal, SignInRefusedError, is_inside_wecom
from office import audit
from office.addresses import client_address
from office.rate_limits import Limit, sender, take
from office.secrets import keyed_hash
from office.types import JsonValue

logger = logging.getLogger(__name__)
# `most` is for one network, where a whole shift may come at once from one address.
STARTS = Limit("sign_in_starts", seconds=60, most=300, most_of_all=6000)
# Fewer, since each causes several requests to the provider.
CODES = Limit("sign_in_codes", seconds=60, most=200, most_of_all=3000)
# Refused sign-ins that are recorded in the audit log; all of them would fill it.
NOTED_REFUSALS = Limit("sign_in_refused", seconds=60, most=5)
LONGEST_CODE = 2000
# No provider takes a code a second time; the portal doesn't ask.
CODE_KEPT_SECONDS = 900
CANCELLED = {"access_denied", "authdeny"}


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Redirect to the provider's page; to the log-in page for whoever is sent here by another site.

    It is a link, not a form: browsers apply form-action of the content policy to the redirects of a form, too.
    """
    provider = get_object_or_404(SignInProvider.objects.active(), slug=slug)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect("members:my_identities" if request.user.is_authenticated else "account_login")
    try:
        if not take(STARTS, sender(request)):
            raise SignInRefusedError(Refusal.TOO_OFTEN)
        return redirect(_begun(request, provider))
    except SignInRefusedError as why:
        return _refused(request, provider, why)


def _begun(request: HttpRequest, provider: SignInProvider) -> str:
    """Return the address of the provider's page, and keep in the session what its answer is compared with."""
    proof = Proof.drawn()
    state = {
        "next": get_next_redirect_url(request) or "",
        "nonce": proof.nonce,
        "verifier": proof.verifier,
        "account": request.user.pk,
    }
    state_id = get_random_string(32)
    address = page_of(
        provider,
        redirect_uri=_redirect_uri(request, provider),
        state=state_id,
        proof=proof,
        inside_wecom=is_inside_wecom(request.headers.get("User-Agent", "")),
    )
    statekit.stash_state(request, provider_id=provider.slug, state=state, state_id=state_id)
    return address


@login_not_required
@never_cache
@require_safe
def back(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in whom the provider names, or go on to binding; show why not otherwise."""
    provider = get_object_or_404(SignInProvider.objects.active(), slug=slug)
    try:
        state, identity = _proven(request, provider)
        wanted = str(state["next"])
        if isinstance(request.user, User):
            return _to_confirmation(request, provider, identity, request.user, wanted)
        account = account_of(provider, identity, address=client_address(request))
    except SignInRefusedError as why:
        return _refused(request, provider, why)
    if account is None:
        pending.keep(request, provider, identity, wanted)
        return redirect("members:identity_bind")
    pending.drop(request)
    told: dict[str, JsonValue] = {"provider": provider.slug, "address": client_address(request)}
    audit.record("login.identity", account, by=account, changes=told)
    record_authentication(request, account, method="provider", provider=provider.slug)
    response: HttpResponse = perform_login(request, Login(user=account, redirect_url=wanted or None))
    return response


def _proven(request: HttpRequest, provider: SignInProvider) -> tuple[dict[str, object], Identity]:
    """Return what was kept when the sign-in began, and who the provider says it is. Raises SignInRefusedError."""
    if not take(CODES, sender(request)):
        raise SignInRefusedError(Refusal.TOO_OFTEN)
    answer = request.GET
    # allauth gives a state once, to the session that stored it, for this provider, within ten minutes (STATE_TTL).
    state = statekit.unstash_state(request, state_id=answer.get("state") or "", provider_id=provider.slug)
    if state is None or state.get("account") != request.user.pk:
        raise SignInRefusedError(Refusal.EXPIRED)
    code = code_in(provider, answer.dict())
    if not code or len(code) > LONGEST_CODE or not code.isprintable():
        cancelled = answer.get("error") in CANCELLED or not answer.get("error")
        raise SignInRefusedError(Refusal.CANCELLED if cancelled else Refusal.SET_UP, str(answer.get("error"))[:60])
    if not cache.add(f"members.providers.code.{keyed_hash(code)[:32]}", 1, CODE_KEPT_SECONDS):
        raise SignInRefusedError(Refusal.CODE, "replayed")
    proof = Proof(nonce=str(state["nonce"]), verifier=str(state["verifier"]))
    identity = identity_of(
        provider,
        code,
        redirect_uri=_redirect_uri(request, provider),
        proof=proof,
        told_issuer=answer.get("iss") or "",
    )
    return state, identity


def _to_confirmation(
    request: HttpRequest, provider: SignInProvider, identity: Identity, account: User, wanted: str
) -> HttpResponse:
    """Redirect somebody who is logged in to the confirmation, since no link alone may bind.

    Raises SignInRefusedError for an identity of another account.
    """
    holder = ProviderBinding.objects.filter(provider=provider, tenant=identity.tenant, subject=identity.subject)
    holder_pk = holder.values_list("account", flat=True).first()
    if holder_pk == account.pk:
        messages.info(request, _("This identity is bound to your account already."))
        return redirect("members:my_identities")
    if holder_pk is not None:
        raise SignInRefusedError(Refusal.TAKEN)
    pending.keep(request, provider, identity, wanted)
    return redirect("members:identity_confirm")


def _redirect_uri(request: HttpRequest, provider: SignInProvider) -> str:
    return request.build_absolute_uri(reverse("members:sign_in_back", args=[provider.slug]))


def _refused(request: HttpRequest, provider: SignInProvider, why: SignInRefusedError) -> HttpResponse:
    """Return the page that says why nobody is signed in; log it and record it, without codes and ids."""
    logger.warning("Sign-in with %s refused: %s", provider.slug, why)
    if why.why not in {Refusal.CANCELLED, Refusal.TOO_OFTEN} and take(NOTED_REFUSALS, sender(request)):
        told: dict[str, JsonValue] = {
            "provider": provider.slug,
            "why": why.why.value,
            "address": client_address(request),
        }
        by = request.user if isinstance(request.user, User) else None
        audit.record("login.identity_refused", provider, by=by, changes=told)
    context = {"provider": provider, "why": why.why.sentence, "again": start_url(provider)}
    status = 429 if why.why is Refusal.TOO_OFTEN else 422
    return render(request, "members/providers/refused.html", context, status=status)

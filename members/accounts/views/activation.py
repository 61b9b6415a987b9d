"""Pages without log-in on which members open an account or set a new password with a code from their union."""

from datetime import timedelta

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.accounts import actions
from members.accounts.forms import PasswordForm, ProofForm
from members.accounts.models import ActivationCode, CodePurpose
from members.authority.models import User
from office.addresses import client_address
from office.rate_limits import Limit, give_back, limited, sender, take
from office.refusals import answer, refusals_into

POSTS = Limit("activation_posts", seconds=3600, most=600, most_of_all=20_000, most_bytes=10 * 1024 * 1024)
# Wrong tries from one network, where a whole shift may share an address, and from all networks.
WRONG_FROM_ONE = Limit("activation", seconds=15 * 60, most=20)
WRONG_FROM_ALL = Limit("activation", seconds=3600, most_of_all=1000)
PROVEN = "proven_code"
PROOF_LASTS = timedelta(minutes=15)
# The name under which the session holds the page to open afterwards, if another page has redirected here.
AFTER = "after_activation"
WRONG = gettext_lazy(
    "This doesn't fit together. Check each line with your slip; after five wrong tries the code is void and your union"
    " gives you a new one."
)
TOO_OFTEN = gettext_lazy("Too many tries. Please wait a quarter of an hour, or go to your union.")


@limited(POSTS)
@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Ask for what proves who somebody is, and go on to the password; the error is the same whichever part is wrong.

    Answers 429 after too many wrong tries.
    """
    if request.method == "GET":
        return render(request, "members/accounts/activate.html", {"form": ProofForm()})
    form = ProofForm(request.POST)
    if form.is_valid():
        if not all(take(limit, sender(request)) for limit in (WRONG_FROM_ONE, WRONG_FROM_ALL)):
            form.add_error(None, TOO_OFTEN)
            return answer(request, "members/accounts/activate.html", {"form": form}, status=429)
        code = actions.prove_identity(**form.cleaned_data, address=client_address(request))
        if code is not None:
            give_back(WRONG_FROM_ONE, sender(request))
            give_back(WRONG_FROM_ALL, sender(request))
            request.session[PROVEN] = [code.pk, (timezone.now() + PROOF_LASTS).timestamp()]
            return redirect("members:activate_password")
        form.add_error(None, WRONG)
    return answer(request, "members/accounts/activate.html", {"form": form})


@limited(POSTS)
@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def activate_password(request: HttpRequest) -> HttpResponse:
    """Ask for a password, then open the account or renew its password, and log in.

    Redirects to `activate` unless this visitor has proven a code within PROOF_LASTS.
    """
    code = _proven(request)
    if code is None:
        return redirect("members:activate")
    name = actions.user_name_for(code)
    person = code.member.user or User(username=name, name=code.member.name, phone=code.member.phone)
    form = PasswordForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            user = actions.use_code(code, form.cleaned_data["password"], address=client_address(request))
            del request.session[PROVEN]
            _greet(request, user, code)
            record_authentication(request, user, method="code")
            wanted = request.session.pop(AFTER, None)
            response: HttpResponse = perform_login(request, Login(user=user, redirect_url=wanted))
            return response
    context = {"form": form, "code": code, "user_name": name}
    return answer(request, "members/accounts/activate_password.html", context)


def _proven(request: HttpRequest) -> ActivationCode | None:
    """Return the code that this visitor has proven within PROOF_LASTS; None without one, or when it is not live."""
    pk, until = request.session.get(PROVEN, (0, 0))
    if until < timezone.now().timestamp():
        return None
    return ActivationCode.objects.live().filter(pk=pk).select_related("member__user").first()


def _greet(request: HttpRequest, user: User, code: ActivationCode) -> None:
    if code.purpose == CodePurpose.ACTIVATE:
        message = _("Your account is open. Next time, log in as %(name)s.") % {"name": user.username}
    elif is_mfa_enabled(user):
        message = _("Your password is set. The second step stays; if you have lost it, ask an administrator.")
    else:
        message = _("Your password is set. Wherever else you were logged in, you are logged out now.")
    messages.success(request, message)

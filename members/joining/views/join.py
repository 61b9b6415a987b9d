"""Pages to apply for membership, with or without an account: unit, form, receipt number, state of the application."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.joining.actions import application_by_receipt, apply_for_membership
from members.joining.forms.join import JoinForm, ReceiptForm, UnitSearch, with_place
from members.joining.querysets import open_units
from members.register.models.member import Member
from office.once.answers import shown_again
from office.rate_limits import Limit, give_back, limited, sender, take
from office.receipts import grouped_receipt
from office.refusals import answer

POSTS = Limit("join_posts", seconds=3600, most=300, most_of_all=10_000, most_bytes=10 * 1024 * 1024)
APPLICATIONS = Limit("join", seconds=3600, most=20)
# Searches from one network: enough for a whole shift behind one address, too few to copy a tree of thousands.
LOOKS = Limit("join_unit", seconds=3600, most=300)
WRONG_RECEIPTS = Limit("join_follow", seconds=15 * 60, most=10)
TOO_MANY = _("Many applications have come from this network within the hour. Please try again later.")
TOO_MANY_LOOKS = _("Many searches have come from this network within the hour. Please try again later.")
TOO_OFTEN = _("Too many tries from here. Please wait a quarter of an hour and try again.")
UNKNOWN = _("There is no application with this receipt number. Check the digits.")


@limited(POSTS)
@login_not_required
@sensitive_post_parameters("id_number", "phone")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Show the search for a unit, or the form for the unit whose code is `?unit=`, and store what is sent.

    Its answer is the only page that shows the receipt number, which is kept nowhere else. It is the same whether the
    register knows the certificate number or not. Members who are logged in are told that they are members already.
    Answers 429 after too many searches or applications from one network. A form with `website` filled in is dropped.
    """
    user = request.user if request.user.is_authenticated else None
    if user and Member.objects.own(user).exists():
        return render(request, "members/joining/join.html", {"member_already": True})
    code = request.GET.get("unit", "").replace("\0", "").strip()
    if not code:
        return _search(request)
    looked = take(LOOKS, sender(request))
    unit = open_units().filter(code__iexact=code).first() if looked else None
    if unit is None and (looked or request.method == "GET"):
        return _search(request, lost=looked, too_many=not looked)
    form = JoinForm(request.POST or None, initial={"name": user.name, "phone": user.phone or ""} if user else None)
    context = {"form": form, "unit": unit and with_place([unit])[0]}
    if request.method == "GET":
        return render(request, "members/joining/join.html", context)
    if unit is None or not take(APPLICATIONS, sender(request)):
        form.add_error(None, TOO_MANY)
        return answer(request, "members/joining/join.html", context, status=429)
    if not form.is_valid() or form.cleaned_data["website"]:
        give_back(APPLICATIONS, sender(request))
        return redirect("members:join") if form.is_valid() else answer(request, "members/joining/join.html", context)
    application, receipt = apply_for_membership(form.applicant(), unit, by=user)
    shown = {"application": application, "receipt": grouped_receipt(receipt, " ")}
    return shown_again(render(request, "members/joining/join_sent.html", shown))


def _search(request: HttpRequest, *, lost: bool = False, too_many: bool = False) -> HttpResponse:
    """Return the search page with its results; `lost` when the address names no open unit, which answers 404."""
    form = UnitSearch(request.GET if request.GET.get("q") else None)
    too_many = too_many or (form.is_valid() and not take(LOOKS, sender(request)))
    units, more = ([], False) if too_many else form.found()
    context = {
        "search": form,
        "units": units,
        "more": more,
        "lost": lost,
        "too_many": TOO_MANY_LOOKS if too_many else "",
        "with_htmx": True,
    }
    # htmx swaps in answers with status 200 only.
    status = 200 if "HX-Request" in request.headers else 429 if too_many else 404 if lost else 200
    return render(request, "members/joining/join_unit.html", context, status=status)


@limited(POSTS)
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join_follow(request: HttpRequest) -> HttpResponse:
    """Show the state of an application by its receipt number, which is sent in the body only, never in an address."""
    form = ReceiptForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return answer(request, "members/joining/join_follow.html", {"form": form})
    if not take(WRONG_RECEIPTS, sender(request)):
        form.add_error(None, TOO_OFTEN)
        return answer(request, "members/joining/join_follow.html", {"form": form}, status=429)
    application = application_by_receipt(form.cleaned_data["receipt"])
    if application is None:
        form.add_error("receipt", UNKNOWN)
        return answer(request, "members/joining/join_follow.html", {"form": form})
    give_back(WRONG_RECEIPTS, sender(request))
    return render(request, "members/joining/join_follow.html", {"form": form, "application": application})

"""The officers' pages of bank profiles: the list, one profile with its trial, new ones and changes."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.payment.actions import profiles
from welfare.payment.bank_files import sample
from welfare.payment.forms import ProfileFilter, ProfileForm
from welfare.payment.models.profiles import BankProfile, ProfileVersion
from welfare.payment.sample_profiles import SAMPLES
from welfare.permissions import WelfarePermission

VIEW = WelfarePermission.VIEW_BANKPROFILE
EDIT = WelfarePermission.CHANGE_BANKPROFILE
# Who looks at the trial of what somebody else made: another who makes profiles, or who releases payments.
CHECK = (EDIT, WelfarePermission.RELEASE_PAYMENTBATCH)
VERSIONS_SHOWN = 20
COLUMNS: tuple[Column[BankProfile], ...] = (
    Column(_("Bank profile"), 24, lambda profile: profile),
    Column(_("Unit"), 24, lambda profile: profile.unit),
    Column(_("State"), 24, lambda profile: profile.get_state_display()),
)


def _profiles(request: AuthenticatedHttpRequest) -> Listing[BankProfile]:
    form = ProfileFilter(request.GET, user=request.user, perm=VIEW)
    return Listing(
        request=request,
        name=_("Bank profiles"),
        form=form,
        rows=form.narrow(BankProfile.objects.visible_to(request.user, VIEW)).select_related("unit").with_checked(),
        sorts={"entered": "pk"},
        sorts_if_few={"name": "name", "unit": "unit__path"},
        columns=COLUMNS,
        export_url=reverse("welfare:profile_export"),
    )


@needs(VIEW)
def profile_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the bank profiles of the units in reach."""
    may_edit = access.holds(request.user, EDIT)
    return _profiles(request).render("welfare/payment/profile_list.html", may_edit=may_edit)


@needs(VIEW)
def profile_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list; an audit event says so."""
    return _profiles(request).export("bank_profile.export")


def _visible(request: AuthenticatedHttpRequest, pk: int, perm: str) -> BankProfile:
    found = BankProfile.objects.visible_to(request.user, perm).select_related("unit").with_checked()
    return get_object_or_404(found, pk=pk)


@needs(VIEW)
def profile_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a bank profile: what it says, its trial, and its versions."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    profile = _visible(request, pk, VIEW)
    versions = list(profile.versions.select_related("made_by", "checked_by").order_by("-number")[:VERSIONS_SHOWN])
    context = {
        "profile": profile,
        "version": versions[0],
        "versions": versions,
        "used": profile.used_number,
        "sample": sample(versions[0], timezone.localdate()),
        "may_edit": access.can(request.user, EDIT, profile.unit),
        "may_check": versions[0].checked_at is None
        and versions[0].made_by_id != request.user.pk
        and any(access.can(request.user, perm, profile.unit) for perm in CHECK),
        **forms,
    }
    return answer(request, "welfare/payment/profile_detail.html", context, address=profile.get_absolute_url())


@needs(EDIT)
def profile_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new bank profile, and create it."""
    label, layout = SAMPLES.get(request.GET.get("sample", ""), ("", {}))
    initial = {"name": label, **layout}
    form = ProfileForm(request.POST or None, user=request.user, is_new=True, initial=initial)
    tried: list[list[str]] = []
    if request.method == "POST" and form.is_valid() and "preview" in request.POST:
        tried = _trial(form)
    elif request.method == "POST" and form.is_valid():
        with refusals_into(form):
            given = form.cleaned_data
            profile = profiles.create_profile(given["unit"], given["name"], form.layout, by=request.user)
            messages.success(request, _("The profile is kept. Look at its trial before it is used."))
            return redirect(profile)
    samples = [(key, label) for key, (label, _layout) in SAMPLES.items()]
    context = {"form": form, "samples": samples, "sample": tried}
    return answer(request, "welfare/payment/profile_form.html", context)


def _trial(form: ProfileForm) -> list[list[str]]:
    """Return the first lines of a file by what is typed; none, with the errors in the form, where it is unclear."""
    with refusals_into(form):
        return sample(profiles.version_to_try(form.layout), timezone.localdate())
    return []


@needs(EDIT)
def profile_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form with what a bank profile says, and add a version with what is changed."""
    profile = _visible(request, pk, EDIT)
    # As initial values, not as the form's instance: the version itself stays.
    newest = profile.newest
    initial = {name: getattr(newest, name) for name in ProfileForm.Meta.fields}
    form = ProfileForm(request.POST or None, user=request.user, initial=initial)
    tried: list[list[str]] = []
    if request.method == "POST" and form.is_valid() and "preview" in request.POST:
        tried = _trial(form)
    elif request.method == "POST" and form.is_valid():
        with refusals_into(form):
            profiles.change_profile(profile, form.layout, by=request.user)
            messages.success(request, _("The change is kept. Look at its trial before it is used."))
            return redirect(profile)
    context = {"form": form, "profile": profile, "sample": tried}
    return answer(request, "welfare/payment/profile_form.html", context)


@require_POST
@needs(*CHECK)
def profile_check(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Record that the trial of the version that was shown, which somebody else made, is as the bank wants it."""
    perm = EDIT if BankProfile.objects.visible_to(request.user, EDIT).filter(pk=pk).exists() else CHECK[1]
    profile, button = _visible(request, pk, perm), ButtonForm(request.POST)
    shown = request.POST.get("version", "")
    number = int(shown) if shown.isdecimal() and len(shown) < 6 else profile.newest.number
    version = get_object_or_404(ProfileVersion, profile=profile, number=number)
    with refusals_into(button):
        profiles.check_profile(version, by=request.user)
        messages.success(request, _("The profile may be used now."))
        return redirect(profile)
    return _page(request, pk, button=button)


@require_POST
@needs(EDIT)
def profile_use(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take a bank profile out of use, or into use again."""
    profile, button = _visible(request, pk, EDIT), ButtonForm(request.POST)
    with refusals_into(button):
        profiles.set_profile_in_use(profile, active=not profile.active, by=request.user)
        return redirect(profile)
    return _page(request, pk, button=button)

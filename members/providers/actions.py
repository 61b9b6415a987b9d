"""Binds proven identities to accounts, and finds the account that one opens."""

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.accounts.querysets import STATES
from members.accounts.sessions import end_sessions
from members.authority.models import User
from members.providers.exchange.asking import Identity
from members.providers.models import ProviderBinding, SignInProvider
from members.providers.rules import BoundBy, Refusal, SignInRefusedError, text_in
from members.register.models.member import Member
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.outbox.models import ChannelChoice
from office.outbox.rules import Urgency
from office.types import JsonValue

BOUND = gettext_lazy("%(name)s now logs in to your account. If this was not you, unbind it and tell your union.")
UNBOUND = gettext_lazy("%(name)s no longer logs in to your account.")


def account_of(provider: SignInProvider, identity: Identity, *, address: str) -> User | None:
    """Return the account that an identity opens: the bound one, else the one of the employee number it tells.

    None where there is neither. Binds the second, and records when the first was used. Raises SignInRefusedError for a
    closed account.
    """
    rows = ProviderBinding.objects.filter(provider=provider, tenant=identity.tenant, subject=identity.subject)
    binding = rows.select_related("account").first()
    if binding is None:
        return _bound_by_number(provider, identity, address=address)
    if not binding.account.is_active:
        raise SignInRefusedError(Refusal.CLOSED)
    rows.update(used_at=timezone.now())
    return binding.account


def _bound_by_number(provider: SignInProvider, identity: Identity, *, address: str) -> User | None:
    """Bind an identity to the member whose employee number the provider tells, and return their account.

    Only by a field that an administrator has named as set by the enterprise; never to an account of somebody in office
    or of an administrator, nor to one that another identity is bound to.
    """
    number = text_in(identity.claims, provider.number_field) if provider.number_field else ""
    if not number:
        return None
    found = Member.objects.filter(STATES, employee_number=number, user__is_active=True).select_related("user")[:2]
    accounts = [member.user for member in found if member.user is not None]
    if len(accounts) != 1:
        return None
    [account] = accounts
    if account.is_staff or account.is_superuser or access.is_officer(account):
        return None
    try:
        bind(provider, identity, account, by=None, address=address, bound_by=BoundBy.NUMBER)
    except NotAllowed:
        # Closed meanwhile, or bound to another identity: an employee number replaces nothing.
        return None
    return account


@transaction.atomic
def bind(
    provider: SignInProvider,
    identity: Identity,
    account: User,
    *,
    by: User | None,
    address: str,
    bound_by: BoundBy = BoundBy.PERSON,
) -> ProviderBinding:
    """Bind a proven identity to an account, tell its holder, and use the id of an app for notices too.

    Raises NotAllowed when the account is closed or has another identity there, and when the identity is bound to
    another account.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not account.is_active:
        raise NotAllowed(Refusal.CLOSED.sentence)
    other = _("Another identity of %(name)s is bound to your account. Unbind that one first.") % {"name": provider}
    taken = Refusal.TAKEN.sentence
    with refused_by({"one_account_an_identity": taken, "one_identity_an_account_and_provider": other}):
        binding = ProviderBinding.objects.create(
            provider=provider,
            account=account,
            tenant=identity.tenant,
            subject=identity.subject,
            bound_by=bound_by,
            used_at=timezone.now(),
        )
    if provider.is_app:
        _use_for_notices(provider, account, identity.subject)
    told: dict[str, JsonValue] = {"provider": provider.slug, "way": bound_by.value, "address": address}
    audit.record("identity.bind", account, by=by, changes=told)
    notify(account, BOUND, reverse("members:my_identities"), urgency=Urgency.AT_ONCE, sensitive=True, name=provider)
    return binding


@transaction.atomic
def unbind(binding: ProviderBinding, *, by: User, address: str, but: HttpRequest | None = None) -> None:
    """Delete a binding, with the id that the app's notices go to, and tell the account's holder.

    It may have been another person's: all sessions of the account end, but that of the request `but`.
    """
    account, provider = binding.account, binding.provider
    ProviderBinding.objects.filter(pk=binding.pk).delete()
    if provider.is_app:
        same = ChannelChoice.objects.filter(account=account, kind=provider.kind, bound_id=binding.subject)
        same.update(bound_id="", bounced_at=None, bounced_address="", bounce="")
    end_sessions(account, but=but)
    told: dict[str, JsonValue] = {"provider": provider.slug, "address": address}
    audit.record("identity.unbind", account, by=by, changes=told)
    notify(account, UNBOUND, reverse("members:my_identities"), urgency=Urgency.AT_ONCE, sensitive=True, name=provider)


def _use_for_notices(provider: SignInProvider, account: User, user_id: str) -> None:
    fresh = {"bound_id": user_id, "bounced_at": None, "bounced_address": "", "bounce": ""}
    ChannelChoice.objects.update_or_create(account=account, kind=provider.kind, defaults=fresh)

"""The providers that an administrator has entered, and which id at one of them belongs to which account."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.providers.rules import APPS, BoundBy, ProviderKind
from office.secrets import SealedField


class SignInProviders(models.QuerySet["SignInProvider"]):
    def active(self) -> Self:
        """Return the providers in use."""
        return self.filter(active=True)


class SignInProvider(models.Model):
    """A provider that tells who somebody is: WeCom, DingTalk, Feishu, or any of OpenID Connect."""

    kind = models.CharField(_("kind"), max_length=8, choices=ProviderKind)
    slug = models.SlugField(
        _("word in the address"), max_length=30, unique=True, help_text=_("Such as wecom; it never changes.")
    )
    name = models.CharField(
        _("name on the button"), max_length=40, blank=True, help_text=_("Empty: the name of the app.")
    )
    english_name = models.CharField(_("English name"), max_length=40, blank=True)
    active = models.BooleanField(_("in use"), default=False)
    tenant = models.CharField(
        _("own enterprise"),
        max_length=200,
        help_text=_(
            "Whoever belongs to another is refused. WeCom, DingTalk: Corp ID. Feishu: tenant key. OpenID Connect: the"
            " issuer, such as https://login.example.cn."
        ),
    )
    client_id = models.CharField(
        _("client ID"), max_length=200, blank=True, help_text=_("AppKey, App ID or client ID; WeCom: empty.")
    )
    agent = models.CharField(_("agent"), max_length=40, blank=True, help_text=_("AgentId of the WeCom app."))
    secret = SealedField(_("secret"), blank=True, default="")
    number_field = models.CharField(
        _("field of the employee number"),
        max_length=60,
        blank=True,
        help_text=_(
            "Only where the enterprise alone sets it and nobody can change their own, such as userid: whoever comes the"
            " first time is then bound to the member with this number, never somebody in office. Empty: each person"
            " binds once with password or code."
        ),
    )
    server = models.CharField(
        _("own server"),
        max_length=200,
        blank=True,
        help_text=_("Only where the app does not run on its provider's servers; OpenID Connect: empty."),
    )
    own_network = models.BooleanField(
        _("may point into the portal's own network"),
        default=False,
        help_text=_("Without this the portal speaks to public addresses only, and only by https."),
    )

    objects = SignInProviders.as_manager()

    class Meta:
        verbose_name = _("sign-in provider")
        verbose_name_plural = _("sign-in providers")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            # The id serves the notices of the app, too, which know one id a person.
            models.UniqueConstraint(
                fields=["kind"], condition=Q(active=True, kind__in=APPS), name="one_sign_in_an_app_in_use"
            ),
            models.CheckConstraint(condition=Q(kind__in=ProviderKind.values), name="provider_kind_is_known"),
            models.CheckConstraint(condition=~Q(tenant=""), name="provider_has_a_tenant"),
        ]

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return (self.english_name if english else "") or self.name or str(self.get_kind_display())

    @property
    def is_app(self) -> bool:
        """Whether it is an app that also delivers notices."""
        return self.kind in APPS


class ProviderBinding(models.Model):
    """An id at a provider that opens an account: whoever proves there that it is theirs is signed in here.

    `tenant` is part of it, so that no id of another enterprise opens the account once the provider has been changed.
    """

    provider = models.ForeignKey(
        SignInProvider, models.PROTECT, verbose_name=_("sign-in provider"), related_name="bindings", db_index=False
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="bindings"
    )
    tenant = models.CharField(_("enterprise"), max_length=200)
    subject = models.CharField(_("id at the provider"), max_length=200)
    bound_by = models.CharField(_("bound by"), max_length=6, choices=BoundBy, default=BoundBy.PERSON)
    bound_at = models.DateTimeField(_("bound"), default=timezone.now)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("bound identity")
        verbose_name_plural = _("bound identities")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["provider", "tenant", "subject"], name="one_account_an_identity"),
            models.UniqueConstraint(fields=["provider", "account"], name="one_identity_an_account_and_provider"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(tenant=""), name="binding_has_an_identity"),
            models.CheckConstraint(condition=Q(bound_by__in=BoundBy.values), name="binding_way_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.provider}"

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import choices
from members.joining.querysets import Applications
from members.joining.rules import TONES, ApplicationState, earliest_day
from members.register.models.member import Member
from members.register.rules import identity
from members.units.models.units import Unit
from office.secrets import SealedField


class Application(models.Model):
    """An application for membership. Only officers see whether the register knows the certificate number.

    Of the receipt number, with which the applicant follows the application, only a keyed hash is stored.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("account"), related_name="+"
    )
    name = models.CharField(_("name"), max_length=64)
    id_kind = models.CharField(
        _("kind of certificate"), max_length=1, choices=choices.IdKind, default=choices.IdKind.IDENTITY_CARD
    )
    id_number = SealedField(_("certificate number"))
    id_hash = models.CharField(max_length=64, db_index=True, editable=False)
    phone = models.CharField(_("phone"), max_length=20)
    employee_number = models.CharField(_("employee number"), max_length=32, blank=True)
    employment_form = models.CharField(_("form of employment"), max_length=20, choices=choices.EmploymentForm)
    post_category = models.CharField(_("post category"), max_length=12, choices=choices.PostCategory, blank=True)
    statement = models.CharField(pgettext_lazy("application", "statement"), max_length=500)
    consented_at = models.DateTimeField(_("consented to the use of the data"))
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=ApplicationState, default=ApplicationState.SUBMITTED)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, verbose_name=_("member"), related_name="applications"
    )

    objects = Applications.as_manager()

    class Meta:
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["unit", "id"], condition=Q(state=ApplicationState.SUBMITTED), name="application_waits")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.SUBMITTED, decided_by=None, member=None)
                | Q(state=ApplicationState.ADMITTED, decided_by__isnull=False, member__isnull=False)
                | (Q(state=ApplicationState.RETURNED, decided_by__isnull=False, member=None) & ~Q(answer="")),
                name="application_is_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:application_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[ApplicationState(self.state)]

    @property
    def earliest_day(self) -> date:
        """The first day on which the applicant can have been a member; by age for identity cards only."""
        carded = self.id_kind == choices.IdKind.IDENTITY_CARD
        return earliest_day(identity.birth_date_of(self.id_number.reveal()) if carded else None)

    @property
    def masked_id_number(self) -> str:
        return identity.HIDDEN if self.id_number else ""

    @property
    def id_number_to_compare(self) -> str:
        """The certificate number with some digits, for those who may read it in full; see `identity.mask_middle`."""
        return identity.mask_middle(self.id_number.reveal())

    @property
    def masked_phone(self) -> str:
        return identity.mask_phone(self.phone)

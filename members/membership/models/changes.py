"""Changes of membership, each of one day: transfers between two units, and every other change of state."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.choices import ChangeReason
from members.membership.querysets.changes import MembershipChanges, TransferBatches
from members.membership.rules.changes import NEXT, OPEN, TONES, TRANSFERS, ChangeKind, ChangeState
from members.register.models.member import Member
from members.units.models.units import Unit
from office.transitions import pairs
from office.types import Message


def _person(label: Message) -> "models.ForeignKey[User | None]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=label, related_name="+"
    )


class TransferBatch(models.Model):
    """A bulk transfer of many members to one unit, with one MembershipChange for each."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("old unit"), related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("new unit"), related_name="+")
    effective_on = models.DateField(_("takes effect on"))
    reason = models.CharField(_("reason"), max_length=200)
    by = _person(_("begun by"))
    at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = TransferBatches.as_manager()

    class Meta:
        verbose_name = _("bulk transfer")
        verbose_name_plural = _("bulk transfers")
        ordering = ["-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.unit} → {self.to_unit} · {self.effective_on}"

    def get_absolute_url(self) -> str:
        return reverse("members:batch_detail", args=[self.pk])


class MembershipChange(models.Model):
    """A change of one membership on one day, from its beginning to its end; a transfer needs both units' agreement."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="changes", db_index=False)
    kind = models.CharField(_("change of membership"), max_length=12, choices=ChangeKind)
    from_unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("old unit"), related_name="changes_from")
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("new unit"), related_name="changes_to"
    )
    outside = models.CharField(_("union outside"), max_length=100, blank=True)
    effective_on = models.DateField(_("takes effect on"))
    code = models.CharField(_("reason of the change"), max_length=20, choices=ChangeReason, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=ChangeState)
    batch = models.ForeignKey(
        TransferBatch, models.PROTECT, null=True, blank=True, verbose_name=_("bulk transfer"), related_name="changes"
    )
    begun_by = _person(_("begun by"))
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    released_by = _person(_("released by"))
    accepted_by = _person(_("accepted by"))
    ended_by = _person(_("ended by"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    answer = models.CharField(_("why it was refused or taken back"), max_length=200, blank=True)

    objects = MembershipChanges.as_manager()

    class Meta:
        verbose_name = _("change of membership")
        verbose_name_plural = _("changes of membership")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("admit_member", _("Can admit members")),
            ("change_membership", _("Can retain, withdraw and take back memberships")),
            ("expel_member", _("Can expel members")),
            ("transfer_member", _("Can release members to other units and accept theirs")),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="change_member"),
            models.Index(fields=["effective_on"], condition=Q(state=ChangeState.AGREED), name="change_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(state__in=[*OPEN]), name="one_open_change_a_member"),
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values, state__in=ChangeState.values), name="change_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.TRANSFER, to_unit__isnull=False)
                | Q(kind=ChangeKind.RETURN)
                | (~Q(kind__in=[ChangeKind.TRANSFER, ChangeKind.RETURN]) & Q(to_unit=None)),
                name="transfer_has_a_new_unit",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.TRANSFER) | Q(state=ChangeState.REFUSED) | ~Q(to_unit=F("from_unit")),
                name="transfer_leads_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.TRANSFER_OUT) ^ Q(outside=""), name="only_who_leaves_goes_outside"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.TRANSFER, state__in=[ChangeState.AGREED, ChangeState.DONE])
                | Q(released_by__isnull=False, accepted_by__isnull=False),
                name="transfer_takes_both_sides",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.TRANSFER) | ~Q(state__in=[ChangeState.ASKED, ChangeState.RELEASED]),
                name="only_transfers_wait_for_a_side",
            ),
        ]
        triggers = [pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(NEXT))]

    def __str__(self) -> str:
        return f"{self.member} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("members:transfer_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[ChangeState(self.state)]

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def is_transfer(self) -> bool:
        return self.kind in TRANSFERS

    @property
    def goes_to(self) -> Unit | str:
        return self.to_unit or self.outside

    @property
    def answer_text(self) -> str:
        """Why it was refused or cancelled: as an officer wrote it, or the portal's message in the reader's language."""
        return gettext(self.answer) if self.answer else ""

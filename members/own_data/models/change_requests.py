import re

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.choices import REQUEST_TONES, RequestState
from members.own_data.field_values import label_of, shown_text
from members.own_data.querysets.change_requests import ChangeRequests
from members.personal_file import rules as personal_file
from members.register.models.member import Member
from members.register.rules import identity
from office.models import AuditEvent
from office.secrets import SealedField

# Audit verbs of an officer's changes to a member's family.
KIN_VERBS = ("member.kin_add", "member.kin_change", "member.kin_remove")
NUMBER_WITH_STARS = re.compile(r"[^ ]*\*[^ ]*")
WAITING, RETURNED = RequestState.WAITING, RequestState.RETURNED


class ChangeRequest(models.Model):
    """A worker's request to correct one field of their own entry; once it is decided, numbers are kept masked only."""

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="change_requests")
    field = models.CharField(_("field"), max_length=32)
    old = SealedField(_("as it was"), blank=True)
    new = SealedField(_("as it should be"), blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=12, choices=RequestState, default=WAITING)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_on = models.DateField(_("due"))
    due_estimated = models.BooleanField(_("estimated"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = ChangeRequests.as_manager()

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("decide_change", _("Can accept and return change requests"))]
        indexes = [
            models.Index(fields=["due_on", "id"], name="change_waiting_due", condition=Q(state=WAITING)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "field"], condition=Q(state=WAITING), name="one_open_change_a_field"
            ),
            models.CheckConstraint(condition=Q(field__in=personal_file.ON_REQUEST), name="change_field_is_known"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="change_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[WAITING, RequestState.WITHDRAWN], decided_by=None)
                | Q(state__in=[RequestState.ACCEPTED, RETURNED], decided_by__isnull=False),
                name="change_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(state=RETURNED) | ~Q(answer=""), name="change_returned_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.label}"

    def get_absolute_url(self) -> str:
        """Return the address of the officers' page; `own_url` is that of the worker's."""
        return reverse("members:change_detail", args=[self.pk])

    @property
    def own_url(self) -> str:
        """The address of the worker's page of the request."""
        return reverse("members:my_change", args=[self.pk])

    @property
    def label(self) -> str:
        return label_of(self.field)

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def tone(self) -> str:
        return REQUEST_TONES[RequestState(self.state)]

    @property
    def awaits_entry(self) -> bool:
        """Whether it is about the family, and nobody has changed anything there since it was asked."""
        if self.field != "family" or not self.is_waiting:
            return False
        # Texts of relations differ by language, and rows of the family have no date: only the audit log tells.
        entered = AuditEvent.objects.about(self.member).filter(verb__in=KIN_VERBS, at__gt=self.asked_at)
        return not entered.exists()

    @property
    def old_shown(self) -> str:
        """The old value as pages show it."""
        return self._shown(self.old.reveal())

    @property
    def old_to_compare(self) -> str:
        """The old value for the bearer and those who may read it in full; see `shown_text`."""
        return self._shown(self.old.reveal(), to_compare=True)

    @property
    def new_shown(self) -> str:
        """The value asked for as pages show it."""
        return self._shown(self.new.reveal())

    @property
    def new_to_compare(self) -> str:
        """The value asked for, for the bearer and those who may read it in full; see `shown_text`."""
        return self._shown(self.new.reveal(), to_compare=True)

    def _shown(self, text: str, *, to_compare: bool = False) -> str:
        if self.is_waiting or self.field not in personal_file.SECRET:
            return shown_text(self.field, text, to_compare=to_compare)
        # A decided request stores the masked number; until 0.1.0 some digits of a certificate number were kept.
        return NUMBER_WITH_STARS.sub(identity.HIDDEN, text) if self.field == "id_number" else text

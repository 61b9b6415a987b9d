from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import choices as codes
from members.own_data.querysets.change_requests import ChangeRequests
from members.personal_file import rules as own_data
from members.register.models.member import Member
from members.register.rules import identity
from office.models import AuditEvent
from office.secrets import SealedField

# What an officer does to a member's family, as the log calls it.
KIN_VERBS = ("member.kin_add", "member.kin_change", "member.kin_remove")
WAITING, RETURNED = codes.RequestState.WAITING, codes.RequestState.RETURNED


def label_of(field: str) -> str:
    """What people call a field of the register."""
    if field == "family":
        return gettext("family")
    model_field: Any = Member._meta.get_field(field)
    return str(model_field.verbose_name)


def text_of(member: Member, field: str) -> str:
    """What the register says in `field`, in full, as a change request keeps it."""
    if field == "id_number":
        return own_data.certificate_text(member.id_kind, member.id_number.reveal())
    if field == "bank_card":
        return member.bank_card.reveal()
    if field == "family":
        return ", ".join(f"{kin}" for kin in member.family.all())
    return own_data.as_text(getattr(member, field))


def words_of(field: str, text: str) -> str:
    """The same in words that a page may show: codes by their names, numbers and phones masked."""
    if field == "id_number" and text:
        kind, number = own_data.certificate_parts(text)
        return f"{codes.IdKind(kind).label} {identity.mask_identity(number)}"
    if field == "bank_card":
        return identity.mask_card(text)
    if field == "phone":
        return identity.mask_phone(text)
    if field == "family":
        return text
    model_field: Any = Member._meta.get_field(field)
    if isinstance(model_field, models.BooleanField):
        return gettext("yes") if text == "True" else gettext("no")
    return str(dict(model_field.flatchoices).get(text, text))


def corrections_of(field: str, text: str) -> dict[str, Any]:
    """The values that `correct_member` is to set so that the register says `text` in `field`.

    None for the family: what the worker writes in words, the officer enters there before accepting.
    """
    if field == "family":
        return {}
    if field == "id_number":
        kind, number = own_data.certificate_parts(text)
        return {"id_kind": kind, "id_number": number}
    model_field: Any = Member._meta.get_field(field)
    empty = None if model_field.null else ""
    return {field: model_field.to_python(text) if text else empty}


class ChangeRequest(models.Model):
    """A worker asks to have one field of their own entry set right; once it is decided, only masks of numbers stay."""

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="change_requests")
    field = models.CharField(_("field"), max_length=32)
    old = SealedField(_("as it was"), blank=True)
    new = SealedField(_("as it should be"), blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=12, choices=codes.RequestState, default=WAITING)
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
            models.CheckConstraint(condition=Q(field__in=own_data.ON_REQUEST), name="change_field_is_known"),
            models.CheckConstraint(condition=Q(state__in=codes.RequestState.values), name="change_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[WAITING, codes.RequestState.WITHDRAWN], decided_by=None)
                | Q(state__in=[codes.RequestState.ACCEPTED, RETURNED], decided_by__isnull=False),
                name="change_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(state=RETURNED) | ~Q(answer=""), name="change_returned_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.label}"

    def get_absolute_url(self) -> str:
        """The officers' page; the worker's own is `own_url`."""
        return reverse("members:change_detail", args=[self.pk])

    @property
    def own_url(self) -> str:
        return reverse("members:my_change", args=[self.pk])

    @property
    def label(self) -> str:
        return label_of(self.field)

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def tone(self) -> str:
        return codes.REQUEST_TONES[codes.RequestState(self.state)]

    @property
    def awaits_entry(self) -> bool:
        """Whether it asks for something in the family, where nobody has entered anything since."""
        if self.field != "family" or not self.is_waiting:
            return False
        # Words for relations differ by language, and a new row bears no day: the log alone knows.
        entered = AuditEvent.objects.about(self.member).filter(verb__in=KIN_VERBS, at__gt=self.asked_at)
        return not entered.exists()

    @property
    def old_words(self) -> str:
        return self._words(self.old.reveal())

    @property
    def new_words(self) -> str:
        return self._words(self.new.reveal())

    def _words(self, text: str) -> str:
        # What is decided holds the mask already.
        return words_of(self.field, text) if self.is_waiting or self.field not in own_data.SECRET else text

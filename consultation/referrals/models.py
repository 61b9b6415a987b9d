import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import ReferralState
from consultation.deadlines.models import WithDue
from consultation.questions.models import Question
from consultation.referrals import querysets, rules
from members.units.models.units import Unit
from office.transitions import pairs

REFERRAL_TONES = {ReferralState.SENT: "warning", ReferralState.REPLIED: "success", ReferralState.WITHDRAWN: "muted"}


class Referral(WithDue):
    """A numbered slip by which the desk asks a department; the department reads the slip, not the question."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    question = models.ForeignKey(Question, models.PROTECT, verbose_name=_("question"), related_name="referrals")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("department"), related_name="+")
    text = models.TextField(_("what the department is asked"))
    state = models.CharField(_("state"), max_length=12, choices=ReferralState, default=ReferralState.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("sent by"), related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    reply = models.TextField(_("reply"), blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("replied by"), related_name="+"
    )
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    urged_at = models.DateTimeField(_("last urged"), null=True, blank=True)

    objects = querysets.Referrals.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-id"]
        permissions = [("reply_referral", _("Can reply to referrals for a department"))]
        indexes = [models.Index(fields=["unit", "state", "-id"], name="referral_unit_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "unit"],
                condition=Q(state=ReferralState.SENT),
                name="one_open_referral_a_department",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReferralState.REPLIED) | (~Q(reply="") & Q(replied_by__isnull=False)),
                name="referral_replied_has_a_reply",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="referral_states", field="state", transitions=sorted(pairs(rules.REFERRAL_NEXT))),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("consultation:referral_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return REFERRAL_TONES[ReferralState(self.state)]

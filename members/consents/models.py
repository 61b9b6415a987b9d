import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.choices import Channel, Purpose
from members.consents.querysets import Consents, ConsentTexts
from members.register.models.member import Member
from office.append_only import append_only

# PIPL art. 29: a bank card is stored only if its owner's last answer is yes.
CARD_NEEDS_CONSENT = pgtrigger.Trigger(
    name="card_needs_consent",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("bank_card_hash"),
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.bank_card_hash IS NOT NULL"),
    func="""
        IF (TG_OP = 'INSERT' OR NEW.bank_card_hash IS DISTINCT FROM OLD.bank_card_hash) AND NOT coalesce((
            SELECT given FROM members_consent
            WHERE member_id = NEW.id AND purpose = 'bank_card' ORDER BY id DESC LIMIT 1
        ), false) THEN
            RAISE EXCEPTION 'pgtrigger: a bank card is kept only after its owner has agreed to it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'card_needs_consent';
        END IF;
        RETURN NEW;
    """,
)
pgtrigger.register(CARD_NEEDS_CONSENT)(Member)


class ConsentText(models.Model):
    """The text that people agree to for one purpose from a day on; once somebody has, a new wording is a new row."""

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    effective_from = models.DateField(_("effective from"))
    text = models.TextField(_("text"), help_text=_("which data is used for what, by whom and for how long"))
    consequence = models.TextField(_("what follows from withdrawing"))
    source = models.CharField(_("source"), max_length=200, help_text=_("the document that says so"))

    objects = ConsentTexts.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "effective_from"], name="one_consent_text_a_day"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_text_purpose_is_known"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(source=""), name="consent_text_says_something"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="agreed_text_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT 1 FROM members_consent WHERE text_id = OLD.id) THEN
                        RAISE EXCEPTION 'pgtrigger: somebody has agreed to this text; a new wording is a new row';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.effective_from}"


class Consent(models.Model):
    """A member gave or withdrew their consent for a purpose; the last row counts, and none is changed or deleted."""

    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("member"), related_name="consents", db_index=False
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    given = models.BooleanField(_("given"))
    text = models.ForeignKey(ConsentText, models.PROTECT, verbose_name=_("wording"), related_name="+")
    channel = models.CharField(_("way"), max_length=8, choices=Channel)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("entered by"), related_name="+")
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = Consents.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("record_consent", _("Can enter consents given on paper"))]
        indexes = [models.Index(fields=["member", "purpose", "-id"], name="consent_member_purpose")]
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_purpose_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="consent_channel_is_known"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.answer}"

    @property
    def answer(self) -> str:
        return str(_("given") if self.given else _("not given"))

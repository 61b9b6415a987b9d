from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.choices import PostCategory
from members.register.models.member import Member
from members.units.models.units import Unit
from office.append_only import append_only
from welfare.choices import Basis, RunState
from welfare.grants import querysets

if TYPE_CHECKING:
    from welfare.payment.models.lines import PaymentLine
from welfare.grants.models.occasions import Occasion
from welfare.grants.models.signings import Signing


# A slice inserts many thousands in one statement, so no trigger fires for each; history begins with the first change.
# The name never changes, and has to go with the person.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["name"])
class Grant(models.Model):
    """What one member receives in a run: planned until the run is issued, shown to the member from then on."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="grants", db_index=False)
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, verbose_name=_("occasion"), related_name="grants", db_index=False
    )
    run = models.ForeignKey("welfare.Run", models.PROTECT, verbose_name=_("run"), related_name="grants", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="grants", db_index=False)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=64, blank=True)
    """The member's name when the run was counted; "" for grants from before names were kept."""
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    post_category = models.CharField(_("post category"), max_length=12, choices=PostCategory, blank=True)
    reduced_by = models.CharField(_("reduced by the cap"), max_length=16, choices=Basis, blank=True)
    received_at = models.DateTimeField(pgettext_lazy("time", "received"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("signed by"),
        related_name="+",
        db_index=False,
    )
    signing = models.ForeignKey(
        Signing,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("signed together"),
        related_name="grants",
        db_index=False,
    )
    payment = models.ForeignKey(
        "welfare.PaymentLine",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("paid by the bank"),
        related_name="+",
        db_index=False,
    )
    """The payment that stands for the signature; NULL where somebody has signed."""

    held = models.BooleanField(_("held: an objection is open"), default=False, db_default=False)
    revoked_at = models.DateTimeField(pgettext_lazy("time", "revoked"), null=True, blank=True)
    """When it was revoked, since it was not collected and the list was wrong; such a row is only kept as a record."""

    objects = querysets.LiveGrants()
    with_revoked = querysets.GrantsManager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["-id"]
        permissions = [("sign_grant", _("Can sign for a member who received on paper"))]
        indexes = [
            models.Index(fields=["run", "id"], name="welfare_grant_run"),
            models.Index(fields=["unit", "run", "id"], name="welfare_grant_unit"),
            models.Index(fields=["run"], condition=Q(received_at__isnull=False), name="welfare_grant_received"),
            models.Index(fields=["received_by"], condition=Q(received_by__isnull=False), name="welfare_grant_signer"),
            models.Index(fields=["signing"], condition=Q(signing__isnull=False), name="welfare_grant_signing"),
            models.Index(
                fields=["run", "unit"], condition=Q(received_at__isnull=False), name="welfare_grant_collected"
            ),
            models.Index(fields=["payment"], condition=Q(payment__isnull=False), name="welfare_grant_payment"),
            models.Index(fields=["run"], condition=Q(held=True), name="welfare_grant_held"),
        ]
        constraints = [
            # Exactly once: across runs, plans and units. What is revoked leaves its place to another grant.
            models.UniqueConstraint(
                fields=["member", "occasion", "revoked_at"],
                nulls_distinct=False,
                name="one_grant_a_member_and_occasion",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(received_at=None), name="what_is_received_is_not_revoked"
            ),
            # Not signed for, nor paid, nor revoked, while somebody objects to it.
            models.CheckConstraint(
                condition=Q(held=False) | Q(received_at=None, payment=None, revoked_at=None),
                name="held_grant_is_not_received",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_gives_something"),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="receipt_has_time_and_person",
            ),
            models.CheckConstraint(
                condition=Q(signing=None) | Q(received_at__isnull=False), name="signed_together_is_received"
            ),
            models.CheckConstraint(
                condition=Q(payment=None) | Q(received_at__isnull=False, signing=None), name="paid_grant_is_received"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="share_stays",
                fields=["member", "occasion", "run", "unit", "amount", "post_category", "reduced_by"],
            ),
            pgtrigger.Trigger(
                name="name_stays",
                operation=pgtrigger.UpdateOf("name"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__name__df=pgtrigger.F("new__name")),
                func="""
                    IF NEW.name <> '***' OR NOT EXISTS (
                        SELECT FROM office_erasedrow WHERE table_name = 'members_member' AND row_id = NEW.member_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: the name on a grant goes only with the person';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="decided_list_stays",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run WHERE id = OLD.run_id AND state IN ('counting', 'cancelling')
                    ) AND NOT EXISTS (
                        SELECT 1 FROM welfare_withdrawngrant WHERE run_id = OLD.run_id AND member_id = OLD.member_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a grant cannot be deleted: its run is not being cancelled';
                    END IF;
                    RETURN OLD;
                """,
            ),
            pgtrigger.Trigger(
                name="revoked_as_ruled",
                operation=pgtrigger.UpdateOf("revoked_at"),
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.revoked_at IS DISTINCT FROM NEW.revoked_at"),
                func="""
                    IF OLD.revoked_at IS NOT NULL THEN
                        RAISE EXCEPTION 'pgtrigger: what is revoked stays revoked';
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND revoking AND revoked_at = NEW.revoked_at
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only what is left of a run that is being revoked is revoked';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM welfare_paymentline
                        WHERE grant_id = NEW.id AND state IN ('made', 'sent', 'paid')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this is being paid by the bank';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="held_by_an_objection",
                operation=pgtrigger.UpdateOf("held"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__held=True) & pgtrigger.Q(old__held=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND state = 'in_notice') THEN
                        RAISE EXCEPTION 'pgtrigger: a grant is held only while its run is in public notice';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="only_counting_adds",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_grants"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT run_id FROM new_grants) AS added
                        JOIN welfare_run ON welfare_run.id = added.run_id
                        WHERE welfare_run.state <> 'counting'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: grants are added only while their run is being counted';
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="received_when_issued",
                operation=pgtrigger.UpdateOf("received_at", "received_by_id", "signing_id", "payment_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
                declare=[("person", "bigint")],
                func="""
                    IF OLD.received_at IS NOT NULL THEN
                        IF NEW.received_at IS NULL AND OLD.payment_id IS NOT NULL THEN
                            -- A payment stands for the signature as long as the bank says that it was paid; money that
                            -- comes back does so of closed lists too.
                            IF EXISTS (
                                SELECT 1 FROM welfare_paymentline WHERE id = OLD.payment_id AND state = 'paid'
                            ) THEN
                                RAISE EXCEPTION 'pgtrigger: the bank has paid this'
                                USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_receipt_stays';
                            END IF;
                            RETURN NEW;
                        END IF;
                        -- What was signed together for members may be taken back; any other receipt only with a row
                        -- that says who took it back.
                        IF NEW.received_at IS NOT NULL OR OLD.signing_id IS NULL AND NOT EXISTS (
                            SELECT 1 FROM welfare_receiptcancellation
                            WHERE grant_id = OLD.id AND received_at = OLD.received_at
                        ) THEN
                            RAISE EXCEPTION 'pgtrigger: a receipt cannot be changed';
                        END IF;
                        IF NOT EXISTS (SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND state = 'issued') THEN
                            RAISE EXCEPTION 'pgtrigger: receipts of a closed list stay';
                        END IF;
                        RETURN NEW;
                    END IF;
                    -- Workers who make files of payments hold the run meanwhile, so that nobody is paid by the bank for
                    -- what is being signed for by hand, nor the other way round.
                    PERFORM 1 FROM welfare_run WHERE id = NEW.run_id FOR SHARE;
                    IF NEW.payment_id IS NULL AND EXISTS (
                        SELECT 1 FROM welfare_paymentline
                        WHERE grant_id = NEW.id AND state IN ('made', 'sent', 'paid')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this is being paid by the bank'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'being_paid_by_the_bank';
                    END IF;
                    IF NEW.payment_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM welfare_paymentline
                        WHERE id = NEW.payment_id AND grant_id = NEW.id AND state = 'paid'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only a paid line of the same grant stands for the signature';
                    END IF;
                    -- Exactly once also for a person who had two records: one receipt at a time, whichever record.
                    SELECT coalesce(merged_into_id, id) INTO person FROM members_member WHERE id = NEW.member_id
                    FOR KEY SHARE;
                    IF EXISTS (SELECT 1 FROM members_member WHERE merged_into_id = person) THEN
                        PERFORM 1 FROM members_member WHERE id = person FOR NO KEY UPDATE;
                        IF EXISTS (
                            SELECT 1 FROM members_member JOIN welfare_grant ON member_id = members_member.id
                            WHERE (members_member.id = person OR merged_into_id = person)
                            AND occasion_id = NEW.occasion_id AND welfare_grant.id <> NEW.id
                            AND received_at IS NOT NULL
                        ) THEN
                            RAISE EXCEPTION 'pgtrigger: this person has received under another record'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'received_once_a_person';
                        END IF;
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run WHERE id = NEW.run_id
                        AND (state = 'issued' OR state = 'closed' AND NEW.payment_id IS NOT NULL)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only an issued grant can be received'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_issued_is_received';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} · {self.occasion}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:grant_list") + f"?member={self.member_id}"

    @property
    def shown_name(self) -> str:
        """The name when it was decided; the member's present one where that was not kept."""
        return self.name or self.member.name

    @property
    def can_be_received(self) -> bool:
        """Whether the member may collect and confirm it now."""
        return self.received_at is None and not self.held and self.run.state == RunState.ISSUED

    @property
    def can_be_signed(self) -> bool:
        """Whether an officer may sign for the member now: not while a bank pays it. Read with its `payment_lines`."""
        newest = self.newest_payment
        return self.can_be_received and (newest is None or newest.state not in querysets.BY_THE_BANK)

    @property
    def signer(self) -> str:
        """Who has signed, or on which day the bank paid; "" while neither has. Read with `received_by` and `payment`.

        Whoever took in the bank's answer has signed nothing.
        """
        if self.payment is not None:
            return gettext("paid by the bank on %(day)s") % {"day": self.payment.paid_on}
        return str(self.received_by or "")

    @property
    def newest_payment(self) -> "PaymentLine | None":
        """The last of its `payment_lines` that is not cancelled, None without one."""
        lines = [line for line in self.payment_lines.all() if line.state != "cancelled"]
        return max(lines, key=lambda line: line.pk, default=None)


class ReceiptCancellation(models.Model):
    """A receipt that was taken back, since the member had confirmed it, or an officer signed for it, by mistake."""

    grant = models.ForeignKey(Grant, models.PROTECT, verbose_name=_("grant"), related_name="cancellations")
    received_at = models.DateTimeField(pgettext_lazy("time", "received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("signed by"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("taken back by"), related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("receipt taken back")
        verbose_name_plural = _("receipts taken back")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["grant", "received_at"], name="receipt_is_taken_back_once"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.grant} · {self.at:%Y-%m-%d %H:%M}"

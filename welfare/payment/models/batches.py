"""Payments: a batch for a bank, its files, and a line for each person who is paid."""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from office.append_only import append_only
from office.transitions import pairs
from welfare.grants.models import Grant
from welfare.payment import querysets, rules
from welfare.payment.models.profiles import ProfileVersion
from welfare.payment.rules import LIVE, BatchState, LeftOutReason, LineState
from welfare.runs.models import Run

# Nothing is made or released by a profile whose trial nobody has looked at, nor while paying is frozen.
_MADE_AS_RULED = """
    IF NOT EXISTS (SELECT FROM welfare_profileversion WHERE id = NEW.version_id AND checked_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: nobody has checked this bank profile';
    END IF;
    RETURN NEW;
"""
_RELEASED_AS_RULED = """
    IF EXISTS (
        SELECT FROM members_freezeperiod AS period
        JOIN members_unit AS frozen ON frozen.id = period.unit_id
        JOIN members_unit AS unit ON unit.id = NEW.unit_id AND starts_with(unit.path, frozen.path)
        WHERE period.paying AND period.starts_at <= now() AND now() < period.ends_at
    ) THEN
        RAISE EXCEPTION 'pgtrigger: paying is frozen in the unit';
    END IF;
    RETURN NEW;
"""
# Statement by statement, since files have many thousands of lines.
_LINES_AS_DUE = f"""
    SELECT array_agg(DISTINCT file_id) INTO files FROM new_lines;
    IF EXISTS (
        SELECT FROM welfare_paymentfile AS file JOIN welfare_paymentbatch AS batch ON batch.id = file.batch_id
        WHERE file.id = ANY (files) AND batch.state <> '{BatchState.MAKING}'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: lines are added only while the files are being made';
    END IF;
    SELECT coalesce(array_agg(DISTINCT run.id), '{{}}') INTO runs
    FROM welfare_paymentfile AS file
    JOIN welfare_paymentbatch_runs AS chosen ON chosen.paymentbatch_id = file.batch_id
    JOIN welfare_run AS run ON run.id = chosen.run_id AND run.state IN ('issued', 'closed') AND run.form = 'money'
    WHERE file.id = ANY (files);
    IF EXISTS (
        SELECT FROM new_lines AS line JOIN welfare_grant AS due ON due.id = line.grant_id
        WHERE line.amount <> due.amount OR due.received_at IS NOT NULL OR due.run_id <> ALL (runs)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a line pays what an issued run of its batch owes in money, and nothing else';
    END IF;
    IF EXISTS (
        SELECT FROM new_lines AS line JOIN welfare_paymentline AS former ON former.id = line.replaces_id
        WHERE former.state <> '{LineState.RETURNED}' OR former.grant_id <> line.grant_id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: only a returned line is made anew, and for the same grant';
    END IF;
    RETURN NULL;
"""
_REPLACED_STAYS = """
    IF EXISTS (SELECT FROM welfare_paymentline WHERE replaces_id = NEW.id AND state <> 'cancelled') THEN
        RAISE EXCEPTION 'pgtrigger: this line has been made anew'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'replaced_line_stays_returned';
    END IF;
    RETURN NEW;
"""
# A file that was fetched may be with the bank: only the bank's answer ends its payments. The action locks the batch.
_FETCHED_STAYS = """
    IF EXISTS (SELECT FROM welfare_paymentfile WHERE {condition} AND fetched_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: a file of this payment has been fetched for the bank'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fetched_payment_stays';
    END IF;
    RETURN NEW;
"""


class PaymentBatch(models.Model):
    """Money of issued runs that a unit pays through one bank: made by one person, released by another.

    Workers make its files in the order of `runs` and grants; `reached_run` and `reached` are the keys of the last
    grant that they have looked at, `looked_at` of `total` says how far they are.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="payment_batches")
    version = models.ForeignKey(ProfileVersion, models.PROTECT, verbose_name=_("bank profile"), related_name="batches")
    runs = models.ManyToManyField(Run, verbose_name=_("runs"), related_name="payment_batches")
    purpose = models.CharField(_("purpose"), max_length=40)
    state = models.CharField(_("state"), max_length=9, choices=BatchState, default=BatchState.MAKING)
    total = models.PositiveIntegerField(_("to look at"), default=0)
    looked_at = models.PositiveIntegerField(_("looked at"), default=0)
    reached_run = models.BigIntegerField(default=0, editable=False)
    reached = models.BigIntegerField(default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    heads = models.PositiveIntegerField(_("payments"), default=0)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="+", db_index=False
    )
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("released by"),
        related_name="+",
        db_index=False,
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    cleared_at = models.DateTimeField(_("lines cancelled"), null=True, blank=True, editable=False)
    """When a worker had cancelled the lines of a cancelled batch."""

    objects = querysets.Batches.as_manager()

    class Meta:
        verbose_name = _("payment batch")
        verbose_name_plural = _("payment batches")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("make_paymentbatch", _("Can make payments, fetch their files and take the bank's answers")),
            ("release_paymentbatch", _("Can release payments that somebody else has made")),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state=BatchState.MAKING), name="welfare_batch_waiting"),
            models.Index(
                fields=["id"], condition=Q(state=BatchState.CANCELLED, cleared_at=None), name="welfare_batch_to_clear"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")), name="payment_has_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.RELEASED) | Q(released_by__isnull=False, released_at__isnull=False),
                name="released_payment_has_time_and_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BatchState.MADE, BatchState.RELEASED]) | Q(heads__gt=0, amount__gt=0),
                name="made_payment_pays_somebody",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.BATCH_NEXT)),
            pgtrigger.ReadOnly(name="batch_stays", fields=["unit", "version", "purpose", "made_by", "started_at"]),
            pgtrigger.Protect(name="batch_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="made_sums_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[BatchState.MADE.value, BatchState.RELEASED.value])
                & (
                    pgtrigger.Q(old__heads__df=pgtrigger.F("new__heads"))
                    | pgtrigger.Q(old__amount__df=pgtrigger.F("new__amount"))
                ),
            ),
            pgtrigger.Trigger(
                name="made_as_ruled", operation=pgtrigger.Insert, when=pgtrigger.Before, func=_MADE_AS_RULED
            ),
            pgtrigger.Trigger(
                name="released_as_ruled",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=BatchState.MADE.value, new__state=BatchState.RELEASED.value),
                func=_RELEASED_AS_RULED,
            ),
            pgtrigger.Trigger(
                name="fetched_batch_stays",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=BatchState.CANCELLED.value)
                & pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=_FETCHED_STAYS.format(condition="batch_id = NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:payment_detail", args=[self.pk])

    @property
    def number(self) -> str:
        """Its number, as it stands on its cover sheet and in the names of its files."""
        return f"{self.unit.code}-{self.pk:05d}"

    @property
    def tone(self) -> str:
        return rules.BATCH_TONES[BatchState(self.state)]

    @property
    def at_work(self) -> bool:
        """Whether a worker is making files, or waits for an officer after several failures."""
        return self.state == BatchState.MAKING

    @property
    def failed(self) -> bool:
        return self.at_work and self.attempts >= querysets.MAX_ATTEMPTS


def private_path(file: "PaymentFile", filename: str) -> str:
    """Return a random path, which tells nothing about who is paid in the file."""
    return f"payments/{secrets.token_hex(16)}"


class PaymentFile(models.Model):
    """A file for the bank, which lies encrypted; `digest` is the SHA-256 of what the bank gets.

    `marked_at` is set when a worker has marked the lines of a fetched file as sent.
    """

    batch = models.ForeignKey(
        PaymentBatch, models.PROTECT, verbose_name=_("payment batch"), related_name="files", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("number"))
    file = models.FileField(_("file for the bank"), upload_to=private_path)
    rows = models.PositiveIntegerField(_("payments"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)
    fetched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("fetched by"),
        related_name="+",
        db_index=False,
    )
    marked_at = models.DateTimeField(_("lines marked as sent"), null=True, blank=True, editable=False)

    objects = querysets.Files.as_manager()

    class Meta:
        verbose_name = _("payment file")
        verbose_name_plural = _("payment files")
        ordering = ["batch", "number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["id"], condition=Q(fetched_at__isnull=False, marked_at=None), name="welfare_file_to_mark"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="payment_files_are_numbered"),
            models.CheckConstraint(condition=Q(rows__gt=0, amount__gt=0), name="payment_file_pays_somebody"),
            models.CheckConstraint(
                condition=Q(fetched_at=None, fetched_by=None, marked_at=None)
                | Q(fetched_at__isnull=False, fetched_by__isnull=False),
                name="fetched_file_has_time_and_person",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="file_is_sealed", fields=["batch", "number", "file", "rows", "amount", "size", "digest", "made_at"]
            ),
            pgtrigger.Protect(name="file_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="first_fetch_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__fetched_at__isnull=False)
                & (
                    pgtrigger.Q(old__fetched_at__df=pgtrigger.F("new__fetched_at"))
                    | pgtrigger.Q(old__fetched_by__df=pgtrigger.F("new__fetched_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.download_name

    def get_absolute_url(self) -> str:
        return reverse("welfare:payment_detail", args=[self.batch_id])

    @property
    def download_name(self) -> str:
        """The name under which the bank gets it."""
        return f"{self.batch.number}-{self.number:03d}.{self.batch.version.file_format}"

    @property
    def digest_start(self) -> str:
        """The first digits of its SHA-256, enough to compare two files by eye."""
        return self.digest[:16]


class FileFetch(models.Model):
    """That somebody fetched a payment file, with all account numbers in full; the first time needs no reason."""

    file = models.ForeignKey(PaymentFile, models.PROTECT, verbose_name=_("payment file"), related_name="fetches")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+", db_index=False
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("fetch of a payment file")
        verbose_name_plural = _("fetches of payment files")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["file"], condition=Q(reason=""), name="fetched_once_without_a_reason")
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="released_before_fetched",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM welfare_paymentfile AS file
                        JOIN welfare_paymentbatch AS batch ON batch.id = file.batch_id
                        WHERE file.id = NEW.file_id AND batch.state = 'released'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only a released file is fetched';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.at:%Y-%m-%d %H:%M}"


class PaymentLine(models.Model):
    """One payment of one grant: what the bank is asked to pay to whom, and what became of it.

    The account itself is in the sealed file alone; the line keeps its keyed hash and its last four digits.
    """

    grant = models.ForeignKey(
        Grant, models.PROTECT, verbose_name=_("grant"), related_name="payment_lines", db_index=False
    )
    file = models.ForeignKey(
        PaymentFile, models.PROTECT, verbose_name=_("payment file"), related_name="lines", db_index=False
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("made anew for"),
        related_name="replacements",
        db_index=False,
    )
    name = models.CharField(_("name of the account"), max_length=64)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    account_hash = models.CharField(max_length=64, editable=False)
    account_tail = models.CharField(_("account"), max_length=4)
    state = models.CharField(_("state"), max_length=9, choices=LineState, default=LineState.MADE)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    wrong_account = models.BooleanField(_("because of the account"), default=False)
    answer = models.ForeignKey(
        "welfare.AnswerFile",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("the bank's answer"),
        related_name="lines",
        db_index=False,
    )
    decided_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = querysets.Lines.as_manager()

    class Meta:
        verbose_name = _("payment line")
        verbose_name_plural = _("payment lines")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["grant", "id"], name="welfare_line_grant"),
            models.Index(fields=["file", "id"], name="welfare_line_file"),
            models.Index(fields=["account_hash"], condition=Q(wrong_account=True), name="welfare_line_wrong_account"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["grant"], condition=Q(state__in=LIVE), name="one_live_payment_a_grant"),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False) & ~Q(state=LineState.CANCELLED),
                name="made_anew_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_pays_something"),
            models.CheckConstraint(
                condition=~Q(state=LineState.PAID) | Q(paid_on__isnull=False, answer__isnull=False),
                name="paid_line_has_day_and_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.RETURNED) | Q(answer__isnull=False), name="returned_line_has_answer"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.LINE_NEXT)),
            pgtrigger.ReadOnly(
                name="line_stays",
                fields=["grant", "file", "replaces", "name", "amount", "account_hash", "account_tail"],
            ),
            pgtrigger.Protect(name="line_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="lines_as_due",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_lines"),
                declare=[("files", "bigint[]"), ("runs", "bigint[]")],
                func=_LINES_AS_DUE,
            ),
            pgtrigger.Trigger(
                name="fetched_line_stays",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=LineState.MADE.value, new__state=LineState.CANCELLED.value),
                func=_FETCHED_STAYS.format(condition="id = NEW.file_id"),
            ),
            pgtrigger.Trigger(
                name="replaced_stays",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=LineState.RETURNED.value)
                & pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=_REPLACED_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number by which the bank's answer names it."""
        return rules.line_number(self.pk)

    @property
    def replaced_number(self) -> str:
        """The number of the returned line that it was made anew for; "" for none."""
        return rules.line_number(self.replaces_id) if self.replaces_id else ""

    @property
    def tone(self) -> str:
        return rules.LINE_TONES[LineState(self.state)]

    @property
    def is_live(self) -> bool:
        """Whether it may still bring its money to the member, or has brought it."""
        return self.state in LIVE

    @property
    def masked_account(self) -> str:
        """The last four digits of its account."""
        return f"**** {self.account_tail}"

    @property
    def sent_on(self) -> object:
        """The day on which its file was fetched for the bank; None before."""
        return timezone.localdate(self.file.fetched_at) if self.file.fetched_at else None

    @property
    def told(self) -> str:
        """What its member is told: sent to the bank on …, paid on …, or returned because … ."""
        day = {"day": self.sent_on, "account": self.masked_account}
        match LineState(self.state):
            case LineState.SENT:
                return gettext("Sent to the bank on %(day)s, to your account %(account)s.") % day
            case LineState.PAID:
                return gettext("Paid on %(day)s to your account %(account)s.") % {**day, "day": self.paid_on}
            case LineState.RETURNED if self.wrong_account:
                because = self.reason or gettext("the account is wrong")
                return gettext(
                    "The bank returned it (account %(account)s): %(reason)s. Please correct your account; it is then"
                    " paid again."
                ) % {**day, "reason": because.rstrip("。.")}
            case LineState.RETURNED:
                because = self.reason or gettext("no reason was given")
                return gettext("The bank returned it: %(reason)s. Your union pays it again.") % {
                    "reason": because.rstrip("。.")
                }
            case _:
                return gettext("Your union is paying it to your account %(account)s.") % day


class LeftOut(models.Model):
    """Somebody to whom money is due, and who is in no file of a batch, and why."""

    batch = models.ForeignKey(
        PaymentBatch, models.PROTECT, verbose_name=_("payment batch"), related_name="left_outs", db_index=False
    )
    grant = models.ForeignKey(Grant, models.PROTECT, verbose_name=_("grant"), related_name="+", db_index=False)
    reason = models.CharField(pgettext_lazy("left out", "reason"), max_length=12, choices=LeftOutReason)

    objects = querysets.LeftOuts.as_manager()

    class Meta:
        verbose_name = _("left out of a payment")
        verbose_name_plural = _("left out of payments")
        ordering = ["id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "grant"], name="left_out_once_a_batch")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.grant} · {self.get_reason_display()}"

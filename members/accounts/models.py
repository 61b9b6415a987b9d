from datetime import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.accounts.querysets import AccountSessions, ActivationCodes, ApiTokens
from members.accounts.rules.codes import WRONG_TRIES
from members.accounts.rules.devices import device_in_words
from members.accounts.rules.tokens import TOKEN_PREFIX, Area, Ending, ending_of
from members.register.models.member import Member


class CodePurpose(models.TextChoices):
    ACTIVATE = "activate", _("open an account")
    RECOVER = "recover", _("set a new password")


class ActivationCode(models.Model):
    """A one-time code that an officer hands to a member; only its hash is stored.

    The hash is keyed and fast, since thousands are made at once: 31^8 codes, limits on tries and an end after
    ACTIVATION_CODE_DAYS prevent guessing; WRONG_TRIES keeps a slip that was found from being tried with many numbers. A
    stolen table is useless without the key, which is not in the database.
    """

    member = models.ForeignKey(
        Member, models.CASCADE, verbose_name=_("member"), related_name="activation_codes", db_index=False
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=CodePurpose)
    code_hash = models.CharField(max_length=64, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("handed out by"), related_name="+"
    )
    made_at = models.DateTimeField(_("handed out"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    attempts = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    voided_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    objects = ActivationCodes.as_manager()

    class Meta:
        verbose_name = _("activation code")
        verbose_name_plural = _("activation codes")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("hand_out_code", _("Can hand out codes with which members open their accounts")),
            ("hand_out_officer_code", _("Can hand out codes for the accounts of people in office")),
        ]
        indexes = [models.Index(fields=["member", "id"], name="activationcode_member")]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(used_at=None, voided_at=None), name="one_open_code_a_member"
            ),
            models.CheckConstraint(condition=Q(used_at=None) | Q(voided_at=None), name="code_is_used_or_replaced"),
            models.CheckConstraint(condition=Q(attempts__lte=WRONG_TRIES), name="code_bears_so_many_tries"),
            models.CheckConstraint(condition=Q(purpose__in=CodePurpose.values), name="code_purpose_is_known"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="code_stays", fields=["member", "purpose", "code_hash", "made_by", "expires_at"]),
            pgtrigger.Trigger(
                name="not_for_oneself",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_codes"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM new_codes JOIN members_member ON members_member.id = new_codes.member_id
                        WHERE members_member.user_id = new_codes.made_by_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: nobody hands out a code for themselves';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.get_purpose_display()}"

    @property
    def is_live(self) -> bool:
        """Whether the code can still be used."""
        return (
            self.used_at is None
            and self.voided_at is None
            and self.attempts < WRONG_TRIES
            and self.expires_at > timezone.now()
        )


class ApiToken(models.Model):
    """A token with which a program uses the API as an account; only its hash is stored.

    The hash is a plain SHA-256: a token is 256 random bits, which nobody guesses, so that it needs no slow hash.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="api_tokens"
    )
    purpose = models.CharField(
        _("used by"), max_length=100, help_text=_("the program that sends it, for example the HR system")
    )
    prefix = models.CharField(_("begins with"), max_length=TOKEN_PREFIX, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_on = models.DateField(_("valid until"), null=True, blank=True, help_text=_("Empty: until it is revoked."))
    last_used_on = models.DateField(_("last used"), null=True, editable=False)
    areas = ArrayField(
        models.CharField(max_length=16, choices=Area),
        verbose_name=_("areas"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("What the token opens; none chosen: everything that its account may see."),
    )
    may_write = models.BooleanField(
        _("may also write"),
        default=False,
        db_default=False,
        help_text=_("Without it the token only reads, whatever its account may do."),
    )
    # What the account was when the token was made: "post@unit" of each appointment. The token ends with any of them.
    posts = ArrayField(models.CharField(max_length=48), default=list, db_default=[], editable=False)
    second_step = models.BooleanField(_("made after the second step"), default=False, db_default=False, editable=False)
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, verbose_name=_("replaced by"), related_name="replaces", null=True, editable=False
    )

    # Of rows `with_reasons`.
    held: list[str]
    has_left: bool
    has_step: bool
    post_asks: bool

    objects = ApiTokens.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.prefix}…"

    def ending(self) -> Ending | None:
        """Return why the token has ended before its last day, None while it goes on; for rows `with_reasons`."""
        return ending_of(
            is_active=self.user.is_active,
            has_left=self.has_left,
            made_with=self.posts,
            holds=self.held,
            stepped=self.second_step,
            has_step=self.has_step,
        )

    def get_areas_display(self) -> str:
        """Return the labels of the areas; "everything" for a token that is limited to none."""
        labels = [str(Area(area).label) for area in self.areas]
        return " · ".join(labels) or gettext("everything")


class AccountSession(models.Model):
    """A log-in that its account sees in the list of its sessions; the session itself is a row of Django's.

    `session_hash` is the key under which that row is stored, `place` half of the address; the row is deleted with the
    session, from whose end follows when it was last used. Only the account itself sees it: it would tell others when
    somebody works.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="account_sessions"
    )
    session_hash = models.CharField(max_length=40, unique=True, editable=False)
    browser = models.CharField(_("browser"), max_length=16, blank=True)
    system = models.CharField(_("system"), max_length=16, blank=True)
    place = models.CharField(_("from"), max_length=48, blank=True)
    began_at = models.DateTimeField(_("began"), default=timezone.now)

    # Of rows `lasting`.
    ends_at: datetime

    objects = AccountSessions.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return device_in_words(self.browser, self.system)

"""Channels out of the portal, what each account chose of them, and one row for each notice and channel."""

import uuid

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.outbox import querysets, rules
from office.outbox.rules import ChannelKind, DeliveryState, MailingState, Urgency
from office.secrets import SealedField
from office.transitions import pairs

LONGEST_ANSWER = 300


class Channel(models.Model):
    """A way out of the portal, with its address and its secret, as an administrator set it."""

    kind = models.CharField(_("kind"), max_length=8, choices=ChannelKind)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=40, unique=True)
    active = models.BooleanField(_("in use"), default=False)
    by_default = models.BooleanField(
        _("also for whoever has not chosen"),
        default=False,
        help_text=_("Everybody can switch a channel on and off under “How I am told”."),
    )
    address = SealedField(
        _("address"),
        blank=True,
        default="",
        help_text=_(
            "Text message, webhook: the URL to post to. Apps: only where the provider's own server is not used."
            " Robot: the URL of its library, such as wecombot://key. E-mail: empty for the portal's own mail server."
        ),
    )
    account = models.CharField(
        _("account"), max_length=100, blank=True, help_text=_("Corp ID, AppKey or App ID; e-mail: the sender.")
    )
    agent = models.CharField(
        _("agent"), max_length=40, blank=True, help_text=_("AgentId of the WeCom or DingTalk app.")
    )
    secret = SealedField(
        _("secret"), blank=True, default="", help_text=_("Sent as a bearer token to URLs; the app's secret for apps.")
    )
    body = models.TextField(
        _("what is posted"),
        blank=True,
        help_text=_('JSON with {to}, {text}, {link} and {key}, such as {"phone": "{to}", "content": "{text}"}.'),
    )
    as_form = models.BooleanField(_("post it as a form instead of JSON"), default=False)
    success = models.CharField(
        _("sign of success"),
        max_length=60,
        blank=True,
        help_text=_("Where errors too are answered with 200: field and value of a good answer, such as code=0."),
    )
    own_network = models.BooleanField(
        _("may point into the portal's own network"),
        default=False,
        help_text=_("Without this the portal speaks to public addresses only."),
    )
    unit = models.ForeignKey(
        "members.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("unit"),
        related_name="+",
        help_text=_("Robots only: whose group it is."),
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    rests_until = models.DateTimeField(_("left alone until"), null=True, blank=True, editable=False)
    last_answer = models.CharField(_("last answer"), max_length=LONGEST_ANSWER, blank=True, editable=False)
    last_answer_at = models.DateTimeField(_("last answered"), null=True, blank=True, editable=False)

    objects = querysets.Channels.as_manager()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            # People choose by kind.
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(active=True) & ~Q(kind=ChannelKind.ROBOT),
                name="one_channel_of_a_kind_in_use",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChannelKind.ROBOT, unit__isnull=False) | (~Q(kind=ChannelKind.ROBOT) & Q(unit=None)),
                name="robots_belong_to_units",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChannelChoice(models.Model):
    """Whether an account is told by one kind of channel, its id there, and whether its address was refused."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="channels", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ChannelKind)
    wanted = models.BooleanField(_("wanted"), null=True, blank=True)
    bound_id = models.CharField(_("id in the app"), max_length=100, blank=True)
    bounced_at = models.DateTimeField(_("refused"), null=True, blank=True)
    bounced_address = models.CharField(_("refused address, masked"), max_length=100, blank=True)
    bounce = models.CharField(_("answer"), max_length=LONGEST_ANSWER, blank=True)

    class Meta:
        verbose_name = _("choice of a channel")
        verbose_name_plural = _("choices of channels")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="one_choice_an_account_and_channel")]
        indexes = [
            models.Index(fields=["-bounced_at"], condition=Q(bounced_at__isnull=False), name="office_choice_bounced")
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_kind_display()}"


class Mailing(models.Model):
    """Messages about one thing to many people, sent at a rate, which can be paused and cancelled.

    Their deliveries wait without a time until the sweep releases them, `rate` a minute.
    """

    label = models.CharField(_("about"), max_length=200)
    rate = models.PositiveIntegerField(
        _("messages a minute"),
        default=rules.DEFAULT_RATE,
        validators=[MinValueValidator(1), MaxValueValidator(rules.MOST_RATE)],
    )
    state = models.CharField(_("state"), max_length=9, choices=MailingState, default=MailingState.RUNNING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    released_at = models.DateTimeField(default=timezone.now, editable=False)
    complete = models.BooleanField(_("all written"), default=False)
    ended = models.BooleanField(_("nothing of it waits after it was cancelled"), default=False, editable=False)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["id"], condition=~Q(state=MailingState.DONE) & Q(ended=False), name="office_mailing_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gte=1, rate__lte=rules.MOST_RATE), name="mailing_rate_in_range")
        ]
        triggers = [pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.NEXT_OF_MAILING))]

    def __str__(self) -> str:
        return self.label


class Delivery(models.Model):
    """One notice on its way by one channel, or one post to a group; the address is read only when it is sent.

    `key` is given to the channel, so that it can tell a repeat. `not_before` is NULL until a mailing releases it.
    """

    notice = models.ForeignKey(
        "office.Notice", models.CASCADE, null=True, verbose_name=_("notice"), related_name="deliveries", db_index=False
    )
    post = models.CharField(_("post"), max_length=300, blank=True)
    channel = models.ForeignKey(
        Channel, models.PROTECT, verbose_name=_("channel"), related_name="deliveries", db_index=False
    )
    key = models.UUIDField(_("key"), default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=DeliveryState, default=DeliveryState.WAITING)
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Urgency, default=Urgency.ORDINARY)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    answer = models.CharField(_("answer"), max_length=LONGEST_ANSWER, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("mailing"),
        related_name="deliveries",
        db_index=False,
    )

    objects = querysets.Deliveries.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_notice_and_channel"),
            models.UniqueConstraint(
                fields=["mailing", "channel"], condition=Q(notice=None), name="one_post_a_mailing_and_robot"
            ),
            models.CheckConstraint(
                condition=Q(notice__isnull=False, post="") | (Q(notice=None) & ~Q(post="")),
                name="delivery_of_a_notice_or_a_post",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING) | Q(done_at__isnull=False), name="delivery_ends_at_a_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "urgency", "not_before", "id"],
                condition=Q(state=DeliveryState.WAITING),
                name="office_delivery_waiting",
            ),
            models.Index(
                fields=["mailing", "id"],
                condition=Q(state=DeliveryState.WAITING, not_before=None),
                name="office_delivery_held",
            ),
            models.Index(fields=["mailing", "state"], name="office_delivery_of_mailing"),
            models.Index(fields=["-id"], condition=Q(state=DeliveryState.DEAD), name="office_delivery_dead"),
        ]
        triggers = [pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.NEXT_OF_DELIVERY))]

    def __str__(self) -> str:
        return f"{self.pk} · {self.channel}"


class UnitDay(models.Model):
    """A day on which one unit, with the units below it, rests or works in difference to the calendar.

    Messages go by it; limits don't. Of several that hold for a unit the nearest counts.
    """

    unit = models.ForeignKey("members.Unit", models.CASCADE, verbose_name=_("unit"), related_name="+", db_index=False)
    day = models.DateField(_("day"), db_index=True)
    working = models.BooleanField(_("working day"), default=False)

    class Meta:
        verbose_name = _("unit's own day off or working day")
        verbose_name_plural = _("units' own days off and working days")
        ordering = ["-day"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="one_day_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.day}"


class Digest(models.Model):
    """That an officer was told on a day what waits for them: not more than once."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("to"), related_name="+", db_index=False
    )
    on = models.DateField(_("date"))

    class Meta:
        verbose_name = _("daily digest")
        verbose_name_plural = _("daily digests")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["to", "on"], name="one_digest_a_person_and_day")]

    def __str__(self) -> str:
        return f"{self.to_id} · {self.on}"

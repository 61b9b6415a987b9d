import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import Grade, QuestionKind, QuestionState, Tier, Topic
from consultation.deadlines.models import WithDue
from consultation.questions import querysets, rules
from members.cases.models import Case, Entry
from members.cases.querysets import Entries
from members.cases.rules import Side
from members.register.models.member import Member
from office.transitions import pairs


class Question(WithDue, Case):
    """A question, appeal or suggestion of a worker, with the messages between worker and desk."""

    tones = {
        QuestionState.SUBMITTED: "warning",
        QuestionState.ACCEPTED: "info",
        QuestionState.ANSWERED: "success",
        QuestionState.CLOSED: "muted",
    }
    handler_field = "counsellor"

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("asker"), related_name="questions"
    )
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="questions")
    kind = models.CharField(_("kind"), max_length=16, choices=QuestionKind)
    topic = models.CharField(_("topic"), max_length=16, choices=Topic, default=Topic.OTHER)
    title = models.CharField(_("title"), max_length=100)
    grams = ArrayField(models.TextField(), default=list, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=QuestionState, default=QuestionState.SUBMITTED)
    tier = models.CharField(_("tier"), max_length=16, choices=Tier, blank=True)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("counsellor"),
        related_name="questions_taken",
    )
    supervised = models.BooleanField(_("under supervision"), default=False)
    urged_at = models.DateTimeField(_("last urged"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = querysets.Questions.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-id"]
        permissions = [
            ("answer_question", _("Can accept, answer and assign questions")),
            ("refer_question", _("Can refer questions to departments")),
            ("urge_question", _("Can urge the desk and departments")),
        ]
        indexes = [
            models.Index(fields=["asker", "-id"], name="question_asker"),
            models.Index(fields=["state", "-id"], name="question_state"),
            models.Index(fields=["unit", "-id"], name="question_unit"),
            models.Index(fields=["counsellor", "state"], name="question_counsellor"),
            GinIndex(fields=["grams"], name="question_grams"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=QuestionState.SUBMITTED, tier="") | Q(tier__in=Tier.values),
                name="question_accepted_has_a_tier",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="question_states", field="state", transitions=sorted(pairs(rules.QUESTION_NEXT))),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the desk's page; the asker's own page is at `own_url`."""
        return reverse("consultation:question_detail", args=[self.pk])

    @property
    def own_url(self) -> str:
        return reverse("consultation:my_question", args=[self.key])


class Message(Entry):
    """A message of the worker or of the desk, or an internal note of the desk."""

    question = models.ForeignKey(Question, models.CASCADE, verbose_name=_("question"), related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("author"), related_name="+")

    objects = Entries["Message"].as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["id"]
        indexes = [models.Index(fields=["question", "id"], name="message_question")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
            models.CheckConstraint(
                condition=Q(internal=False) | Q(side=Side.OFFICE), name="message_internal_is_the_offices"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="message_stays", fields=["question", "side", "author", "internal", "text", "at"])
        ]

    def __str__(self) -> str:
        return f"{self.question_id} · {self.at:%Y-%m-%d %H:%M}"


class Rating(models.Model):
    """How satisfied the asker was with the answers so far; a question may have several, the last one counts."""

    question = models.ForeignKey(Question, models.CASCADE, verbose_name=_("question"), related_name="ratings")
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade)
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(grade__in=Grade.values), name="rating_grade_is_known")]

    def __str__(self) -> str:
        return str(self.get_grade_display())

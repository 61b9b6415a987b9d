import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import Topic
from consultation.knowledge import querysets
from members.units.models.units import Unit

LONGEST_ANSWER = 5000


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CannedAnswer(models.Model):
    """A text block that counsellors of a unit and the units below it put into their answers."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    title = models.CharField(_("title"), max_length=60)
    topic = models.CharField(_("topic of questions"), max_length=16, choices=Topic, default=Topic.OTHER)
    text = models.TextField(_("text"), max_length=LONGEST_ANSWER)
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.CannedAnswers.as_manager()

    class Meta:
        verbose_name = _("canned answer")
        verbose_name_plural = _("canned answers")
        ordering = ["unit__path", "topic", "title", "id"]
        indexes = [models.Index(fields=["unit", "active"], name="canned_answer_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="canned_answer_topic_known"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(title=""), name="canned_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation:canned_change", args=[self.pk])


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["grams"])
class FaqEntry(models.Model):
    """A question often asked, with its answer: once published, workers of the unit and the units below it read it."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    topic = models.CharField(_("topic of questions"), max_length=16, choices=Topic, default=Topic.OTHER)
    question = models.CharField(_("question"), max_length=200)
    answer = models.TextField(_("answer"), max_length=LONGEST_ANSWER)
    published = models.BooleanField(_("published"), default=False)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("changed by"),
        related_name="+",
    )
    grams = ArrayField(models.TextField(), default=list, editable=False)

    objects = querysets.FaqEntries.as_manager()

    class Meta:
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")
        ordering = ["unit__path", "topic", "id"]
        indexes = [
            models.Index(fields=["unit", "published"], name="faq_unit"),
            GinIndex(fields=["grams"], name="faq_grams"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="faq_topic_known"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(answer=""), name="faq_says_something"),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("consultation:faq_change", args=[self.pk])

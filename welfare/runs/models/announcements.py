from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.outbox.models import Mailing
from welfare.choices import (
    AnnouncementKind,
)
from welfare.runs.models.runs import Run


class Announcement(models.Model):
    """Notices to the members of a run who have not received: that goods are there, wait, lie elsewhere, or are revoked.

    Workers write them in the order of the grants' keys; `last` is the key that they have reached, `told` counts the
    notices. A run has at most one of each kind a day.
    """

    run = models.ForeignKey(Run, models.CASCADE, verbose_name=_("run"), related_name="announcements", db_index=False)
    kind = models.CharField(_("kind"), max_length=8, choices=AnnouncementKind)
    on = models.DateField(_("date"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    last = models.BigIntegerField(_("reached"), default=0)
    told = models.PositiveIntegerField(_("notices written"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, verbose_name=_("mailing"), related_name="+"
    )
    """What leaves the portal of it; NULL where no channel was in use."""

    class Meta:
        verbose_name = _("announcement of a run")
        verbose_name_plural = _("announcements of runs")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(done_at=None), name="welfare_announcement_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "on"], name="one_announcement_a_run_kind_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.get_kind_display()}"


class Reminded(models.Model):
    """That an account was reminded of a benefit on a day: not more than once, by whichever run."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("to"), related_name="+", db_index=False
    )
    on = models.DateField(_("date"))
    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["to", "on"], name="one_reminder_a_person_and_day")]

    def __str__(self) -> str:
        return f"{self.to} · {self.on}"

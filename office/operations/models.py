"""What became of each task the last time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskRecord(models.Model):
    """When a worker last began a task, ended it and failed at it; one row for each task, written by RecordedTask."""

    name = models.CharField(_("task"), max_length=200, unique=True)
    started_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)
    failure = models.CharField(_("failure"), max_length=100, blank=True)
    """The class of the error: its text may hold personal data, and is in the log only."""
    worker = models.CharField(_("worker"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("task record")
        verbose_name_plural = _("task records")
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultation.choices import Certainty
from office.clocks.rules import LimitUnit, Rule

RULE_NAMES = {
    "mediation.15_days": _("Mediation without a result: the way to arbitration is open"),
    "arbitration.limitation": _("Apply for arbitration"),
    "arbitration.limitation_wages": _("Apply for arbitration of wages after employment ended"),
    "arbitration.acceptance": _("Arbitration: acceptance"),
    "arbitration.defence": _("Arbitration: the other side's defence"),
    "arbitration.award": _("Arbitration: award"),
    "court.suit": _("Sue after an award"),
    "court.set_aside_by_employer": _("Employer asks to set a final award aside"),
    "court.suit_after_setting_aside": _("Sue after an award was set aside"),
    "inspection.acceptance": _("Labour inspection: acceptance"),
    "inspection.handling": _("Labour inspection: handling"),
    "inspection.limit": _("Complaint to labour inspection"),
    "injury.employer_application": _("Work injury: the employer applies"),
    "injury.worker_application": _("Work injury: the worker, kin or the union applies"),
    "letter.opinion_reply": _("Employer replies to an opinion of the union"),
}


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StatutoryLimit(models.Model):
    """A limit that a law sets, with the article that says so; an administrator edits it, and adds regions."""

    code = models.CharField(_("code"), max_length=40)
    region = models.CharField(
        _("region"), max_length=40, blank=True, help_text=_("Such as 浙江; empty where it holds everywhere.")
    )
    unit = models.CharField(_("counted in"), max_length=12, choices=LimitUnit)
    amount = models.PositiveSmallIntegerField(_("how many"))
    moves = models.BooleanField(
        _("a last day off moves to the next working day"), default=True, help_text=_("民法典 203")
    )
    extension = models.PositiveSmallIntegerField(_("may be extended by, days"), default=0)
    document = models.CharField(_("source"), max_length=200, help_text=_("the document that says so"))
    article = models.CharField(_("article"), max_length=60)
    certainty = models.CharField(_("how well known"), max_length=1, choices=Certainty, default=Certainty.UNVERIFIED)

    class Meta:
        verbose_name = _("limit of the law")
        verbose_name_plural = _("limits of the law")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["code", "region"], name="one_statutory_limit_a_region"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="statutory_limit_takes_a_day"),
            models.CheckConstraint(condition=Q(unit__in=LimitUnit.values), name="statutory_limit_unit_known"),
            models.CheckConstraint(condition=~Q(document="") & ~Q(article=""), name="statutory_limit_has_a_source"),
        ]

    def __str__(self) -> str:
        name = str(RULE_NAMES.get(self.code, self.code))
        return f"{name} · {self.region}" if self.region else name

    @property
    def limit(self) -> Rule:
        return Rule(LimitUnit(self.unit), self.amount, self.moves)

    @property
    def basis(self) -> str:
        return f"{self.document}{self.article}"

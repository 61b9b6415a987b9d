import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.choices import PostCategory
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.choices import RECEIVING, Basis, Verdict
from welfare.grants import querysets
from welfare.grants.models.triggers import FROZEN


class Exclusion(models.Model):
    """That a run does not give to one member, and why: written with the grants of the run, deleted with them.

    Grants and exclusions of a counted run are together everybody whom it considered, each of them once.
    """

    run = models.ForeignKey(
        "welfare.Run", models.PROTECT, verbose_name=_("run"), related_name="exclusions", db_index=False
    )
    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("member"), related_name="exclusions", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+", db_index=False)
    post_category = models.CharField(_("post category"), max_length=12, choices=PostCategory, blank=True)
    verdict = models.CharField(_("reason"), max_length=20, choices=Verdict)
    standard = models.DecimalField(_("standard"), max_digits=12, decimal_places=2, null=True, blank=True)
    """What the plan would have given, in yuan, where a cap left nothing of it; NULL for any other reason."""
    reduced_by = models.CharField(_("reduced by the cap"), max_length=16, choices=Basis, blank=True)

    objects = querysets.Exclusions.as_manager()

    class Meta:
        verbose_name = _("member who does not receive")
        verbose_name_plural = _("members who do not receive")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["run", "verdict", "id"], name="welfare_exclusion_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["member", "run"], name="one_reason_a_member_and_run"),
            models.CheckConstraint(condition=~Q(verdict__in=["", *RECEIVING]), name="exclusion_has_a_reason"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.CAP_REACHED, standard__isnull=False) & ~Q(reduced_by="")
                | ~Q(verdict=Verdict.CAP_REACHED) & Q(standard=None, reduced_by=""),
                name="cap_reached_names_the_cap",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reason_stays", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="decided_reasons_stay",
                level=pgtrigger.Statement,
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(old="old_reasons"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT run_id FROM old_reasons) AS gone
                        JOIN welfare_run ON welfare_run.id = gone.run_id
                        WHERE welfare_run.state IN ({frozen})
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: the reasons of an approved run cannot be deleted';
                    END IF;
                    RETURN NULL;
                """.replace("{frozen}", FROZEN),
            ),
            pgtrigger.Trigger(
                name="only_counting_adds",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_reasons"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT run_id FROM new_reasons) AS added
                        JOIN welfare_run ON welfare_run.id = added.run_id
                        WHERE welfare_run.state <> 'counting'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: reasons are added only while their run is being counted';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.get_verdict_display()}"

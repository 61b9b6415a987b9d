import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from welfare.grants.models.grants import Grant
from welfare.runs.models.triggers import stays_when_decided


class GrantAccount(models.Model):
    """The account of a grant's member when their run was counted, for money: its keyed hash and its last four digits.

    Both are "" where the register had none. The number itself is not kept: a payment reads it from the register, and
    says whether it is still this one.
    """

    grant = models.OneToOneField(
        Grant, models.CASCADE, primary_key=True, verbose_name=_("grant"), related_name="account"
    )
    hash = models.CharField(max_length=64, editable=False)
    tail = models.CharField(_("account"), max_length=4)

    class Meta:
        verbose_name = _("account of a grant")
        verbose_name_plural = _("accounts of grants")
        default_permissions = ()
        triggers = [
            pgtrigger.Protect(name="account_stays", operation=pgtrigger.Update),
            stays_when_decided(
                "decided_account_stays",
                pgtrigger.Delete,
                """(
                    SELECT run_id FROM welfare_grant AS given WHERE id = OLD.grant_id AND NOT EXISTS (
                        SELECT FROM welfare_withdrawngrant AS taken
                        WHERE taken.run_id = given.run_id AND taken.member_id = given.member_id
                    )
                )""",
            ),
        ]

    def __str__(self) -> str:
        return f"**** {self.tail}" if self.tail else ""

"""Where each member belonged on which day: periods and agreed changes together."""

from django.db import models

from members.register.models.member import Member
from members.units.models.units import Unit


class Standing(models.Model):
    """Unit and state of a member from a day until the day before `ends_on`, agreed changes included. A database view.

    It unites the periods with a `planned` row for each agreed change, whose key is that of the change, negative. The
    open period of such a member has no end yet: queries count it until the `starts_on` of the planned row only, as in
    `welfare.runs.eligibility`.
    """

    id = models.BigIntegerField(primary_key=True)
    member = models.ForeignKey(Member, models.DO_NOTHING, related_name="standings")
    unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="standings")
    state = models.CharField(max_length=12)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    planned = models.BooleanField()

    class Meta:
        managed = False
        db_table = "members_standing"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.state} {self.starts_on}"

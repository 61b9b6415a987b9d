from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from members import access
from welfare.choices import Form
from welfare.grants.querysets import BY_THE_BANK
from welfare.permissions import WelfarePermission
from welfare.visits.choices import GIVEN_UP, RESERVED, VisitState

if TYPE_CHECKING:
    from members.authority.models import User
    from members.register.models.member import Member
    from welfare.visits.models.papers import VisitPaper
    from welfare.visits.models.visits import Visit


class Visits(access.ScopedQuerySet["Visit"]):
    def own(self, user: access.Account) -> Self:
        """Return the visits to the account's own member, merged records included."""
        return self.none() if not user.is_authenticated else self.filter(member__in=access.records_of(user))

    def entered_by(self, user: "User") -> Self:
        """Return those that this group leader entered, or is to make, in units where they still may ask.

        Superusers see those of all.
        """
        mine = Q() if user.is_superuser else Q(asked_by=user) | Q(first_visitor=user) | Q(second_visitor=user)
        return self.filter(mine, access.within(user, WelfarePermission.ASK_VISIT))

    def live(self) -> Self:
        """Return all but those that give nothing."""
        return self.exclude(state__in=GIVEN_UP)

    def reserved(self) -> Self:
        """Return those whose money is reserved and not spent."""
        return self.filter(state__in=RESERVED)

    def to_pay_by_bank(self) -> Self:
        """Return those that were carried out, give money, and that no bank is paying."""
        done = self.filter(state=VisitState.CARRIED_OUT, form=Form.MONEY)
        return done.exclude(payment_lines__state__in=BY_THE_BANK)

    def of_person(self, member: "Member") -> Self:
        """Return the visits to a member under whichever record: the kept one and those merged into it."""
        kept = member.merged_into_id or member.pk
        return self.filter(Q(member=kept) | Q(member__merged_into=kept))

    def named(self, text: str) -> Self:
        """Return those of members whose name or employee number begins with the text."""
        return self.filter(Q(member__name__startswith=text) | Q(member__employee_number__startswith=text.upper()))

    def still_open(self, today: date) -> Self:
        """Return the events that nobody has asked for yet and whose window is not shut."""
        return self.filter(Q(claim_until=None) | Q(claim_until__gte=today), state=VisitState.PROPOSED)


class VisitPapers(access.ScopedQuerySet["VisitPaper"]):
    unit_field = "visit__unit"

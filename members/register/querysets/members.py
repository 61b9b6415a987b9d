from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse

from members import access
from members.choices import IN_UNION, LEFT_STATES
from members.register.querysets.as_of import as_of
from members.register.querysets.search import PeopleSearch
from members.register.rules import identity
from office.secrets import keyed_hash
from office.types import FieldValues

if TYPE_CHECKING:
    from members.register.models.member import Member


class Members(models.QuerySet["Member"]):
    def visible_to(self, user: access.Account, perm: str, on: date | None = None) -> Self:
        """Return the members in units where `user` has `perm`; with `on`, by the units of that day (`as_of`)."""
        return as_of(self, on, user, perm) if on else self.filter(access.within(user, perm))

    def own(self, user: access.Account) -> Self:
        return self.filter(user=user)

    def records_of_person(self, member: "Member") -> Self:
        """Return all records of the person of `member`: the kept one first, then those merged into it."""
        kept = member.merged_into_id or member.pk
        return self.filter(Q(pk=kept) | Q(merged_into=kept)).order_by(F("merged_into").asc(nulls_first=True), "pk")

    def active(self) -> Self:
        return self.filter(state__in=IN_UNION)

    def similar_to(self, values: FieldValues) -> Self:
        """Return members with the same phone, or the same name and birth date, as `values` of the fields of Member."""
        found = Q(phone_reversed=values["phone"][::-1])
        if born := values.get("birth_date"):
            found |= Q(name=values["name"], birth_date=born)
        return self.alias(phone_reversed=Reverse("phone")).filter(found)

    def present(self) -> Self:
        """Exclude those who have left or were merged; pending and retained members remain."""
        return self.exclude(state__in=LEFT_STATES)

    def matching(self, search: PeopleSearch) -> Self:
        """Return the members whom `search` finds.

        ASCII text is the beginning of pinyin, initials or employee number; any other text that of a name. Four digits
        are also the end of a phone, as pages show it; eleven a whole phone. More of a phone's end than is shown, and a
        whole identity number, find only members whose numbers the asker may read in full: each answer would tell a
        digit, or confirm a guess.
        """
        text = search.text
        if search.is_identity_number:
            return self.filter(search.may_read_numbers(), id_hash=keyed_hash(identity.eighteen_digits(text)))
        if not text.isascii():
            return self.filter(name__startswith=text)
        found = (
            Q(pinyin__startswith=text.lower())
            | Q(initials__startswith=text.lower())
            | Q(employee_number__startswith=text.upper())
        )
        if not search.is_phone_tail:
            return self.filter(found)
        if search.is_whole_phone:
            found |= Q(phone_reversed=text[::-1])
        elif len(text) == identity.PHONE_DIGITS_SHOWN:
            found |= Q(phone_reversed__startswith=text[::-1])
        else:
            found |= Q(phone_reversed__startswith=text[::-1]) & search.may_read_numbers()
        return self.alias(phone_reversed=Reverse("phone")).filter(found)

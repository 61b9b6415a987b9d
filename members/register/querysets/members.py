from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse

from members import access
from members.choices import IN_UNION, LEFT_STATES
from members.register.querysets.as_of import standing_on
from members.register.rules import identity
from office.secrets import keyed_hash
from office.types import FieldValues

if TYPE_CHECKING:
    from members.register.models.member import Member


class Members(models.QuerySet["Member"]):
    def visible_to(self, user: access.Account, perm: str, on: date | None = None) -> Self:
        """Return the members of units where `user` has `perm`; with `on`, those of that day (`standing_on`)."""
        return standing_on(self, on, user, perm) if on else self.filter(access.within(user, perm))

    def own(self, user: access.Account) -> Self:
        return self.filter(user=user)

    def records_of_person(self, member: Any) -> Self:
        """Return the records of one person: the kept one first, then those merged into it."""
        kept = member.merged_into_id or member.pk
        return self.filter(Q(pk=kept) | Q(merged_into=kept)).order_by(F("merged_into").asc(nulls_first=True), "pk")

    def active(self) -> Self:
        return self.filter(state__in=IN_UNION)

    def similar_to(self, values: FieldValues) -> Self:
        """Return members who may be the same person: same name and birth date, or same phone."""
        found = Q(phone_reversed=values["phone"][::-1])
        if born := values.get("birth_date"):
            found |= Q(name=values["name"], birth_date=born)
        return self.alias(phone_reversed=Reverse("phone")).filter(found)

    def present(self) -> Self:
        """Exclude those who have left; pending and retained members remain."""
        return self.exclude(state__in=LEFT_STATES)

    def matching(self, text: str) -> Self:
        """Return members whose name, pinyin, initials or employee number begins with `text`, or whose phone ends in it.

        A whole identity number is found through its keyed hash.
        """
        text = "".join(text.split())
        number = identity.eighteen_digits(text)
        if identity.is_identity_number(number):
            return self.filter(id_hash=keyed_hash(number))
        if not text.isascii():
            return self.filter(name__startswith=text)
        found = (
            Q(pinyin__startswith=text.lower())
            | Q(initials__startswith=text.lower())
            | Q(employee_number__startswith=text.upper())
        )
        if text.isdecimal() and len(text) >= 4:
            found |= Q(phone_reversed__startswith=text[::-1])
            return self.alias(phone_reversed=Reverse("phone")).filter(found)
        return self.filter(found)

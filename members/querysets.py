from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Reverse
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from members import access, rules
from members.codes import MemberState
from union_portal.office.secrets import keyed_hash


class Units(MP_NodeQuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, field=""))

    def below(self, unit: Any) -> Self:
        """The unit and everything under it, in tree order."""
        return self.filter(path__startswith=unit.path)


class UnitManager(MP_NodeManager.from_queryset(Units)):  # type: ignore[misc]
    def get_queryset(self) -> Units:
        return Units(self.model, using=self._db).order_by("path")


class Appointments(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def in_term(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Members(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def own(self, user: Any) -> Self:
        return self.filter(user=user)

    def active(self) -> Self:
        return self.filter(state=MemberState.ACTIVE)

    def matching(self, text: str) -> Self:
        """Those whose name, pinyin, initials or employee number begins with `text`, or whose phone ends in it.

        A whole identity number finds its bearer through the keyed hash.
        """
        text = "".join(text.split())
        small = text.lower()
        number = rules.eighteen_digits(text)
        if rules.is_identity_number(number):
            return self.filter(id_hash=keyed_hash(number))
        found = (
            Q(name__startswith=text)
            | Q(pinyin__startswith=small)
            | Q(initials__startswith=small)
            | Q(employee_number__startswith=text.upper())
        )
        if text.isdecimal() and len(text) >= 4:
            found |= Q(phone_reversed__startswith=text[::-1])
            return self.alias(phone_reversed=Reverse("phone")).filter(found)
        return self.filter(found)


class ImportJobs(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def claimed(self, pk: int, state: str, last_row: int) -> Any:
        """The job, locked, if it still stands where the caller left it; None when another worker carries it on."""
        return self.select_for_update(skip_locked=True).filter(pk=pk, state=state, last_row=last_row).first()

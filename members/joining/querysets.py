from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from members import access
from members.joining.rules import ApplicationState

if TYPE_CHECKING:
    from members.joining.models import Application


class Applications(models.QuerySet["Application"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def own(self, user: access.Account) -> Self:
        return self.filter(user=user)

    def waiting(self) -> Self:
        return self.filter(state=ApplicationState.SUBMITTED)

    def checked(self) -> Self:
        """Annotate whether the register (`known`) or another waiting application (`double`) has the number."""
        model: Any = self.model
        others = model.objects.waiting().filter(id_hash=OuterRef("id_hash")).exclude(pk=OuterRef("pk"))
        members = apps.get_model("members.Member").objects.filter(id_hash=OuterRef("id_hash"))
        return self.annotate(known=Exists(members), double=Exists(others))

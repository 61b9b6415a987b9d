from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from office.saved_views.models import SavedView


class SavedViews(models.QuerySet["SavedView"]):
    def own(self, account: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.filter(account_id=account.pk)

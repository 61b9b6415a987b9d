from collections.abc import Mapping
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from office import audit
from office.outbox.models import ChannelChoice
from office.outbox.receivers import User
from office.outbox.rules import ChannelKind


@transaction.atomic
def choose_channels(account: User, wanted: Mapping[ChannelKind, bool], *, by: User) -> None:
    """Store by which kinds of channels an account is told from now on."""
    for kind, on in wanted.items():
        ChannelChoice.objects.update_or_create(account_id=account.pk, kind=kind, defaults={"wanted": on})
    chosen = [kind.value for kind, on in wanted.items() if on]
    audit.record("channel.choose", cast(AbstractBaseUser, account), by=by, changes={"channels": chosen})

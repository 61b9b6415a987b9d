from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise

from office.notices import notify
from office.outbox.rules import Urgency


def notify_administrators(message: Promise, *, count: int = 0) -> None:
    """Write a notice to each active superuser, with the page of the seals; `count` is the message's parameter."""
    administrators = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    notify(administrators, message, reverse("members:seal_list"), urgency=Urgency.AT_ONCE, count=count)

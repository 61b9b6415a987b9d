from django.http import HttpRequest

from members.authority.models import User


class Asked(HttpRequest):
    """A request of somebody who is logged in: LoginRequiredMiddleware lets no other in."""

    user: User

from django.http import HttpRequest

from members.models.user import User


class Asked(HttpRequest):
    """A request of somebody who is logged in: LoginRequiredMiddleware lets no other in."""

    user: User

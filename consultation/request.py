from django.http import HttpRequest

from members.authority.models import User


class UserRequest(HttpRequest):
    """A request of somebody logged in, as LoginRequiredMiddleware lets through; for the type checker's eyes only."""

    user: User

from django.http import HttpRequest

from members.models.user import User


class UserRequest(HttpRequest):
    """A request of somebody logged in, as LoginRequiredMiddleware lets through; for the type checker's eyes only."""

    user: User

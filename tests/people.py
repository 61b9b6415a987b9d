"""Officers who are logged in, and clients of the API."""

from django.test import Client
from rest_framework.test import APIClient

from members.authority.models import User
from members.units.models.units import Unit
from tests import factories as make


def log_in(client: Client, unit: Unit, post: str = "welfare_officer") -> User:
    """Create an officer who holds `post` in `unit` and log them in at `client`."""
    user = make.officer(unit, post=post)
    client.force_login(user)
    return user


def api_client_of(user: User) -> APIClient:
    """Return a client of the API that is authenticated as `user`."""
    client = APIClient()
    client.force_authenticate(user)
    return client

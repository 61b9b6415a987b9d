"""Officers who are logged in."""

from django.test import Client

from members.authority.models import User
from members.units.models.units import Unit
from tests import factories as make


def log_in(client: Client, unit: Unit, post: str = "welfare_officer") -> User:
    """Create an officer who holds `post` in `unit` and log them in at `client`."""
    user = make.officer(unit, post=post)
    client.force_login(user)
    return user

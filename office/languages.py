from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


def language_of(user: AbstractBaseUser) -> str:
    """Return the language that this account has chosen, LANGUAGE_CODE where it has chosen none."""
    chosen = getattr(user, "language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

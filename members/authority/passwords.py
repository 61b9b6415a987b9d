"""Passwords that no account may have."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# Words that somebody who guesses the password of a colleague tries first; docs/security.md, 6.1.2.
WORDS = ("gonghui", "工会", "union", "portal", "zhigong", "职工", "password", "mima", "密码", "admin")
LEAST_BESIDE_WORDS = 6


class NoWordsOfTheUnion:
    """Validator that refuses passwords which are hardly more than such words: `gonghui2026`."""

    def validate(self, password: str, user: models.Model | None = None) -> None:
        """Raise ValidationError where fewer than LEAST_BESIDE_WORDS characters are left beside WORDS."""
        left = password.casefold()
        for word in WORDS:
            left = left.replace(word, "")
        if len(left) < min(LEAST_BESIDE_WORDS, len(password)):
            raise ValidationError(
                _("This password is easy to guess: words such as union or portal are tried first."),
                code="password_of_common_words",
            )

    def get_help_text(self) -> str:
        return _("Your password can't be made of words such as union or portal and a few digits.")

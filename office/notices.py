from django.contrib.auth.base_user import AbstractBaseUser

from office.models import Notice


def notify(user: AbstractBaseUser, text: str, url: str = "") -> Notice:
    """Tell one person something once; `text` is in the portal's default language, `url` the page it is about."""
    return Notice.objects.create(to_id=user.pk, text=text, url=url)

"""Permissions as people read them: Django stores their names in English."""

from django.contrib.auth.models import Permission
from django.forms import ModelMultipleChoiceField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# The names that Django gives to the permissions of every model.
OF_EVERY_MODEL = {
    "view": _("See: %(rows)s"),
    "add": _("Add: %(rows)s"),
    "change": _("Change: %(rows)s"),
    "delete": _("Delete: %(rows)s"),
}


def permission_name(permission: Permission) -> str:
    """Return app and permission in the reader's language; `permission` with its content type."""
    kind = permission.content_type
    model = kind.model_class()
    verb, _under, rest = permission.codename.partition("_")
    if model is not None and verb in OF_EVERY_MODEL and rest == kind.model:
        name = OF_EVERY_MODEL[verb] % {"rows": model._meta.verbose_name_plural}
    else:
        name = gettext(permission.name)
    app = kind.app_label if model is None else model._meta.app_config.verbose_name
    return f"{app} · {name}"


class PermissionsField(ModelMultipleChoiceField[Permission]):
    """Several permissions, by their names."""

    def label_from_instance(self, permission: Permission) -> str:
        return permission_name(permission)

from collections.abc import Callable
from typing import Any

from django import forms

from office.errors import NotAllowed


def carried_out(form: forms.Form, action: Callable[[dict[str, Any]], Any]) -> bool:
    """Do `action` with the form's cleaned data; what a rule refuses becomes an error of the form, input and all."""
    if not form.is_valid():
        return False
    try:
        action(form.cleaned_data)
    except NotAllowed as why:
        form.add_error(None, str(why))
        return False
    return True

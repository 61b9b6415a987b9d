"""How the admin answers what a rule or the database refuses: by its form, with the reason and everything typed."""

from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR
from django.db import IntegrityError
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from psycopg2.errors import UniqueViolation
from unfold.admin import ModelAdmin

from office.errors import NotAllowed
from office.once.answers import shown_again
from office.refusals import refusals_into

# The attribute of a request that holds what a rule has refused it with.
REFUSAL = "refusal"


def _refused_form(form: type[ModelForm[Model]], refusal: NotAllowed) -> type[ModelForm[Model]]:
    """Return a subclass of `form` that always has the refusal among its errors."""

    def clean(self: ModelForm[Model]) -> object:
        cleaned = form.clean(self)
        with refusals_into(self):
            raise refusal
        return cleaned

    return type(form.__name__, (form,), {"clean": clean})


class RefusalsInForm(ModelAdmin):
    """An admin whose form shows why it was refused, and whose small window answers each tap alike."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Show or save a row; when a rule refuses, return the form with the reason, what was typed, and status 422."""
        response: HttpResponse
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except NotAllowed as refused:
            refusal = refused
        except IntegrityError as why:
            if not isinstance(why.__cause__, UniqueViolation):
                raise
            # The form found nothing, so somebody else has saved the same since it looked.
            refusal = NotAllowed(_("The same has been saved already. Look it up in the list before you go on."))
        else:
            return response
        # The transaction was rolled back. Processed once more, the form has the refusal among its errors.
        setattr(request, REFUSAL, refusal)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        response.status_code = 422
        return response

    # Any: Django's own admins, such as that of users, return forms of their own models.
    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, REFUSAL, None)
        return form if refusal is None else _refused_form(form, refusal)

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        response: HttpResponse = super().response_add(request, obj, post_url_continue)
        return shown_again(response) if IS_POPUP_VAR in request.POST else response

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        response: HttpResponse = super().response_change(request, obj)
        return shown_again(response) if IS_POPUP_VAR in request.POST else response

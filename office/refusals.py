"""How an act that a rule refuses is answered: by its page with status 422 and the reason in the form that was sent.

    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.return_run(run, by=request.user, **form.cleaned_data)
            messages.success(request, _("The run is returned to its maker."))
            return redirect(run)
    return answer(request, "welfare/runs/run_return.html", {"form": form, "run": run})

A button without fields is a ButtonForm; its page shows it with the tag `act`. Where the page no longer has the form,
because somebody else has changed the row, base templates show the reason and what was typed at the top.

A view to which a form of another page is sent passes that page's path to `answer`: reloading, paging and switching the
language then lead to the page, not to a URL that takes POST only.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet, FileField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from office.errors import FileNotTaken, NotAllowed


class refusals_into(AbstractContextManager[None, bool]):
    """Run an act; a NotAllowed becomes errors of `form`, and execution continues after the block.

    Each error is added, with the code of the refusal, to the field that it names, else to `field`, by default to the
    whole form; that a file can't be taken is added to the field for files.
    """

    def __init__(self, form: BaseForm, *, field: str | None = None) -> None:
        self.form, self.field = form, field

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if not isinstance(why, NotAllowed):
            return False
        for field, sentence in why.by_field:
            known = field if field in self.form.fields else self.field
            error = ValidationError(sentence, code=why.code)
            self.form.add_error(self._file_field() if isinstance(why, FileNotTaken) else known, error)
        return True

    def _file_field(self) -> str | None:
        """Return the name of the form's first field for files."""
        return next((name for name, field in self.form.fields.items() if isinstance(field, FileField)), self.field)


def answer(
    request: HttpRequest, template: str, context: Mapping[str, object], *, address: str = "", status: int = 422
) -> HttpResponse:
    """Return the page whose path is `address`, by default that of the request.

    When a form in `context` was sent with this request and has errors, the status is `status`, and the context has the
    form as `refused`.
    """
    refused = next((one for one in context.values() if _is_refused(one, request)), None)
    elsewhere = address if address != request.path else ""
    context = {**context, "refused": refused, "page_address": elsewhere}
    return render(request, template, context, status=200 if refused is None else status)


def _is_refused(one: object, request: HttpRequest) -> bool:
    if not isinstance(one, BaseForm | BaseFormSet) or not one.is_bound or one.data is request.GET:
        return False
    return not one.is_valid()

"""One answer to an act that a rule refuses: the page again with status 422, the reason in the form that was used.

    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.return_run(run, by=request.user, **form.cleaned_data)
            messages.success(request, _("The run is returned to its maker."))
            return redirect(run)
    return answer(request, "welfare/runs/run_return.html", {"form": form, "run": run})

A button without fields is a ButtonForm; its page shows it with the tag `act`. Where the page no longer has the form,
because somebody else was quicker, base templates show the reason and what was typed above everything else.

A form that is sent elsewhere than to its page gives `answer` the page's address: reloading, paging and switching the
language then lead to the page, not to an address that takes POST only.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from office.errors import NotAllowed


class refusals_into(AbstractContextManager[None, bool]):
    """Run an act; what a rule refuses becomes errors of `form`, and execution goes on behind the block.

    An error stands at the field that the refusal names, else at `field`, by default at the head of the form.
    """

    def __init__(self, form: BaseForm, *, field: str | None = None) -> None:
        self.form, self.field = form, field

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if not isinstance(why, NotAllowed):
            return False
        for field, sentence in why.by_field:
            self.form.add_error(field if field in self.form.fields else self.field, sentence)
        return True


def answer(
    request: HttpRequest, template: str, context: Mapping[str, object], *, address: str = "", status: int = 422
) -> HttpResponse:
    """Return the page that stands at `address`, by default that of the request.

    It answers with `status`, and has the form as `refused`, when a form that was sent with this request has errors.
    """
    refused = next((one for one in context.values() if _is_refused(one, request)), None)
    elsewhere = address if address != request.path else ""
    context = {**context, "refused": refused, "page_address": elsewhere}
    return render(request, template, context, status=200 if refused is None else status)


def _is_refused(one: object, request: HttpRequest) -> bool:
    if not isinstance(one, BaseForm | BaseFormSet) or not one.is_bound or one.data is request.GET:
        return False
    return not one.is_valid()

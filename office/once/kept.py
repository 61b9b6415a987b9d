"""What was typed into a form that could not be taken: kept encrypted for its account, and given back once."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from office.once.models import KEPT, KeptForm
from office.once.pages import KEY, ONCE, OPENED, OWN_FIELDS, Opened, fill_in, read_opened

KEPT_PARAMETER = "kept"
MOST_OF_AN_ACCOUNT = 10
# A chosen value or a number, which says nothing without its field.
_NO_TEXT = re.compile(r"[\w.-]{1,20}", re.ASCII)
Why = Literal["ended", "sent", "not_sent"]


@dataclass(frozen=True)
class Typed:
    """The fields of a form by name, the names of its files, the fields not kept, and why the form was not taken."""

    action: str
    values: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[str]]
    withheld: Sequence[str]
    why: Why
    outcome: str = ""
    key: str = ""
    """The key under which the form is to be sent again, since an earlier sending may have been carried out."""


def opened_form(request: HttpRequest) -> Opened | None:
    """Return for whom and where the form that was sent had been rendered, None where nothing of it may be kept."""
    return read_opened(request.POST.get(OPENED, ""))


def typed_into(request: HttpRequest, opened: Opened, why: Why, outcome: str = "") -> Typed:
    """Return what was sent, without the fields that are never kept; `outcome` is where an earlier sending led."""
    files = {name: [file.name or "" for file in request.FILES.getlist(name)] for name in request.FILES}
    names = set(request.POST) - set(OWN_FIELDS) - set(opened.withheld)
    withheld = [name for name in opened.withheld if request.POST.get(name)]
    values, key = {n: request.POST.getlist(n) for n in sorted(names)}, request.POST.get(ONCE, "")
    return Typed(
        request.path, values, files, withheld, why, outcome, key if why == "ended" and KEY.fullmatch(key) else ""
    )


def keep(opened: Opened, typed: Typed) -> str:
    """Keep what was typed, and return the address of its page, which gives it back to the same account, once."""
    key, now = secrets.token_urlsafe(24), timezone.now()
    content = json.dumps([typed.action, typed.values, typed.files, typed.withheld, typed.why, typed.outcome, typed.key])
    of_account = KeptForm.objects.filter(account_id=opened.account)
    newest = of_account.order_by("-until").values_list("pk", flat=True)[: MOST_OF_AN_ACCOUNT - 1]
    of_account.exclude(pk__in=list(newest)).delete()
    KeptForm.objects.create(
        key_hash=_hash(key), account_id=opened.account, content=content.replace("\\u0000", ""), until=now + KEPT
    )
    # Of a path that begins with two slashes browsers would take the first part for another host.
    page = opened.page if url_has_allowed_host_and_scheme(opened.page, allowed_hosts=None) else reverse("home")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({KEPT_PARAMETER: key})}"


def give_back(account: int, key: str) -> Typed | None:
    """Return what this account had typed and delete it; None where there is nothing, or it is another account's."""
    rows = KeptForm.objects.filter(pk=_hash(key), account_id=account, until__gte=timezone.now())
    row = rows.first()
    if row is None or not rows.delete()[0]:
        return None
    # Those kept by an earlier version have no key.
    action, values, files, withheld, why, outcome, *key = json.loads(row.content.reveal())
    return Typed(action, values, files, withheld, why, outcome, *key)


def page_with(html: str, typed: Typed, page: str) -> str:
    """Return the page with its form filled in again, or with what was typed at its top where it has no such form."""
    again = {name: _("Please enter this again; it is never kept.") for name in typed.withheld}
    for name, names in typed.files.items():
        again[name] = _("Files can't be kept. Please choose again: %(names)s") % {"names": ", ".join(names)}
    return fill_in(
        html,
        typed.values,
        action=typed.action,
        page=page,
        note=note(typed, in_form=True),
        again=again,
        key=typed.key,
        otherwise=note(typed, in_form=False),
    )


def note(typed: Typed, *, in_form: bool) -> str:
    """Return the note that says what happened; outside the form also what was typed and the files to choose again."""
    texts = [
        text for values in typed.values.values() for text in values if text.strip() and not _NO_TEXT.fullmatch(text)
    ]
    files = [name for names in typed.files.values() for name in names]
    context = {"typed": typed, "in_form": in_form, "texts": texts, "files": files}
    return render_to_string("office/once/_kept.html", context)


def elsewhere(typed: Typed) -> Typed:
    """Return the same without the form that it belongs to, for a page that must not fill it in."""
    return replace(typed, action="")


def lead_back(opened: Opened, typed: Typed) -> HttpResponse:
    """Keep what was typed, and redirect to its page."""
    return redirect(keep(opened, typed))


def delete_expired() -> None:
    """Delete the kept forms that nobody came back for within the hour."""
    KeptForm.objects.filter(until__lt=timezone.now()).delete()


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

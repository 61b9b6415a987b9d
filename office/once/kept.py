"""What was typed into a form that could not be taken: kept encrypted for its account until it is sent, or an hour."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from office.once.models import KEPT, KeptForm
from office.once.pages import KEY, ONCE, OPENED, OWN_FIELDS, VISITOR, Opened, fill_in, put_first, read_opened

KEPT_PARAMETER = "kept"
MOST_NAMED = 3
MOST_OF_AN_ACCOUNT = 10
# A chosen value or a number, which says nothing without its field.
_NO_TEXT = re.compile(r"[\w.-]{1,20}", re.ASCII)
Response = TypeVar("Response", bound=HttpResponse)
Why = Literal["ended", "sent", "not_sent", "repeated", "repeated_here", "out_of_date"]


@dataclass(frozen=True)
class Typed:
    """The fields of a form by name, the names of its files, the fields not kept, and why the form was not taken."""

    action: str
    values: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[str]]
    withheld: Sequence[str]
    why: Why
    outcome: str = ""
    at: str = ""
    """When exactly this was sent, in ISO 8601; "" where nobody may know."""
    page: str = ""
    """The address of the page of its form, which gives it back."""
    kept_as: str = ""
    """The key under which it is kept."""
    key: str = ""
    """The key under which the form is to be sent again, since an earlier sending may have been carried out."""


def opened_form(request: HttpRequest) -> Opened | None:
    """Return for whom and where the form that was sent had been rendered, None where nothing of it may be kept."""
    opened = read_opened(request.POST.get(OPENED, ""))
    return None if opened is None or opened.account == VISITOR else opened


def opened_by_visitor(request: HttpRequest) -> Opened | None:
    """Return where a visitor's form that was sent had been rendered; None for the form of an account."""
    opened = read_opened(request.POST.get(OPENED, ""))
    return opened if opened is not None and opened.account == VISITOR else None


def typed_into(request: HttpRequest, opened: Opened, why: Why, outcome: str = "", at: str = "") -> Typed:
    """Return what was sent, without the fields that are never kept; `outcome` is where an earlier sending led."""
    files = {name: [file.name or "" for file in request.FILES.getlist(name)] for name in request.FILES}
    names = set(request.POST) - set(OWN_FIELDS) - set(opened.withheld)
    withheld = [name for name in opened.withheld if request.POST.get(name)]
    values, key = {n: request.POST.getlist(n) for n in sorted(names)}, request.POST.get(ONCE, "")
    again = key if why == "ended" and KEY.fullmatch(key) else ""
    return Typed(request.path, values, files, withheld, why, outcome, at, key=again)


def keep(opened: Opened, typed: Typed) -> Typed:
    """Keep what was typed, and return it with the address of its page, which gives it back to the same account."""
    key, now = secrets.token_urlsafe(24), timezone.now()
    # Of a path that begins with two slashes browsers would take the first part for another host.
    page = opened.page if url_has_allowed_host_and_scheme(opened.page, allowed_hosts=None) else reverse("home")
    page = f"{page}{'&' if '?' in page else '?'}{urlencode({KEPT_PARAMETER: key})}"
    content = json.dumps(
        [typed.action, typed.values, typed.files, typed.withheld, typed.why, typed.outcome, typed.key, typed.at, page]
    )
    of_account = KeptForm.objects.filter(account_id=opened.account)
    newest = of_account.order_by("-until").values_list("pk", flat=True)[: MOST_OF_AN_ACCOUNT - 1]
    of_account.exclude(pk__in=list(newest)).delete()
    KeptForm.objects.create(
        key_hash=_hash(key), account_id=opened.account, content=content.replace("\\u0000", ""), until=now + KEPT
    )
    return replace(typed, page=page, kept_as=key)


def give_back(account: int, key: str) -> Typed | None:
    """Return what this account had typed; None where there is nothing, or it is another account's."""
    row = KeptForm.objects.filter(pk=_hash(key), account_id=account, until__gte=timezone.now()).first()
    if row is None:
        return None
    return _read(row, key)


def unsent(account: int, keys: Sequence[str]) -> Sequence[Typed]:
    """Return what this account has typed into the forms kept under these keys, the newest first."""
    by_hash = {_hash(key): key for key in keys}
    rows = KeptForm.objects.filter(pk__in=by_hash, account_id=account, until__gte=timezone.now()).order_by("-until")
    return [_read(row, by_hash[row.pk]) for row in rows]


def _read(row: KeptForm, key: str) -> Typed:
    # Those kept by an earlier version have neither time nor page.
    action, values, files, withheld, why, outcome, *rest = json.loads(row.content.reveal())
    again, at, page = (*rest, "", "", "")[:3]
    return Typed(action, values, files, withheld, why, outcome, at, page, kept_as=key, key=again)


def forget(account: int, key: str) -> None:
    """Delete what was kept under this key, since it was sent."""
    if KEY.fullmatch(key):
        KeptForm.objects.filter(pk=_hash(key), account_id=account).delete()


def page_leading_to(html: str, forms: Sequence[Typed]) -> str:
    """Return the page with a line at its top that leads to these forms."""
    return put_first(html, render_to_string("office/once/_unsent.html", {"forms": forms}))


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
    files = [name for names in typed.files.values() for name in names]
    at = datetime.fromisoformat(typed.at) if typed.at else None
    context = {"typed": typed, "in_form": in_form, "texts": texts(typed), "files": files, "at": at}
    return render_to_string("office/once/_kept.html", context)


def texts(typed: Typed) -> list[str]:
    """Return what was written into the form, without chosen values and numbers."""
    return [
        text for values in typed.values.values() for text in values if text.strip() and not _NO_TEXT.fullmatch(text)
    ]


def elsewhere(typed: Typed) -> Typed:
    """Return the same without the form that it belongs to, for a page that must not fill it in."""
    return replace(typed, action="")


def lead_back(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    """Keep what was typed, and redirect to its page."""
    kept = keep(opened, typed)
    response = redirect(kept.page)
    return response if typed.why == "repeated" else named(request, response, kept)


def named(request: HttpRequest, response: Response, typed: Typed) -> Response:
    """Let the browser know what is kept, so that its other pages lead to it."""
    keys = [*named_in(request), typed.kept_as][-MOST_NAMED:]
    response.set_cookie(
        unsent_cookie(),
        ".".join(keys),
        max_age=int(KEPT.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def unsent_cookie() -> str:
    """Return the name of the cookie that tells this browser's pages what is kept and was not sent."""
    return f"{settings.SESSION_COOKIE_NAME}-unsent"


def named_in(request: HttpRequest) -> Sequence[str]:
    """Return the keys that the browser knows of."""
    return [key for key in request.COOKIES.get(unsent_cookie(), "").split(".") if KEY.fullmatch(key)]


def delete_expired() -> None:
    """Delete the kept forms that nobody came back for within the hour."""
    KeptForm.objects.filter(until__lt=timezone.now()).delete()


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

"""The answer to a request that raised an error: a page, or JSON over the API, that needs no database."""

import errno
import sys

import psycopg2
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from office.middleware import SAFE_METHODS, language_of
from office.request_ids import current_id

RETRY_SECONDS = 30
# No space on the device, past the quota, past the largest size of a file.
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 503 with Retry-After while the database is away or the disk is full, 500 for any other error.

    Django calls it as `handler500` while it handles the error, outside of the middleware, which sets the language.
    """
    error = sys.exc_info()[1]
    with translation.override(language_of(request)):
        if _is_lost_connection(error):
            response = _answer(request, 503, "database_away", _database_away(request))
        elif isinstance(error, OSError) and error.errno in DISK_FULL:
            response = _answer(request, 503, "disk_full", _disk_full())
        else:
            response = _answer(request, 500, "fault", "")
        response.headers["Content-Language"] = translation.get_language()
    response.headers["Cache-Control"] = "no-store, private"
    if response.status_code == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _is_lost_connection(error: BaseException | None) -> bool:
    """Return whether the database could not be reached, or went away; also where a deadlock or a time limit ended it.

    The driver has no class of its own for some connections that break in the middle of a statement.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return type(error) is DatabaseError and isinstance(error.__cause__, psycopg2.Error)


def _database_away(request: HttpRequest) -> str:
    away = _("The portal can't reach its database at the moment.")
    if request.method in SAFE_METHODS:
        return away + " " + _("Nothing is lost. Load the page again in half a minute.")
    done = _("What you have just sent was either done in full or not at all.")
    # Forms of the admin carry no key: office.once.
    if request.path.startswith(reverse("admin:index")):
        return " ".join([away, done, _("Look whether it was done before you send it again.")])
    return " ".join([away, done, _("Go back in half a minute and send it again: it won't be done twice.")])


def _disk_full() -> str:
    return _(
        "The disk for files is full, and nothing of what you sent was stored. Go back in your browser: what you typed"
        " is still there. Send it again later, or without a file, and tell the administrator."
    )


def _answer(request: HttpRequest, status: int, code: str, words: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        words = words or _(
            "The fault is ours and has been recorded. Nothing was half done; please try again in a moment."
        )
        return JsonResponse({"detail": words, "code": code}, status=status)
    # Without the request: the template's context processors ask the database.
    return HttpResponse(render_to_string(f"{status}.html", {"words": words, "number": current_id()}), status=status)

"""The two first pages: what the portal is and a worker's home, and an officer's desk."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The landing page for a visitor, a worker's own home for whoever is logged in.

    home.html reads, each of them optional:
    `member` (name, employee_number, unit, state badge), `benefits_due` and `benefits_received`
    (rows of title, amount, url, on), `cases` (rows of title, number, url, next_step, due_on, estimated, and
    get_state_display/tone), `notices` (rows of text, url, created_at, read_at).
    """
    if not request.user.is_authenticated:
        return render(request, "landing.html")
    return render(request, "home.html")


def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, by deadline, and what is under way.

    desk.html reads, each of them optional: `waiting` (groups of heading, tone, rows; a row has title, url, kind,
    due_on, estimated and get_state_display/tone), `runs` (rows of name, url, done, slices, get_state_display/tone),
    `runs_url` (the fragment polled while a run is counted), `budgets` (rows of name, url, used, amount, share),
    `terms` (rows of title, url, ends_on), `tiles` (rows of label, figure, note, url).
    """
    return render(request, "desk.html")

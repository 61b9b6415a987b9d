import json
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from benchmarks.rush.visits import hidden_fields
from consultation.questions.models import Question
from tests import factories as make
from welfare.grants.models.grants import Grant


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_small_rush_confirms_everything_once_and_leaves_nothing_behind():
    make.unit()
    out = StringIO()
    size = ("--workers", "40", "--at-once", "4", "--requests", "10", "--phones", "2", "--hand-outs", "6")
    call_command("bench", "rush", *size, "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert set(figures) >= {
        "empty_ms",
        "shell_ms",
        "home_ms",
        "benefits_ms",
        "shell_ratio",
        "home_cpu_ratio",
        "requests_per_second",
        "p50_ms",
        "p95_ms",
        "p99_ms",
        "web_cpu_ms",
        "hour_requests_per_second",
        "hour_cores",
        "hour_minutes_here",
    }
    assert (figures["workers"], figures["at_once"], figures["confirmed"]) == (40, 4, 40)
    assert (figures["lost"], figures["doubled"], figures["failed"], figures["failures"]) == (0, 0, 0, [])
    assert (figures["hand_outs"], figures["counter_lost"], figures["counter_doubled"]) == (6, 0, 0)
    assert figures["counter_failures"] == [] and figures["hand_outs_per_second"] > 0
    # Each five requests, one in ten confirms twice, one in twenty opens the form of a question and sends it.
    assert (figures["asked"], figures["requests"]) == (2, 40 * 5 + 4 + 2 * 2)
    assert not Grant.objects.exists() and not Question.objects.exists() and not Session.objects.exists()


def test_the_hidden_fields_are_those_of_the_form_that_leads_there():
    html = (
        '<form class="a" method="post" action="/out/"><input type="hidden" name="once" value="1"></form>'
        '<form method="post"><input type="hidden" name="once" value="&amp;2"><input name="text"></form>'
    )
    assert hidden_fields(html, "/out/") == {"once": "1"}
    assert hidden_fields(html, "/elsewhere/") == {"once": "&2"}

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests import factories as make
from welfare.grants.models.grants import Grant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_small_measurement_of_reports_has_all_its_figures_and_leaves_nothing_behind():
    make.unit()
    out = StringIO()
    size = ("--grants", "2500", "--members", "1500", "--units", "120", "--requests", "2")
    call_command("bench", "reports", *size, "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert (figures["grants"], figures["members"], figures["units"], figures["runs"]) == (2500, 1500, 120, 2)
    assert figures["disagreements"] == 0
    reports = ("coverage", "spending", "fairness", "uncollected", "visits", "lookup")
    for place in ("union", "branch"):
        for report in reports:
            assert {"median_ms", "p95_ms", "to_empty", "requests"} == set(figures[f"{place}, {report}"])
    assert not Grant.objects.exists()

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests import factories as make
from welfare.runs.models.runs import Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_small_measurement_has_all_its_figures_and_leaves_nothing_behind():
    make.unit()
    out = StringIO()
    call_command("bench", "run", "--members", "2000", "--units", "60", "--workers", "2", "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert set(figures) >= {
        "members",
        "units",
        "workers",
        "rows",
        "seconds",
        "rows_per_second",
        "peak_memory_mb",
        "memory_growth_mb",
        "bare_seconds",
        "ratio",
        "seconds_small",
        "per_row_growth",
    }
    # 4 of 100 have left, are retained, retired or joined too late; a fifth of the others has no post category.
    assert (figures["members"], figures["units"], figures["workers"], figures["rows"]) == (2000, 60, 2, 1540)
    assert not Run.objects.exists()

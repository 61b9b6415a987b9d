import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests import factories as make
from welfare.payment.models.batches import PaymentBatch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_small_measurement_has_all_its_figures_and_leaves_nothing_behind():
    make.unit()
    out = StringIO()
    call_command("bench", "bank", "--rows", "60", "--json", stdout=out)
    figures = json.loads(out.getvalue())
    # The others have left, are retained, retired or joined too late.
    assert (figures["rows"], figures["files"]) == (56, 1)
    assert {"writing_ratio", "reading_ratio", "peak_memory_mb"} <= set(figures)
    assert not PaymentBatch.objects.exists()

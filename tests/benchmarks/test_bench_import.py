import json
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from members.importing.models.imports import ImportJob
from members.register.models.member import Member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_small_import_is_measured_whole_and_leaves_nothing_behind():
    kept = default_storage.listdir("imports")[1] if default_storage.exists("imports") else []
    out = StringIO()
    call_command("bench", "import", "--rows", "300", "--workers", "2", "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert set(figures) >= {
        "rows",
        "workers",
        "reading_seconds",
        "import_seconds",
        "upload_seconds",
        "check_seconds",
        "taking_over_seconds",
        "ratio",
        "peak_memory_mb",
        "reading_memory_mb",
    }
    assert (figures["rows"], figures["workers"]) == (300, 2)
    assert not Member.objects.exists()
    assert not ImportJob.objects.exists()
    assert default_storage.listdir("imports")[1] == kept

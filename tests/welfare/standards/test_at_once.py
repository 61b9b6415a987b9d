"""Two that enter overlapping caps at the same time; and a file of cases through the command."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from tests import factories as make
from tests.concurrency import at_once
from welfare.standards.models import Cap

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_of_overlapping_caps_that_are_entered_at_once_one_stays():
    unit = make.unit()
    outcomes = at_once(
        *(lambda amount=amount: make.cap(unit, amount, since=date(2026, 1, amount)) for amount in range(1, 9))
    )
    assert Cap.objects.filter(unit=unit).count() == 1
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == 7


def test_a_file_of_cases_comes_back_with_its_answers(tmp_path):
    case = {"id": "C1", "region": "安徽", "kind": "birthday", "event_date": "2026-01-01", "standard": "600"}
    file = tmp_path / "caps.json"
    file.write_text(json.dumps({"note": "kept", "cases": [case]}), encoding="utf-8-sig")
    out = StringIO()
    call_command("rules", "caps", str(file), stdout=out)
    answered = json.loads(out.getvalue())
    assert answered["note"] == "kept"
    assert answered["cases"] == [
        {**case, "payable": "500.00", "bites": "event: 500.00 yuan per event", "basis": "皖工发〔2025〕18号"}
    ]

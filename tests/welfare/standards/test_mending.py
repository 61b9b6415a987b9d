"""Caps that units adopted from an earlier version: their days are put right, and what runs decided stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from tests import factories as make
from welfare.runs.models.units import RunUnit
from welfare.standards.models import Cap

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BEFORE = [
    ("festival", 2200, "2025-01-01", None, "安徽 皖工发〔2025〕18号"),
    ("festival", 1500, "2018-01-01", "2024-12-31", "安徽 安徽省实施细则（2018）"),
    ("birthday", 300, "2018-01-01", None, "山东 山东省实施细则（2018）"),
]
SHANDONG = [("festival", 1600, "2018-01-01", None, "山东 山东省实施细则（2018）")]
BEIJING = [("birthday", 300, "2019-01-01", None, "北京 北京市实施办法（2019）")]
# Two at once: the later start counted.
TWICE = [
    ("festival", 800, "2020-01-01", None, "工会委员会决定"),
    ("festival", 900, "2024-01-01", "2024-12-31", "工会委员会决定"),
]


def adopt(unit, rows):
    with connection.cursor() as cursor:
        for kind, amount, first, last, source in rows:
            cursor.execute(
                "INSERT INTO welfare_cap (unit_id, kind, basis, amount, effective_from, effective_to, source)"
                " VALUES (%s, %s, 'person_year', %s, %s, %s, %s)",
                [unit.pk, kind, amount, first, last, source],
            )


def caps_of(unit, kind="festival"):
    rows = Cap.objects.filter(unit=unit, kind=kind).order_by("effective_from")
    return [(cap.amount, cap.effective_from, cap.effective_to) for cap in rows]


def test_adopted_caps_get_the_days_of_their_documents_and_runs_keep_theirs():
    anhui, shandong, beijing, twice = (make.unit(kind="union") for _ in range(4))
    make.member(shandong)
    make.cap(shandong, 250, since=date(2010, 1, 1), effective_to=date(2017, 12, 31))
    run = make.counted_run(shandong, amount=Decimal(300))
    kept = list(RunUnit.objects.values_list("pk", "year_cap", "cost"))
    call_command("migrate", "welfare", "0011_payment", verbosity=0)
    for unit, rows in ((anhui, BEFORE), (shandong, SHANDONG), (beijing, BEIJING), (twice, TWICE)):
        adopt(unit, rows)
    call_command("migrate", verbosity=0)
    assert caps_of(anhui) == [
        (1500, date(2018, 3, 12), date(2025, 8, 20)),
        (2200, date(2025, 8, 21), None),
    ]
    assert caps_of(anhui, "birthday") == [(300, date(2018, 7, 9), None)]
    assert caps_of(shandong) == [
        (250, date(2010, 1, 1), date(2017, 12, 31)),
        (1600, date(2018, 7, 9), date(2019, 6, 23)),
        (2000, date(2019, 6, 24), None),
    ]
    assert caps_of(beijing, "birthday") == [(300, date(2019, 1, 1), date(2019, 12, 31))]
    assert caps_of(twice) == [
        (800, date(2020, 1, 1), date(2023, 12, 31)),
        (900, date(2024, 1, 1), date(2024, 12, 31)),
        (800, date(2025, 1, 1), None),
    ]
    assert list(RunUnit.objects.values_list("pk", "year_cap", "cost")) == kept
    assert Cap.objects.filter(unit=None, region="安徽").exists()
    assert run.grants.get().amount == 300

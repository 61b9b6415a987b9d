import json
from io import StringIO

import pytest
from django.core.management import call_command

from benchmarks import page_timing
from benchmarks.generated_register import generate_register
from members.register.models.member import Member
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AIMED = {
    "first page",
    "filtered",
    "filtered by unit",
    "page far behind",
    "name search",
    "pinyin search",
    "member page",
}


def test_a_small_measurement_has_all_its_figures_and_leaves_nothing_behind():
    make.unit()
    out = StringIO()
    size = ("--members", "1500", "--units", "120", "--requests", "4")
    call_command("bench", "register", *size, "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert (figures.pop("members"), figures.pop("units")) == (1500, 120)
    for figure in figures.values():
        of_sql = {"bare_median_ms", "bare_p95_ms", "ratio", "queries"}
        assert {"median_ms", "p95_ms", "to_empty", "requests"} | of_sql == set(figure)
    queries = [figures[f"{place}, {page}"]["queries"] for place in ("union", "branch") for page in AIMED]
    assert all(isinstance(number, int) for number in queries)
    assert not Member.objects.exists()


def test_varied_members_differ_as_people_do():
    union = generate_register(2000, 60, varied=True)
    members = Member.objects.filter(unit__path__startswith=union.path)
    assert members.count() == 2000
    assert members.values("name").distinct().count() > 1000
    assert members.filter(state="active").count() in range(1750, 1950)
    assert all(member.name and member.pinyin.isascii() and member.id_number.reveal() for member in members[:100])
    assert {len(phone) for phone in members.values_list("phone", flat=True)} == {11}


def test_an_officers_searches_find_the_member_they_had_in_mind(client):
    union = generate_register(300, 60, varied=True)
    officer = page_timing.appoint(union)
    client.force_login(officer)
    member = Member.objects.select_related("unit").order_by("pk")[150]
    for name, address in (page_timing.target_pages(officer) | page_timing.other_pages(officer)).items():
        if "search" in name or name in ("initials", "phone tail", "employee number", "family name in one unit"):
            assert member in client.get(address(member, 0)).context["page"], name

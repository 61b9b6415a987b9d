"""A superuser reaches every row, also on pages that widen an officer's reach."""

import pytest
from django.db.models import Q

from members import access
from members.register.models.member import Member
from office import audit
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_superusers_reach_is_everything_also_within_an_or_filter(superuser):
    member = make.member()
    assert Member.objects.filter(access.within(superuser, "members.view_member") | Q(name="?")).get() == member


def test_a_superuser_reads_the_events_of_units_too(client, superuser):
    audit.record("plan.save", by=superuser, unit=make.unit("机关"), label="中秋方案")
    assert "中秋方案" in client.get("/audit/").content.decode()

"""The demonstration has a list in public notice with two objections."""

import pytest
from django.utils import timezone

from demo.public_notices import publish_vouchers
from tests import factories as make
from welfare.choices import ObjectionKind, RunState
from welfare.objections.models import Objection, PublicNotice

pytestmark = pytest.mark.django_db


def test_a_list_is_public_and_two_of_its_rows_wait():
    group = make.unit()
    for username, post in (("welfare", "welfare_officer"), ("finance", "finance_officer"), ("chair", "chair")):
        make.officer(group, post, username=username)
    make.member(group, user=make.user("worker"), name="王一")
    make.member(group)
    make.member(group)
    publish_vouchers(timezone.localdate())
    notice = PublicNotice.objects.get()
    assert (notice.run.state, notice.names_shown) == (RunState.IN_NOTICE, True)
    kinds = Objection.objects.order_by("pk").values_list("kind", flat=True)
    assert [*kinds] == [ObjectionKind.AMOUNT, ObjectionKind.OTHER]
    assert notice.run.grants.held().count() == 2

"""The registration sheet of a member (会员登记表) as a file: numbers masked, in the words of the unit."""

import pytest
from django.urls import reverse

from office.documents.actions import save_text
from tests import factories as make
from tests.pdf_text import text_of
from tests.people import log_in

pytestmark = pytest.mark.django_db


def test_the_sheet_says_who_the_member_is_with_numbers_masked(client, union):
    member = make.member(union, name="欧阳娜娜", phone="13812341234")
    officer = log_in(client, union)
    save_text("registration_sheet", union, "本人{{member.name}}自愿加入{{union}}。", by=officer)
    make.honour(member, title="劳动模范")
    answer = client.get(reverse("members:member_sheet", args=[member.pk]))
    found = text_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    for told in ("欧阳娜娜", "劳动模范", "本人欧阳娜娜自愿加入公司工会"):
        assert told in found
    assert "13812341234" not in found and member.id_number.reveal() not in found


def test_a_member_out_of_reach_has_no_sheet(client, union, branch):
    member = make.member(union)
    log_in(client, branch)
    assert client.get(reverse("members:member_sheet", args=[member.pk])).status_code == 404

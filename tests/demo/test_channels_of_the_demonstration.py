"""What the demonstration notes of messages is what the pages can show."""

import pytest

from demo import channels
from demo.register import ROOT
from office.notices import notify
from office.outbox.models import Channel, ChannelChoice, Delivery
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_message_of_the_year_has_an_outcome_and_nothing_is_left_to_send():
    union = make.unit("石化工会", kind="union", code=ROOT)
    workers = [make.account(make.worker(union)) for _number in range(3)]
    channels.set_up()
    for _turn in range(70):
        notify(workers, "有答复", "/my/questions/")
    channels.note_what_was_sent()
    states = Delivery.objects.counts()
    assert states["sent"] > 200
    assert states["bounced"] >= 2
    assert states["dead"] >= 1
    assert "waiting" not in states
    assert ChannelChoice.objects.filter(bounced_at__isnull=False).exists()
    assert list(Channel.objects.filter(active=True).values_list("kind", flat=True)) == ["email"]

"""A sample of those who received is drawn by lot and called by somebody else; what they say stays."""

import pytest
from django.db import InternalError, transaction

from office.errors import NotAllowed
from tests import factories as make
from tests.people import api_client_of
from welfare.choices import CallResult
from welfare.grants.models.grants import Grant
from welfare.handing_out.actions import sign_grant
from welfare.handing_out.models import SampleCall
from welfare.handing_out.rules import sample_size
from welfare.handing_out.sampling import draw_sample, note_call

# Of the first four the table of Krejcie and Morgan (1970), p. 608; the others by the formula of p. 607, rounded up.
SIZES = [
    ((10, 95, 5), 10),
    ((100, 95, 5), 80),
    ((1_000, 95, 5), 278),
    ((10_000, 95, 5), 370),
    ((0, 95, 5), 0),
    ((1, 99, 1), 1),
    ((100_000, 95, 5), 383),
    ((100_000, 99, 5), 660),
    ((100_000, 90, 10), 68),
    ((1_000_000, 95, 1), 9513),
]


def test_the_size_follows_from_confidence_margin_and_how_many_there_are():
    assert [(asked, sample_size(*asked)) for asked, _size in SIZES] == SIZES


@pytest.mark.django_db
def test_a_sample_is_drawn_called_by_others_and_noted_once(client):
    union = make.unit(kind="union")
    for _number in range(3):
        make.member(union)
    run = make.issued_run(union)
    officer, head = make.officer(union), make.officer(union)
    for grant in run.grants.order_by("pk")[:2]:
        sign_grant(grant, by=officer, reason="纸质签领")
    client.force_login(head)
    address = f"/welfare/runs/{run.pk}/sample/"
    assert client.post(address, {"confidence": "95", "margin": "0"}).status_code == 422
    assert client.post(address, {"confidence": "95", "margin": "5"}).status_code == 302
    assert client.post(address, {"confidence": "95", "margin": "5"}).status_code == 422
    one, other = SampleCall.objects.select_related("grant").order_by("pk")
    assert (one.population, one.confidence, one.margin, one.drawn_by) == (2, 95, 5, head)
    assert client.post(one.get_absolute_url(), {"result": "not", "words": "没有收到"}).status_code == 302
    assert client.post(one.get_absolute_url(), {"result": "received"}).status_code == 422
    with pytest.raises(NotAllowed, match="what you handed out"):
        note_call(other, by=officer, result=CallResult.RECEIVED)
    one.refresh_from_db()
    assert (one.result, one.words, one.called_by) == ("not", "没有收到", head)
    with pytest.raises(InternalError), transaction.atomic():
        SampleCall.objects.filter(pk=one.pk).update(result="received")
    assert "not received</dt><dd>1" in client.get(address).content.decode()


@pytest.mark.django_db
def test_a_call_is_noted_once_through_the_api_too():
    union = make.unit(kind="union")
    make.member(union)
    run = make.issued_run(union)
    sign_grant(run.grants.get(), by=make.officer(union), reason="纸质签领")
    draw_sample(run, Grant.objects.all(), confidence=95, margin=5, by=make.user())
    head = api_client_of(make.officer(union))
    (drawn,) = head.get("/api/v1/sample-calls/", {"called": "false"}).json()["results"]
    address = f"/api/v1/sample-calls/{drawn['id']}/note/"
    assert head.post(address, {"result": "perhaps"}).status_code == 400
    assert head.post(address, {"result": "less", "words": "少了一桶油"}).json()["result"] == "less"
    again = head.post(address, {"result": "received"})
    assert (again.status_code, again.json()["code"]) == (409, "noted_already")
    assert api_client_of(make.officer(union, "group_leader")).post(address, {"result": "less"}).status_code == 403
    assert head.get("/api/v1/sample-calls/", {"called": "false"}).json()["results"] == []

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db

TOKEN = "a-long-token-of-the-operator"


def test_without_a_token_in_the_settings_there_are_no_metrics(client):
    for sent in ({}, {"authorization": "Bearer "}, {"authorization": "Bearer None"}):
        assert client.get("/metrics", headers=sent).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"authorization": f"Bearer {TOKEN}x"}, {"authorization": "Bearer 令牌"}])
def test_with_another_token_there_are_none_either(client, settings, sent):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers=sent).status_code == 404


def test_with_the_token_it_tells_what_waits_and_what_failed_and_names_nobody(client, settings):
    settings.METRICS_TOKEN = TOKEN
    member = make.member()
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    text = response.content.decode()
    assert response.status_code == 200
    assert 'portal_work{kind="imports",state="waiting"} 0.0' in text
    assert 'portal_work{kind="run_slices",state="failed"} 0.0' in text
    assert 'portal_work{kind="run_clearing",state="waiting"} 0.0' in text
    assert 'portal_work{kind="run_recounts",state="failed"} 0.0' in text
    assert 'portal_work{kind="deliveries",state="waiting"} 0.0' in text
    assert member.name not in text
    assert member.employee_number not in text

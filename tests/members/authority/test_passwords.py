"""Which passwords an account may have."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"


@pytest.mark.parametrize(
    "password",
    [
        "kv7x-qm",  # seven characters
        "gonghui2026",
        "职工之家工会12",
        "Union-Portal-1",
        "Passw0rd",  # in the list of common ones
        "iloveyou1",
        "19660126",
        "mengjing9",
    ],
)
def test_easy_passwords_are_refused(password):
    user = make.user("mengjing", name="孟静", phone="13800138000")
    with pytest.raises(ValidationError):
        validate_password(password, user)


def test_a_phone_number_with_a_letter_is_refused():
    with pytest.raises(ValidationError):
        validate_password("a13800138000", make.user("w1", phone="13800138000"))


@pytest.mark.parametrize(
    "password", ["kv7x-qm9", "我家的猫喜欢晒太阳", "four plain words together", "x7!" * 40, "  kv7x-qm9 "]
)
def test_long_passwords_of_any_characters_are_taken(password):
    validate_password(password, make.user("mengjing", name="孟静"))


def test_a_password_counts_to_its_last_character_and_as_it_was_typed(client):
    long = "x7! " * 30 + "kv7x"
    user = make.user("A10023")
    user.set_password(long)
    user.save()
    for wrong in (long[:-1], long.upper(), f"{long} "):
        client.post("/accounts/login/", {"login": "A10023", "password": wrong})
        assert "_auth_user_id" not in client.session
    client.post("/accounts/login/", {"login": "A10023", "password": long})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_new_password_asks_for_the_old_one_and_ends_other_sessions(client, client_elsewhere):
    make.user("A10023")
    for one in (client, client_elsewhere):
        one.post("/accounts/login/", {"login": "A10023", "password": PASSWORD})
    new = {"password1": "kv7x-qm9-tz", "password2": "kv7x-qm9-tz"}
    client.post("/accounts/password/change/", {"oldpassword": "wrong horse", **new})
    assert client_elsewhere.get("/my/notices/").status_code == 200
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    assert client.get("/my/notices/").status_code == 200
    assert client_elsewhere.get("/my/notices/").status_code == 302


def test_a_closed_account_has_no_session_any_more(client):
    user = make.user("A10023")
    client.force_login(user)
    assert client.get("/my/notices/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/my/notices/").status_code == 302


def test_a_log_in_begins_a_session_with_a_new_key_and_a_log_out_ends_it_for_good(client):
    make.user("A10023")
    client.post("/accounts/login/", {"login": "A10023", "password": PASSWORD})
    first = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = first
    assert client.get("/my/notices/").status_code == 302
    client.post("/accounts/login/", {"login": "A10023", "password": PASSWORD})
    assert client.cookies["sessionid"].value != first


@pytest.mark.parametrize(
    "address",
    ["/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/totp/deactivate/"],
)
def test_the_second_step_is_changed_only_after_the_password_was_given_lately(client, address):
    client.force_login(make.user("A10023"))
    answer = client.get(address)
    assert answer.status_code == 404 or answer.headers["Location"].startswith("/accounts/reauthenticate/")


@pytest.fixture
def client_elsewhere():
    return Client()

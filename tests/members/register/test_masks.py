"""How many numbers remain possible for whoever sees a member masked: at least 100,000, with all that is shown."""

import re
from datetime import date

import pytest

from members.register.rules import identity
from tests import factories as make

LEAST = 100_000
# GB 11643-1999: six digits of a division, eight of the birth date, three in order of registration, odd for men and
# even for women, one check digit. Divisions: 2,844 at county level at the end of 2020 (Ministry of Civil Affairs,
# 2020年民政事业发展统计公报); numbers given out in former divisions only add to them.
DIVISIONS, ORDERS_OF_A_SEX, CHECK_DIGITS = 2844, 500, 11
# Mobile numbers begin with 13 to 19 (MIIT, numbering plan of telecommunication networks, 2017 edition).
SECOND_DIGITS = 7


def identity_numbers_left(masked):
    """Return how many numbers fit a mask, beside the birth date and the sex; the division may be any."""
    shown = masked.replace("*", "")
    return DIVISIONS * ORDERS_OF_A_SEX // CHECK_DIGITS ** len(shown[-1:]) // 10 ** max(0, len(shown) - 1)


def phones_left(masked):
    hidden = masked.index(masked.replace("*", ""))
    return SECOND_DIGITS * 10 ** (hidden - 2)


def test_a_masked_identity_number_beside_birth_date_and_sex_leaves_a_hundred_thousand():
    assert identity_numbers_left(identity.mask_identity("37050219660126160X")) == 1_422_000 >= LEAST
    # One character more would just do, two would not, and the former mask left next to nothing.
    assert identity_numbers_left("*****************X") == 129_272
    assert identity_numbers_left("****************0X") < LEAST
    assert identity_numbers_left("371***********1609") < 100


def test_a_masked_phone_leaves_a_hundred_thousand():
    assert identity.mask_phone("13812341234") == "*******1234"
    assert phones_left(identity.mask_phone("13812341234")) == 700_000 >= LEAST


@pytest.mark.parametrize("short", ["", "1234", "1234567", "0571123456"])
def test_of_a_short_phone_nothing_is_shown(short):
    assert identity.mask_phone(short) == "*" * len(short)


@pytest.mark.django_db
def test_the_mask_of_a_number_does_not_tell_its_kind():
    numbers = (("1", make.identity_number()), ("2", "E12"))
    masks = {make.member(id_kind=kind, id_number=text).masked_id_number for kind, text in numbers}
    assert masks == {identity.HIDDEN}


@pytest.mark.django_db
def test_digits_to_compare_are_shown_to_whoever_may_read_the_number_and_to_nobody_else(client, branch):
    pair = make.candidate_pair(branch, name="孟静", birth_date=date(1990, 1, 1))
    with_digits = re.compile(r"\w{3}\*+\w{4}")
    client.force_login(make.officer(branch))
    assert with_digits.search(client.get(pair.get_absolute_url()).content.decode())
    post = make.appoint(make.user(), "welfare_officer", branch).post
    post.permissions.remove(post.permissions.get(codename="reveal_member"))
    client.force_login(make.officer(branch))
    assert not with_digits.search(client.get(pair.get_absolute_url()).content.decode())

"""Properties of identity numbers, GB 11643-1999, on generated numbers."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from members.register.rules import identity
from tests.properties import STEADY

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
days_of_old_numbers = st.dates(date(1900, 1, 1), date(1999, 12, 31))
areas, orders = st.integers(110000, 659999), st.integers(0, 999)


def identity_number(area: int, born: date, order: int) -> str:
    first_seventeen = f"{area}{born:%Y%m%d}{order:03d}"
    return first_seventeen + identity.check_digit(first_seventeen)


numbers = st.builds(identity_number, areas, days, orders)


@STEADY
@given(areas, days, orders)
def test_a_number_with_its_check_digit_is_valid_and_tells_birth_and_sex(area, born, order):
    whole = identity_number(area, born, order)
    assert identity.is_identity_number(whole)
    assert identity.birth_date_of(whole) == born
    assert identity.sex_of(whole) == ("1" if order % 2 else "2")
    assert identity.eighteen_digits(whole.lower()) == whole


@STEADY
@given(numbers, st.sampled_from("0123456789X"))
def test_only_one_check_digit_is_right(whole, other):
    assert identity.is_identity_number(whole[:17] + other) is (other == whole[17])


@STEADY
@given(numbers, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_never_passes(whole, at, digit):
    changed = whole[:at] + digit + whole[at + 1 :]
    assert identity.is_identity_number(changed) is (changed == whole)


@STEADY
@given(numbers, st.integers(0, 16))
def test_two_swapped_neighbours_are_always_noticed(whole, at):
    """Weights modulo 11 differ from place to place, also between the last digit and the check digit's own weight 1."""
    changed = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    assert identity.is_identity_number(changed) is (changed == whole)


@STEADY
@given(areas, days_of_old_numbers, orders)
def test_an_old_number_of_fifteen_digits_becomes_the_one_of_eighteen(area, born, order):
    old = f"{area}{born:%y%m%d}{order:03d}"
    assert identity.eighteen_digits(old) == identity_number(area, born, order)
    assert identity.is_identity_number(identity.eighteen_digits(old))


@STEADY
@given(st.text(max_size=24))
def test_any_text_is_valid_or_invalid_and_never_fails(text):
    valid = identity.is_identity_number(identity.eighteen_digits(text))
    assert valid is False or len(identity.eighteen_digits(text)) == 18


@STEADY
@given(st.text(max_size=24))
def test_a_mask_to_compare_is_as_long_as_what_it_hides_and_shows_seven_characters_at_most(text):
    masked = identity.mask_middle(text)
    assert len(masked) == len(text)
    hidden = sum(shown == "*" for shown in masked)
    assert hidden >= len(text) - 7


@STEADY
@given(st.from_regex(r"[0-9]{11,18}", fullmatch=True), st.integers(0, 17), st.integers(1, 9))
def test_luhn_finds_every_single_wrong_digit(digits, at, by):
    card = next(digits + str(last) for last in range(10) if identity.passes_luhn(digits + str(last)))
    place = at % len(card)
    changed = card[:place] + str((int(card[place]) + by) % 10) + card[place + 1 :]
    assert not identity.passes_luhn(changed)

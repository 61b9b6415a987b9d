"""Unified social credit codes after GB 32100-2015."""

import random

import pytest

from members.organisation.rules.credit_code import ALPHABET, check_character, is_credit_code, tidy

# Published codes of enterprises and institutions; the first is the standard's own example.
KNOWN = [
    "91350100M000100Y43",
    "9144030071526726XG",
    "914403001922038216",
    "9144030027939873X7",
    "91110000802100433B",
    "91110108551385082Q",
    "91330100799655058B",
    "12100000400000624D",
]


@pytest.mark.parametrize("code", KNOWN)
def test_known_codes_are_right(code):
    assert is_credit_code(code)


def drawn(draw):
    first = (
        "81" + "".join(draw.choice("0123456789") for _ in range(6)) + "".join(draw.choice(ALPHABET) for _ in range(9))
    )
    return first + check_character(first)


def test_every_generated_code_is_valid_with_its_check_character_only():
    draw = random.Random(32100)
    for _ in range(300):
        code = drawn(draw)
        assert is_credit_code(code)
        assert [last for last in ALPHABET if is_credit_code(code[:-1] + last)] == [code[-1]]


def test_one_wrong_character_is_always_noticed():
    """The weights are powers of 3, none of which is 0 modulo the prime 31."""
    draw = random.Random(2015)
    for _ in range(100):
        code = drawn(draw)
        place = draw.randrange(18)
        other = draw.choice([sign for sign in ALPHABET if sign != code[place]])
        assert not is_credit_code(code[:place] + other + code[place + 1 :])


def test_two_swapped_neighbours_are_always_noticed():
    draw = random.Random(17)
    for _ in range(200):
        code = drawn(draw)
        place = draw.randrange(17)
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert is_credit_code(swapped) == (swapped == code)


@pytest.mark.parametrize("wrong", ["", "91350100M000100Y4", "91350100M000100Y433", "91350100I000100Y43", "９" * 18])
def test_other_lengths_and_signs_are_refused(wrong):
    assert not is_credit_code(wrong)


@pytest.mark.parametrize("sign", "IOSVZ")
def test_letters_that_look_like_digits_are_not_of_the_alphabet(sign):
    assert sign not in ALPHABET and len(ALPHABET) == 31


def test_blanks_hyphens_and_small_letters_are_tidied():
    assert tidy(" 91350100-m000100y-43 ") == "91350100M000100Y43"

"""Sums in capital numerals: our own rules and another library's agree, but for the 零 that the other one drops."""

import random
import re
from decimal import Decimal

import cn2an
import pytest

from office.money import capital_numerals

# 正确填写票据和结算凭证的基本规定, 1 to 3: the examples of the regulation, with 整 where it leaves that open.
EXAMPLES = {
    "1409.50": "壹仟肆佰零玖元伍角整",
    "6007.14": "陆仟零柒元壹角肆分",
    "1680.32": "壹仟陆佰捌拾元叁角贰分",
    "107000.53": "壹拾万柒仟元伍角叁分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "325.04": "叁佰贰拾伍元零肆分",
}


@pytest.mark.parametrize(("amount", "words"), EXAMPLES.items())
def test_the_examples_of_the_regulation(amount, words):
    assert capital_numerals(amount) == words
    assert cn2an.an2cn(amount, "rmb") == words.replace("角整", "角")


def test_random_sums_agree_with_another_library():
    chance = random.Random(20261127)
    compared = 0
    for _ in range(2000):
        fen = chance.randrange(10 ** chance.randrange(3, 14))
        amount = str(Decimal(fen) / 100)
        # It drops the 零 between 亿 and 仟 where no 万 stands between them.
        if re.search(r"\d0000[1-9]\d{3}(\.|$)", amount):
            continue
        compared += 1
        assert capital_numerals(amount).replace("角整", "角") == cn2an.an2cn(amount, "rmb")
    assert compared > 1500


def test_the_nought_that_the_other_library_drops_is_written():
    assert capital_numerals(100_002_001) == "壹亿零贰仟零壹元整"
    assert cn2an.an2cn("100002001", "rmb") == "壹亿贰仟零壹元整"

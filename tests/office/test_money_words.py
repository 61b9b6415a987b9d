"""Capital numerals follow 中国人民银行《正确填写票据和结算凭证的基本规定》, 1 and 2."""

from decimal import Decimal

import pytest

from office.money import capital_numerals, yuan


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("0.5", "伍角整"),
        ("0.05", "伍分"),
        ("0.55", "伍角伍分"),
        ("1.05", "壹元零伍分"),
        ("1234.5", "壹仟贰佰叁拾肆元伍角整"),
        ("1005.05", "壹仟零伍元零伍分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("1001001", "壹佰万壹仟零壹元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100005000", "壹亿零伍仟元整"),
        ("100010000", "壹亿零壹万元整"),
        ("120000000", "壹亿贰仟万元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("0.005", "壹分"),
        ("-300", "负叁佰元整"),
    ],
)
def test_a_sum_is_written_in_capital_numerals(amount, words):
    assert capital_numerals(Decimal(amount)) == words


def test_a_sum_beyond_the_rule_is_refused():
    with pytest.raises(ValueError, match=r"10\^12"):
        capital_numerals(10**12)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1234", "¥1,234.00"), ("0", "¥0.00"), ("-12.5", "-¥12.50"), ("0.005", "¥0.01"), ("1000000.1", "¥1,000,000.10")],
)
def test_a_sum_is_shown_with_two_decimals(amount, text):
    assert yuan(Decimal(amount)) == text

"""Formats amounts of money: with two decimals, and in the capital numerals (大写) of printed forms."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
LIMIT = Decimal(10) ** 12


def yuan(amount: Decimal | int | str) -> str:
    """Return an amount in yuan with thousands separators and two decimals, like ¥1,234.00."""
    exact = Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{'-' if exact < 0 else ''}¥{abs(exact):,.2f}"


def capital_numerals(amount: Decimal | int | str) -> str:
    """Return an amount in yuan in capital Chinese numerals, rounded to the fen, like 壹仟贰佰叁拾肆元伍角整.

    Source: 中国人民银行《正确填写票据和结算凭证的基本规定》, 1 and 2. Raises ValueError from 10^12 yuan on.
    """
    exact = Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if abs(exact) >= LIMIT:
        raise ValueError(f"{amount} has no capital numerals here: below 10^12 yuan only")
    whole, fen = divmod(int(abs(exact) * 100), 100)
    words = f"{_whole(whole)}元" if whole or not fen else ""
    return ("负" if exact < 0 else "") + words + _cents(fen, after_yuan=bool(whole))


def _whole(number: int) -> str:
    """Return the numerals of a whole number; a run of zeros is written once, and only between other digits."""
    words, gap = "", False
    for group in range(len(GROUPS) - 1, -1, -1):
        value = number // 10_000**group % 10_000
        if not value:
            gap = True
            continue
        if words and (gap or value < 1000):
            words += DIGITS[0]
        words += _group(value) + GROUPS[group]
        gap = False
    return words or DIGITS[0]


def _group(value: int) -> str:
    """Return the numerals of 1 to 9999."""
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            words += (DIGITS[0] if gap and words else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = True
    return words


def _cents(fen: int, *, after_yuan: bool) -> str:
    """Return jiao and fen: 整 follows an amount without fen, 零 replaces missing jiao between yuan and fen."""
    jiao, rest = divmod(fen, 10)
    if not fen:
        return "整"
    if not rest:
        return f"{DIGITS[jiao]}角整"
    lead = f"{DIGITS[jiao]}角" if jiao else ("零" if after_yuan else "")
    return f"{lead}{DIGITS[rest]}分"

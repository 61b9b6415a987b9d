"""Sums of money in cells. Imports no Django, as the process that reads large files has none."""

import re
from decimal import Decimal

# A cell that shows fen may be rounded to them.
HALF_A_FEN = 0.005001
NO_PART = re.compile(r"[¥￥,，元\s]")
MONEY = re.compile(r"-?\d{1,12}(\.\d{1,20})?")


def read_money(text: str) -> Decimal | None:
    """Return yuan to the fen, of 27.15, ¥1,027.15 or 27.15元; None for anything else.

    What a spreadsheet's arithmetic leaves behind the fen (27.150000000000002) is rounded off.
    """
    bare = NO_PART.sub("", text)
    if not MONEY.fullmatch(bare):
        return None
    money = Decimal(bare)
    exact = round(money, 2)
    return exact if abs(money - exact) < Decimal("0.0001") else None

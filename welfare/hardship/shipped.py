"""The rules of hardship that are shipped: defaults, which an administrator may change. Source: docs/domain.md part 1.

No minimum allowance is shipped: cities and counties set it, and none was found in a text.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from welfare.choices import Certainty
from welfare.hardship.choices import AidKind, HardshipLevel, SchoolStage

# As far as the pages say; the day of effect was not read.
SINCE = date(2021, 1, 1)
PAGES = "安庆2025年、邢台2021年困难职工建档公开页面"
HABITS = "地方工会帮扶办法（综合，未见原文）"
_RULE: dict[str, Any] = {
    "deep_times": Decimal(1),
    "relative_times": Decimal(2),
    "accident_times": Decimal(2),
    "at_the_line": True,
    "review_months": 12,
    "leave_months": 6,
    "effective_from": SINCE,
}
RULES: tuple[dict[str, Any], ...] = (
    {
        **_RULE,
        "asks_province_income": False,
        "source": PAGES,
        "certainty": Certainty.VERIFIED,
        "note": "公式写“不高于”，定义写“低于”，按公式；意外致困的界线未见原文，为默认值",
    },
    {
        **_RULE,
        "region": "安徽",
        "asks_province_income": True,
        "source": "安庆2025年困难职工建档公开页面",
        "certainty": Certainty.VERIFIED,
        "note": "另要求家庭人均收入低于上年度全省人均可支配收入",
    },
)
_AID: dict[str, Any] = {"effective_from": SINCE, "source": HABITS, "certainty": Certainty.SECOND_HAND}
AID_RULES: tuple[dict[str, Any], ...] = (
    {**_AID, "kind": AidKind.LIVING, "months": Decimal(12), "note": "每户每年；有的地方为10个月"},
    {**_AID, "kind": AidKind.LIVING, "level": HardshipLevel.RELATIVE, "months": Decimal(8)},
    {**_AID, "kind": AidKind.SCHOOL, "stage": SchoolStage.HIGHER, "months": Decimal(10), "note": "每名在读学生"},
    {**_AID, "kind": AidKind.MEDICAL, "share": Decimal(100), "note": "不超过个人自付部分"},
    {**_AID, "kind": AidKind.MEDICAL, "level": HardshipLevel.RELATIVE, "share": Decimal(80)},
    {**_AID, "kind": AidKind.ACCIDENT, "share": Decimal(15), "amount": Decimal(10000), "note": "损失的15%，最高1万元"},
    {**_AID, "kind": AidKind.OTHER, "amount": Decimal(2000), "note": "基层工会一次性帮扶，须有档案"},
)

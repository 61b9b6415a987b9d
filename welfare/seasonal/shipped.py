"""The rules of heat that are shipped: defaults, which an administrator may change.

Source: docs/domain.md part 8, question 29.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from welfare.choices import Certainty
from welfare.seasonal.choices import AllowancePer, Exposure, HeatMeasure

LAW = "防暑降温措施管理办法"
NOT_READ = "施行日期未见原文，为默认值"
_LAW: dict[str, Any] = {"source": LAW, "effective_from": date(2012, 6, 29), "note": NOT_READ}
_EIGHT: dict[str, Any] = {**_LAW, "article": "第八条", "certainty": Certainty.VERIFIED}
_SEVENTEEN: dict[str, Any] = {**_LAW, "article": "第十七条", "certainty": Certainty.SECOND_HAND}
_OUT, _IN = {"exposure": Exposure.OUTDOORS}, {"exposure": Exposure.INDOORS}
# Sums of 2026, from a web page: yuan, and what for.
ALLOWANCES: dict[str, tuple[int, AllowancePer]] = {
    **dict.fromkeys(("上海", "江苏", "浙江", "山东", "广东", "广西"), (300, AllowancePer.MONTH)),
    **dict.fromkeys(("安徽", "陕西"), (25, AllowancePer.DAY)),
    "河南": (15, AllowancePer.DAY),
    "海南": (10, AllowancePer.DAY),
}


def _allowances() -> list[dict[str, Any]]:
    """Return the sums of the regions, each outdoors and indoors."""
    return [
        {
            "region": region,
            "measure": HeatMeasure.ALLOWANCE,
            "exposure": exposure,
            "from_degrees": Decimal(degrees),
            "amount": Decimal(amount),
            "per": per,
            "source": f"{region}高温津贴标准（2026年，网页）",
            "effective_from": date(2026, 1, 1),
            "certainty": Certainty.SECOND_HAND,
            "note": "发放月份见当地文件",
        }
        for region, (amount, per) in ALLOWANCES.items()
        for exposure, degrees in ((Exposure.OUTDOORS, 35), (Exposure.INDOORS, 33))
    ]


HEAT_RULES: list[dict[str, Any]] = [
    {**_EIGHT, **_OUT, "measure": HeatMeasure.STOP, "from_degrees": Decimal(40)},
    {
        **_EIGHT,
        **_OUT,
        "measure": HeatMeasure.HOURS,
        "from_degrees": Decimal(37),
        "below_degrees": Decimal(40),
        "hours": 6,
        "rest_hours": 3,
    },
    {
        **_EIGHT,
        **_OUT,
        "measure": HeatMeasure.SHIFTS,
        "from_degrees": Decimal(35),
        "below_degrees": Decimal(37),
    },
    {**_EIGHT, **_OUT, "measure": HeatMeasure.PROTECTED, "from_degrees": Decimal(35)},
    {**_EIGHT, **_IN, "measure": HeatMeasure.PROTECTED, "from_degrees": Decimal(33)},
    {**_SEVENTEEN, **_OUT, "measure": HeatMeasure.ALLOWANCE, "from_degrees": Decimal(35)},
    {**_SEVENTEEN, **_IN, "measure": HeatMeasure.ALLOWANCE, "from_degrees": Decimal(33)},
    {
        **_OUT,
        "region": "广东",
        "measure": HeatMeasure.STOP,
        "from_degrees": Decimal(39),
        "source": "广东省高温天气劳动保护办法",
        "article": "第九条",
        "effective_from": date(2012, 3, 1),
        "certainty": Certainty.SECOND_HAND,
        "note": NOT_READ,
    },
    *_allowances(),
]

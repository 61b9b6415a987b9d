"""The limits of labour law, and which one a case asks for. Pure: no database, no clock, no request."""

from collections.abc import Mapping
from typing import NamedTuple

from consultation.choices import Certainty
from office.clocks.rules import LimitUnit

DAYS, WORKING_DAYS, YEARS = LimitUnit.DAYS, LimitUnit.WORKING_DAYS, LimitUnit.YEARS
V, S = Certainty.VERIFIED, Certainty.SECOND_HAND

ARBITRATION_LAW = "《劳动争议调解仲裁法》"
INSPECTION = "《劳动保障监察条例》"
INJURY = "《工伤保险条例》"


class Limit(NamedTuple):
    unit: LimitUnit
    amount: int
    document: str
    article: str
    certainty: Certainty
    extension: int = 0
    """By how much it may be extended, in days or working days as it counts; 0 where it may not."""


# By code and region; "" holds everywhere. Shipped as rows that an administrator edits; domain.md part 2.
LIMITS: dict[tuple[str, str], Limit] = {
    ("mediation.15_days", ""): Limit(DAYS, 15, ARBITRATION_LAW, "第十四条", V),
    ("arbitration.limitation", ""): Limit(YEARS, 1, ARBITRATION_LAW, "第二十七条第一款", V),
    ("arbitration.limitation_wages", ""): Limit(YEARS, 1, ARBITRATION_LAW, "第二十七条第四款", V),
    ("arbitration.acceptance", ""): Limit(WORKING_DAYS, 5, ARBITRATION_LAW, "第二十九条", S),
    ("arbitration.defence", ""): Limit(WORKING_DAYS, 10, ARBITRATION_LAW, "第三十条", S),
    ("arbitration.award", ""): Limit(DAYS, 45, ARBITRATION_LAW, "第四十三条", V, 15),
    ("court.suit", ""): Limit(DAYS, 15, ARBITRATION_LAW, "第四十八条、第五十条", V),
    ("court.set_aside_by_employer", ""): Limit(DAYS, 30, ARBITRATION_LAW, "第四十九条第一款", V),
    ("court.suit_after_setting_aside", ""): Limit(DAYS, 15, ARBITRATION_LAW, "第四十九条第三款", V),
    ("inspection.acceptance", ""): Limit(WORKING_DAYS, 5, "《关于实施〈劳动保障监察条例〉若干规定》", "第十八条", S),
    ("inspection.handling", ""): Limit(WORKING_DAYS, 60, INSPECTION, "第十七条", V, 30),
    ("inspection.limit", ""): Limit(YEARS, 2, INSPECTION, "第二十条", V),
    ("injury.employer_application", ""): Limit(DAYS, 30, INJURY, "第十七条第一款", V),
    ("injury.worker_application", ""): Limit(YEARS, 1, INJURY, "第十七条第二款", V),
    ("letter.opinion_reply", "浙江"): Limit(WORKING_DAYS, 15, "《浙江省工会劳动法律监督条例》", "第二十二条", V),
    ("letter.opinion_reply", "南昌"): Limit(DAYS, 60, "南昌市工会劳动法律监督规定", "（条文未核对）", S),
}
# The name of a region in other languages and with its suffix.
REGIONS: Mapping[str, str] = {"zhejiang": "浙江", "nanchang": "南昌"}

INTERRUPTIONS = frozenset(
    [
        "claim_to_employer",
        "mediation_applied",
        "complaint_to_authority",
        "arbitration_applied",
        "suit_filed",
        "payment_order",
        "employer_agrees",
    ]
)
"""What starts the limit to apply for arbitration afresh: 办案规则 27."""
WAGES = frozenset(("wages", "overtime", "overtime_pay", "工资", "加班费"))
"""Categories without a limit while employed: overtime pay is wages too. 劳动争议调解仲裁法 27 IV."""
FINAL = frozenset(("final", "final award", "终局", "终局裁决"))


def region_of(text: str) -> str:
    """Return the region as LIMITS writes it: 浙江省 and Zhejiang are 浙江."""
    text = text.strip()
    return REGIONS.get(text.lower(), text.removesuffix("省").removesuffix("市"))

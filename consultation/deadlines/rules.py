from typing import NamedTuple

from consultation.choices import (
    Certainty,
    Tier,
)


def transitions(table: dict) -> list[tuple[str, str]]:
    """The pairs of a transition table in a stable order, for the database's own guard."""
    return sorted((old.value, new.value) for old, news in table.items() for new in news)


ACCEPT, SUPERVISE, REFERRAL = "question.accept", "question.supervise", "referral.reply"


GRIEVANCE_ACCEPT, GRIEVANCE_HANDLE, GRIEVANCE_REPLY = "grievance.accept", "grievance.handle", "grievance.reply"


def tier_rule(tier: str) -> str:
    """The deadline rule that an answer of this tier runs under."""
    return f"question.{Tier(tier).value}"


class Deadline(NamedTuple):
    days: int
    """Working days; the first one is the working day after the start."""
    certainty: Certainty
    source: str


# Shipped as rows that an administrator edits; domain.md part 2.
DEADLINES = {
    ACCEPT: Deadline(1, Certainty.UNVERIFIED, "12351 职工服务热线通行做法"),
    tier_rule(Tier.CONSULTATION): Deadline(3, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 咨询类"),
    tier_rule(Tier.GENERAL): Deadline(7, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 一般"),
    tier_rule(Tier.DIFFICULT): Deadline(15, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 疑难"),
    tier_rule(Tier.COMPLEX): Deadline(30, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 复杂"),
    SUPERVISE: Deadline(3, Certainty.UNVERIFIED, "本会默认值: 不满意件督办"),
    REFERRAL: Deadline(3, Certainty.SECOND_HAND, "职工诉求办理通知单: 3 个工作日内答复"),
    GRIEVANCE_ACCEPT: Deadline(5, Certainty.UNVERIFIED, "参照《劳动争议调解仲裁法》第二十九条: 五日内决定是否受理"),
    GRIEVANCE_HANDLE: Deadline(60, Certainty.UNVERIFIED, "参照《劳动保障监察条例》第十七条: 60 个工作日内完成"),
    GRIEVANCE_REPLY: Deadline(3, Certainty.UNVERIFIED, "本会默认值: 回复当事人留言"),
}


def human_number(prefix: str, year: int, number: int) -> str:
    """`ZX-2026-000123`: what people read out on the telephone; it opens nothing."""
    return f"{prefix}-{year}-{number:06d}"

"""Deadlines of questions, referrals and grievances, in working days. Pure: no database, no clock, no request."""

from typing import NamedTuple

from consultation.choices import Certainty, Tier

ACCEPT_QUESTION = "question.accept"
ANSWER_AGAIN = "question.supervise"
REPLY_REFERRAL = "referral.reply"
ACCEPT_GRIEVANCE = "grievance.accept"
HANDLE_GRIEVANCE = "grievance.handle"
REPLY_TO_REPORTER = "grievance.reply"


def answer_deadline(tier: str) -> str:
    """Return the code of the deadline for the answer to a question of this tier."""
    return f"question.{Tier(tier).value}"


ANSWER_DEADLINES = (*(answer_deadline(tier) for tier in Tier), ANSWER_AGAIN)
"""The deadlines that an answer meets."""


class Deadline(NamedTuple):
    days: int
    """Working days; the first one is the working day after the start."""
    certainty: Certainty
    source: str


# Shipped as rows that an administrator edits; domain.md part 2.
DEADLINES = {
    ACCEPT_QUESTION: Deadline(1, Certainty.UNVERIFIED, "12351 职工服务热线通行做法"),
    answer_deadline(Tier.CONSULTATION): Deadline(3, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 咨询类"),
    answer_deadline(Tier.GENERAL): Deadline(7, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 一般"),
    answer_deadline(Tier.DIFFICULT): Deadline(15, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 疑难"),
    answer_deadline(Tier.COMPLEX): Deadline(30, Certainty.UNVERIFIED, "12351 职工服务热线通行做法: 复杂"),
    ANSWER_AGAIN: Deadline(3, Certainty.UNVERIFIED, "本会默认值: 不满意件督办"),
    REPLY_REFERRAL: Deadline(3, Certainty.SECOND_HAND, "职工诉求办理通知单: 3 个工作日内答复"),
    ACCEPT_GRIEVANCE: Deadline(5, Certainty.UNVERIFIED, "参照《劳动争议调解仲裁法》第二十九条: 五日内决定是否受理"),
    HANDLE_GRIEVANCE: Deadline(60, Certainty.UNVERIFIED, "参照《劳动保障监察条例》第十七条: 60 个工作日内完成"),
    REPLY_TO_REPORTER: Deadline(3, Certainty.UNVERIFIED, "本会默认值: 回复当事人留言"),
}


def case_number(prefix: str, year: int, number: int) -> str:
    """Return a number like `ZX-2026-000123`, for people to quote; knowing it gives no access."""
    return f"{prefix}-{year}-{number:06d}"

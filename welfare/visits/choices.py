"""Code lists of visits (慰问). Source: docs/domain.md parts 1 and 7."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import FamilyRelation
from office.audit_facts import choice_words
from welfare.choices import Kind

VISIT_KIND = "visit"
"""The kind of visits in the rules and rounds of approvals, and as a cause in ledgers of budgets."""


class VisitState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("visit", "nobody has asked yet")
    ASKED = "asked", pgettext_lazy("visit", "asked for")
    IN_REVIEW = "in_review", pgettext_lazy("visit", "in review")
    APPROVED = "approved", pgettext_lazy("visit", "approved")
    PLANNED = "planned", pgettext_lazy("visit", "planned")
    CARRIED_OUT = "carried_out", pgettext_lazy("visit", "carried out")
    PAID = "paid", pgettext_lazy("visit", "paid")
    CLOSED = "closed", pgettext_lazy("visit", "closed")
    REFUSED = "refused", pgettext_lazy("visit", "refused")
    CANCELLED = "cancelled", pgettext_lazy("visit", "cancelled")


# These give nothing: their event leaves its place to another visit.
GIVEN_UP = (VisitState.REFUSED, VisitState.CANCELLED)
# The money of these is reserved and not yet spent.
RESERVED = (VisitState.IN_REVIEW, VisitState.APPROVED, VisitState.PLANNED, VisitState.CARRIED_OUT)
DONE = (VisitState.CARRIED_OUT, VisitState.PAID, VisitState.CLOSED)


class Source(TextChoices):
    """Who asked for a visit."""

    WORKER = "worker", _("the worker")
    LEADER = "leader", _("the group leader")
    OFFICER = "officer", _("an officer")
    REGISTER = "register", _("the register")


class PaymentWay(TextChoices):
    CASH = "cash", _("in cash")
    TRANSFER = "transfer", _("by bank transfer")


class PaperKind(TextChoices):
    """What a paper of a visit shows; a list names it by this and its hash."""

    PROOF = "proof", _("proof of the event")
    RECEIPT = "receipt", _("signed receipt")
    SIGNED = "signed", _("signature of the one who received")
    PHOTO = "photo", _("photo of the visit")
    OTHER = "other", _("another paper")


EVENT_KINDS = (
    Kind.MARRIAGE,
    Kind.CHILDBIRTH,
    Kind.HOSPITAL,
    Kind.KIN_DEATH,
    Kind.MEMBER_DEATH,
    Kind.RETIREMENT,
    Kind.DISASTER,
    Kind.ANNIVERSARY,
)
"""The events for which somebody is visited."""

HOME_VISIT = Kind.WINTER
"""The kind of home visits to households in hardship, which officers ask for from the list of a winter alone."""

RELATIONS = FamilyRelation.choices
FACT_VALUES = {"way": choice_words(PaymentWay.choices), "source": choice_words(Source.choices)}

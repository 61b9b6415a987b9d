"""Labels of what the audit events of welfare tell."""

from django.utils.translation import gettext_lazy as _

from office.audit_facts import choice_words
from welfare.choices import Festival, ObjectionKind, RunState

FACT_LABELS = {
    "aid": _("aid"),
    "approvals": _("approvals"),
    "carried": _("carried to the next year"),
    "lapsed": _("lapsed"),
    "left": _("left"),
    "cap.caps": _("number of caps"),
    "cap.region": _("region"),
    "article.measure": _("unit of measure"),
    "article.price": _("price"),
    "article.sizes": _("sizes"),
    "stock.batches": _("batches counted"),
    "stock.differing": _("batches that differ"),
    "stock.quantity": _("quantity"),
    "stock.store": _("pickup point"),
    "offer.articles": _("articles"),
    "offer.chosen": _("have chosen"),
    "run.article": _("article"),
    "run.store": _("pickup point"),
    "cost": _("cost"),
    "festival": _("festival"),
    "for": _("in place of"),
    "heads": _("receiving"),
    "held": _("held by objections"),
    "due": _("due instead"),
    "objection.kind": _("kind of the objection"),
    "until": _("until"),
    "withdrawn": _("taken off after objections"),
    "lead_days": _("days ahead"),
    "not_received": _("without a receipt"),
    "plan.active": _("in use"),
    "released": _("released"),
    "refunded": _("back in the budget"),
    "revoked": _("revoked"),
    "run.state": _("state"),
    "run.received": _("received"),
    "spent_again": _("spent again"),
    "replay": _("replay"),
    "rules": _("conditions and amounts"),
    "standard": _("standard"),
    "was": _("state before"),
    "planned_on": _("planned on"),
    "source": _("asked for by"),
    "way": _("how it was paid"),
    "hardship.end_reason": _("why it ended"),
}
FACT_VALUES = {
    "festival": choice_words(Festival.choices),
    "objection.kind": choice_words(ObjectionKind.choices),
    "run.state": choice_words(RunState.choices),
    "was": choice_words(RunState.choices),
}

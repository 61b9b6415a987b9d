"""Who reads and edits what in the admin: one line for each model."""

from dataclasses import dataclass
from typing import Any

from pghistory.models import Event


@dataclass(frozen=True)
class Shelf:
    """One model in the admin: whether officers may read it by their rights in its unit, and what a superuser may do.

    Where the rights on another model count, `by` names it: then changing that one covers adding and deleting here.
    """

    row: str = ""
    """Its row in Branch.rows; "" where the cast has none."""
    scoped: bool = False
    may: tuple[str, ...] = ()
    by: str = ""


EDITED = ("add", "change", "delete")
ADMIN = {
    "account.emailaddress": Shelf(may=EDITED),
    "authtoken.tokenproxy": Shelf(may=EDITED),
    "mfa.authenticator": Shelf(may=("delete",)),
    "office.auditevent": Shelf("event"),
    "office.notice": Shelf("notice"),
    "office.attachment": Shelf("attachment"),
    "office.dayoverride": Shelf("day", may=EDITED),
    "members.user": Shelf("user", may=EDITED),
    "members.post": Shelf(may=EDITED),
    "members.appointment": Shelf(may=EDITED),
    "members.member": Shelf("member", True, EDITED),
    "members.membershipperiod": Shelf("period", True),
    "members.membershipchange": Shelf("transfer", True),
    "members.transferbatch": Shelf("batch", True),
    "members.application": Shelf("application", True),
    "members.changerequest": Shelf("change", True),
    "members.consenttext": Shelf("consent_text", may=EDITED),
    "members.consent": Shelf("consent", True),
    "members.retentionrule": Shelf("retention_rule", may=("change",)),
    "members.erasure": Shelf("erasure", True),
    "members.legalhold": Shelf("hold", True),
    "members.apicall": Shelf("call"),
    "members.memberstamp": Shelf(),
    "members.departure": Shelf(),
    "members.familymember": Shelf("kin", True, by="member"),
    "members.honour": Shelf("honour", True, EDITED, by="member"),
    "members.hardshipmark": Shelf("mark", True),
    "members.memberdocument": Shelf("document", True, by="member"),
    "members.importjob": Shelf("import", True),
    "members.importrow": Shelf("import_row", True),
    "members.importslice": Shelf("import_slice", True),
    "members.importfault": Shelf("import_fault", True),
    "members.importleaver": Shelf("leaver", True),
    "members.activationcode": Shelf("code", True),
    "members.duesrule": Shelf("dues_rule", may=EDITED),
    "members.duesbasis": Shelf("wage", True, by="dues"),
    "members.dueswaiver": Shelf("waiver", True, by="dues"),
    "members.duesbook": Shelf("dues_book", True, by="dues"),
    "members.duesmonth": Shelf("dues_month", True, by="dues"),
    "members.duescharge": Shelf("charge", True, by="dues"),
    "members.duespayment": Shelf("payment", True, by="dues"),
    "members.receiptcount": Shelf("receipt_count", True, by="dues"),
    "members.unit": Shelf("subunit", True, EDITED),
    "members.committee": Shelf("committee", True, ("delete",)),
    "members.term": Shelf("term", True, ("delete",)),
    "members.seat": Shelf("seat", True, ("delete",)),
    "members.payrollfile": Shelf("payroll", True, by="dues"),
    "members.payrollrow": Shelf("payroll_row", True, by="dues"),
    "members.doublecandidate": Shelf("pair"),
    "members.merge": Shelf("merge"),
    "members.membertocompare": Shelf(),
    "welfare.occasion": Shelf("occasion"),
    "welfare.run": Shelf("run", True),
    "welfare.rununit": Shelf("place", True),
    "welfare.slice": Shelf("slice", True),
    "welfare.grant": Shelf("grant", True),
    "welfare.approval": Shelf("approval", True),
    "welfare.cap": Shelf("cap", True, EDITED),
    "welfare.budgetline": Shelf("budget", True, EDITED),
    "welfare.approvalrule": Shelf("rule", may=EDITED),
    "welfare.plan": Shelf("plan", True, EDITED),
    "consultation.deadlinerule": Shelf(may=("change",)),
    "consultation.clock": Shelf("clock"),
    "consultation.series": Shelf(),
    "consultation.question": Shelf("question", True, ("change", "delete")),
    "consultation.message": Shelf("message", True),
    "consultation.rating": Shelf("rating", True),
    "consultation.referral": Shelf("referral", True),
    "consultation.grievance": Shelf("grievance", True),
    "consultation.grievanceentry": Shelf("entry", True),
    "consultation.grievancereporter": Shelf("reporter"),
}
# What a row has said is read by whoever reads the row.
for _kept in Event.__subclasses__():
    _tracked: Any = _kept.pgh_tracked_model
    _shelf = ADMIN[_tracked._meta.label_lower]
    _row = _shelf.row and f"{_shelf.row}_history"
    ADMIN[_kept._meta.label_lower] = Shelf(_row, _shelf.scoped, by=_shelf.by or _tracked._meta.model_name)
# The admin's pages that belong to no model: status for an officer who may open the admin.
ADMIN_PAGES = {
    "admin:index": 200,
    "admin:login": 302,
    "admin:logout": 405,
    "admin:password_change": 200,
    "admin:password_change_done": 200,
    "admin:search": 200,
    "admin:autocomplete": 403,
    "admin:jsi18n": 200,
    "admin:view_on_site": 404,
    "admin:app_list": 200,
    "admin:auth_user_password_change": 403,
    "admin:welfare_cap_adopt": 403,
    "admin_view_on_site": 404,
}

"""Who may read and edit what in the admin: one line for each model and each of its other pages."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Model
from pghistory.models import Event


@dataclass(frozen=True)
class ModelAccess:
    """Who may do what with one model in the admin."""

    row: str = ""
    """The key of its row in Branch.rows; "" where there is none."""
    scoped: bool = False
    """Whether officers read rows of the units where their post carries a permission on the model."""
    may: tuple[str, ...] = ()
    """What a superuser may do besides reading, and officers with the permission for it if `scoped`."""
    by: str = ""
    """The model whose permissions count instead; changing that one covers adding and deleting here."""


EDITED = ("add", "change", "delete")
ADMIN = {
    "account.emailaddress": ModelAccess(may=EDITED),
    "mfa.authenticator": ModelAccess(may=("delete",)),
    "office.auditevent": ModelAccess("event"),
    "office.attachment": ModelAccess("attachment"),
    "office.dayoverride": ModelAccess("day", may=EDITED),
    "office.channel": ModelAccess("channel", may=EDITED),
    "office.channelchoice": ModelAccess("choice", may=EDITED),
    "office.unitday": ModelAccess("unit_day", may=EDITED),
    "office.delivery": ModelAccess("delivery"),
    "office.mailing": ModelAccess("mailing"),
    "office.documenttext": ModelAccess("document_text", True),
    "office.textversion": ModelAccess("text_version"),
    "office.issueddocument": ModelAccess("issued_document", True),
    "office.documentbatch": ModelAccess("document_batch"),
    "office.wordlayout": ModelAccess("word_layout"),
    "office.documentcount": ModelAccess("document_count"),
    "office.calendarnotice": ModelAccess(may=("add",)),
    "office.storedday": ModelAccess(),
    "office.savedview": ModelAccess("saved_view", may=("delete",)),
    "members.user": ModelAccess("user", may=EDITED),
    "members.post": ModelAccess(may=EDITED),
    "members.appointment": ModelAccess(may=EDITED),
    "members.member": ModelAccess("member", True, EDITED),
    "members.membershipperiod": ModelAccess("period", True),
    "members.membershipchange": ModelAccess("transfer", True),
    "members.transferbatch": ModelAccess("batch", True),
    "members.application": ModelAccess("application", True),
    "members.changerequest": ModelAccess("change", True),
    "members.consenttext": ModelAccess("consent_text", may=EDITED),
    "members.consent": ModelAccess("consent", True),
    "members.retentionrule": ModelAccess("retention_rule", may=("change",)),
    "members.erasure": ModelAccess("erasure", True),
    "members.legalhold": ModelAccess("hold", True),
    "members.memberstamp": ModelAccess(),
    "members.departure": ModelAccess(),
    "members.familymember": ModelAccess("kin", True, by="member"),
    "members.honour": ModelAccess("honour", True, EDITED, by="member"),
    "members.hardshipmark": ModelAccess("mark", True),
    "members.memberdocument": ModelAccess("document", True, by="member"),
    "members.importjob": ModelAccess("import", True),
    "members.importrow": ModelAccess("import_row", True),
    "members.importslice": ModelAccess("import_slice", True),
    "members.importfault": ModelAccess("import_fault", True),
    "members.importleaver": ModelAccess("leaver", True),
    "members.activationcode": ModelAccess("code", True),
    "members.signinprovider": ModelAccess("provider", may=EDITED),
    "members.providerbinding": ModelAccess("binding", may=("delete",)),
    "members.apitoken": ModelAccess(may=("add", "delete")),
    "members.duesrule": ModelAccess("dues_rule", may=EDITED),
    "members.duesbasis": ModelAccess("wage", True, by="dues"),
    "members.dueswaiver": ModelAccess("waiver", True, by="dues"),
    "members.duesbook": ModelAccess("dues_book", True, by="dues"),
    "members.duesmonth": ModelAccess("dues_month", True, by="dues"),
    "members.duescharge": ModelAccess("charge", True, by="dues"),
    "members.duespayment": ModelAccess("payment", True, by="dues"),
    "members.receiptcount": ModelAccess("receipt_count", True, by="dues"),
    "members.unit": ModelAccess("subunit", True, EDITED),
    "members.committee": ModelAccess("committee", True, ("delete",)),
    "members.term": ModelAccess("term", True, ("delete",)),
    "members.seat": ModelAccess("seat", True, ("delete",)),
    "members.payrollfile": ModelAccess("payroll", True, by="dues"),
    "members.payrollrow": ModelAccess("payroll_row", True, by="dues"),
    "members.doublecandidate": ModelAccess("pair"),
    "members.merge": ModelAccess("merge"),
    "members.membertocompare": ModelAccess(),
    "members.approvalrule": ModelAccess("approval_rule", True),
    "members.approvalround": ModelAccess("waiting_round", True),
    "members.approvaldecision": ModelAccess("decision", True, by="approvalround"),
    "members.deputyship": ModelAccess("deputyship", True),
    "members.freezeperiod": ModelAccess("freeze", True),
    "welfare.occasion": ModelAccess("occasion"),
    "welfare.run": ModelAccess("run", True),
    "welfare.rununit": ModelAccess("place", True),
    "welfare.slice": ModelAccess("slice", True),
    "welfare.recount": ModelAccess("replay", True, by="run"),
    "welfare.grant": ModelAccess("grant", True),
    "welfare.exclusion": ModelAccess("exclusion", True, by="run"),
    "welfare.grantaccount": ModelAccess("grant_account", True, by="grant"),
    "welfare.receiptcancellation": ModelAccess("taken_back", True, by="grant"),
    "welfare.publicnotice": ModelAccess("public_notice", True, by="run"),
    "welfare.objection": ModelAccess("objection", True),
    "welfare.withdrawngrant": ModelAccess("withdrawn_grant", True, by="grant"),
    "welfare.article": ModelAccess("article", True),
    "welfare.store": ModelAccess("store", True, by="article"),
    "welfare.batch": ModelAccess("stock_batch", True, by="article"),
    "welfare.stockentry": ModelAccess("stock_entry", True, by="article"),
    "welfare.cap": ModelAccess("cap", True, EDITED),
    "welfare.hardshipfile": ModelAccess("hardship_file", True),
    "welfare.hardshipassessment": ModelAccess("assessment", True, by="hardshipfile"),
    "welfare.hardshipaid": ModelAccess("hardship_aid", True, by="hardshipfile"),
    "welfare.hardshiprule": ModelAccess("hardship_rule", True, EDITED),
    "welfare.localfigure": ModelAccess("local_figure", True, EDITED),
    "welfare.aidrule": ModelAccess("aid_rule", True, EDITED),
    "welfare.benefitkind": ModelAccess("benefit_kind", may=("add", "change")),
    "welfare.benefitrule": ModelAccess("benefit_rule", True, EDITED),
    "welfare.memberfact": ModelAccess("member_fact", True, EDITED),
    "welfare.unitregion": ModelAccess("unit_region", True, EDITED),
    "welfare.budgetincome": ModelAccess("budget_income", True, EDITED),
    "welfare.budgetline": ModelAccess("budget", True, EDITED),
    "welfare.budgetentry": ModelAccess("budget_entry", True, by="budgetline"),
    "welfare.yearend": ModelAccess("year_end", True, by="budgetline"),
    "welfare.yearendline": ModelAccess("year_end_line", True, by="budgetline"),
    "welfare.budgetchange": ModelAccess("budget_change", True),
    "welfare.bankprofile": ModelAccess("bank_profile", True),
    "welfare.profileversion": ModelAccess("profile_version", True, by="bankprofile"),
    "welfare.paymentbatch": ModelAccess("bank_payment", True),
    "welfare.paymentfile": ModelAccess("released_file", True, by="paymentbatch"),
    "welfare.filefetch": ModelAccess("payment_fetch", True, by="paymentbatch"),
    "welfare.paymentline": ModelAccess("payment_line", True, by="paymentbatch"),
    "welfare.leftout": ModelAccess("left_out", True, by="paymentbatch"),
    "welfare.answerfile": ModelAccess("answer", True, by="paymentbatch"),
    "welfare.answerrow": ModelAccess("answer_row", True, by="paymentbatch"),
    "welfare.plan": ModelAccess("plan", True, EDITED),
    "welfare.benefitlist": ModelAccess("benefit_list", True, by="run"),
    "welfare.minorityfestival": ModelAccess("minority_festival", may=EDITED),
    "welfare.minorityfestivalday": ModelAccess("minority_festival_day", may=EDITED),
    "consultation.deadlinerule": ModelAccess(may=("change",)),
    "consultation.clock": ModelAccess("clock"),
    "consultation.clockevent": ModelAccess(),
    "consultation.statutorylimit": ModelAccess(may=EDITED),
    "consultation.series": ModelAccess(),
    "consultation.question": ModelAccess("question", True, ("change", "delete")),
    "consultation.message": ModelAccess("message", True),
    "consultation.rating": ModelAccess("rating", True),
    "consultation.referral": ModelAccess("referral", True),
    "consultation.cannedanswer": ModelAccess("canned_answer", True, EDITED),
    "consultation.faqentry": ModelAccess("faq_entry", True, EDITED),
    "consultation.grievance": ModelAccess("grievance", True),
    "consultation.grievanceentry": ModelAccess("entry", True),
    "consultation.grievancereporter": ModelAccess("reporter"),
}
# The history of a row is read by whoever reads the row.
for _kept in Event.__subclasses__():
    _tracked = cast("type[Model]", _kept.pgh_tracked_model)
    _access = ADMIN[_tracked._meta.label_lower]
    _row = _access.row and f"{_access.row}_history"
    ADMIN[_kept._meta.label_lower] = ModelAccess(_row, _access.scoped, by=_access.by or _tracked._meta.model_name or "")
# The admin's pages that belong to no model: status for an officer who may open the admin.
ADMIN_PAGES = {
    "admin:index": 200,
    "admin:login": 302,
    "admin:logout": 405,
    "admin:password_change": 302,
    "admin:password_change_done": 200,
    "admin:search": 200,
    "admin:autocomplete": 403,
    "admin:jsi18n": 200,
    "admin:status": 404,
    "admin:view_on_site": 404,
    "admin:app_list": 200,
    "admin:auth_user_password_change": 403,
    "admin:office_channel_trial": 403,
    "admin_view_on_site": 404,
}

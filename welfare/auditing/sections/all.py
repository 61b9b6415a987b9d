"""The tables of an archive, in its order."""

from welfare.auditing.rules import PartKind
from welfare.auditing.sections.events import AIDS, VISITS
from welfare.auditing.sections.goods import STOCK
from welfare.auditing.sections.grants import GRANTS
from welfare.auditing.sections.money import BUDGETS, LEDGER, PAYMENTS
from welfare.auditing.sections.papers import APPROVALS, DOCUMENTS, ISSUED
from welfare.auditing.sections.runs import NOTICES, OBJECTIONS, RULES, RUNS, WITHDRAWN
from welfare.auditing.sections.table import Table

TABLES: dict[PartKind, Table] = {
    PartKind.RUNS: RUNS,
    PartKind.RULES: RULES,
    PartKind.APPROVALS: APPROVALS,
    PartKind.GRANTS: GRANTS,
    PartKind.WITHDRAWN: WITHDRAWN,
    PartKind.NOTICES: NOTICES,
    PartKind.OBJECTIONS: OBJECTIONS,
    PartKind.PAYMENTS: PAYMENTS,
    PartKind.VISITS: VISITS,
    PartKind.AIDS: AIDS,
    PartKind.BUDGETS: BUDGETS,
    PartKind.LEDGER: LEDGER,
    PartKind.STOCK: STOCK,
    PartKind.DOCUMENTS: DOCUMENTS,
    PartKind.ISSUED: ISSUED,
}

"""The public notice (公示) of a run as a document, for the board on the wall."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.documents.actions import filled_text
from office.documents.blocks import Block, Column, Content, Heading, Signatures, Sum, Table, Text
from office.documents.kinds import DocumentKind, Placeholder, Values
from office.money import capital_numerals, yuan
from welfare.grants.querysets import Grants
from welfare.objections.models import PublicNotice
from welfare.permissions import WelfarePermission
from welfare.runs.receipts import giving, giving_sum

NOTICE = "public_notice"


def _table(rows: list[list[object]], sums: list[Sum]) -> Table:
    columns = [
        Column(_("No."), 15, right=True),
        Column(_("Name"), 40),
        Column(_("Unit")),
        Column(_("Amount"), 35, right=True),
    ]
    return Table(columns, rows, sums)


def _sample(text: str, values: Values) -> Content:
    title = _("Public notice")
    rows: list[list[object]] = [[1, "张三", "一车间", "¥300.00"], [2, "李四", "二车间", "¥300.00"]]
    heading = Heading(f"{values['union']} {title}", [values["run"]])
    return Content(title, [[heading, Text(text, indent=True), _table(rows, []), Signatures([_("Unit seal")])]])


PUBLIC_NOTICE = DocumentKind(
    label=gettext_lazy("Public notice"),
    text=gettext_lazy(
        "By the rules, the following list for {{run}} is made public from {{from}} to {{until}}. Whoever finds "
        "something wrong may object until the last day, on the phone under “My benefits” or at the union’s office. "
        "Whoever objects is not named."
    ),
    help_text=gettext_lazy("It stands above the list."),
    permission=WelfarePermission.VIEW_RUN,
    compose=_sample,
    numbered=False,
    placeholders=[
        Placeholder("union", gettext_lazy("union"), "东海机械集团工会"),
        Placeholder("run", gettext_lazy("run"), "2026年中秋节"),
        Placeholder("from", gettext_lazy("first day"), "2026-09-01"),
        Placeholder("until", gettext_lazy("last day"), "2026-09-08"),
        Placeholder("heads", gettext_lazy("number of members"), "320"),
        Placeholder("amount", gettext_lazy("sum"), "¥96,000.00"),
    ],
)


def notice_document(notice: PublicNotice, grants: Grants) -> Content:
    """Return the notice with the rows of `grants`; with the sums alone where being on the list is private."""
    run, title = notice.run, _("Public notice")
    amount = giving_sum(run)
    values = {
        "union": str(run.unit),
        "run": str(run),
        "from": notice.starts_on.isoformat(),
        "until": notice.ends_on.isoformat(),
        "heads": f"{giving(run):,}",
        "amount": yuan(amount),
    }
    blocks: list[Block] = [
        Heading(f"{run.unit} {title}", [str(run)]),
        Text(filled_text(NOTICE, run.unit, values), indent=True),
    ]
    if notice.names_shown:
        rows: list[list[object]] = [
            [number, grant.shown_name, str(grant.unit), yuan(grant.amount)]
            for number, grant in enumerate(grants, start=1)
        ]
        blocks.append(_table(rows, [Sum(_("Total"), 3, yuan(sum(grant.amount for grant in grants)))]))
    else:
        told = _("%(heads)s members receive %(amount)s (%(capital)s) in all. Each of them sees their own line alone.")
        said = {"heads": values["heads"], "amount": values["amount"], "capital": capital_numerals(amount)}
        blocks.append(Text(told % said, indent=True))
    blocks.append(Signatures([_("Unit seal"), _("Date")]))
    return Content(f"{title} {run}", [blocks])

"""The hardship file (困难职工档案) as a document to print and sign. Source of its fields: docs/domain.md part 7."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.units.models.units import Unit
from office.documents.blocks import Block, Column, Content, Facts, Heading, Signatures, Table
from office.documents.responses import printed, word_response
from office.documents.word import render_word
from office.types import Message
from welfare.hardship import household
from welfare.hardship.choices import ProposalState
from welfare.hardship.forms import HouseholdForm, OutlayForm
from welfare.hardship.models.files import HardshipAssessment, HardshipFile
from welfare.hardship.page import dict_of, exclusions, reckoning_lines, told

Row = list[tuple[Message, object]]
# A value with more characters has a row of its own.
LONG = 24


def file_document(file: HardshipFile, content: household.Content, *, in_full: bool) -> Content:
    """Return the file with what it says, its last approved assessment, and room for the three opinions and seals.

    The member's certificate, bank card and phone number are masked unless `in_full`.
    """
    member = file.member
    id_number = member.id_number.reveal() if in_full else member.masked_id_number
    bank_card = member.bank_card.reveal() if in_full else member.masked_bank_card
    phone = member.phone if in_full else member.masked_phone
    title = _("File of a member in hardship")
    shown = told(content)
    person: list[Row] = [
        [(_("Level of hardship"), file.get_level_display() if file.level else ""), (_("Number"), str(file.pk))],
        [(_("Name"), member.name), (_("Sex"), member.get_sex_display())],
        [(_("Ethnic group"), member.get_ethnic_group_display()), (_("Birth date"), member.birth_date or "")],
        [(_("Political affiliation"), member.get_politics_display()), (_("Phone"), phone)],
        [(member.get_id_kind_display(), id_number), (_("Bank card"), bank_card)],
        [
            (_("Employment status"), member.get_employment_display()),
            (_("Household"), f"{member.get_household_kind_display()} {member.household_place}".strip()),
        ],
        [(_("Education"), member.get_education_display()), (_("Skill level"), member.get_skill_level_display())],
        [(_("Unit"), member.unit)],
    ]
    blocks: list[Block] = [
        Heading(title, [str(Unit.objects.get_root(member.unit))]),
        Facts(person + _pairs(shown.particulars) + _pairs(shown.sums), row_height=7),
    ]
    if content.household:
        blocks.append(_household_table(content))
    if content.outlays:
        blocks.append(_outlay_table(content))
    approved = _approved(file)
    if approved is not None:
        blocks.append(_reckoning_table(approved))
    blocks += [
        Facts(
            [
                [(_("Papers"), "\n".join(file.attachments.values_list("name", flat=True)))],
                [(_("Opinion of the enterprise"), _seal())],
                [(_("Opinion of the basic union"), _seal())],
                [(_("Opinion of the upper union"), _seal())],
            ],
            row_height=22,
        ),
        Signatures([label + _(": ") for label in (_("Applicant"), _("File made by"), _("Reviewed"), _("Entered by"))]),
    ]
    return Content(f"{title} {file.pk}", [blocks])


def _seal() -> str:
    return _("(seal)      year      month      day")


def _pairs(lines: list[tuple[Message, object]]) -> list[Row]:
    """Return labels and values two beside each other; long ones have a row of their own."""
    rows: list[Row] = []
    short: Row = []
    for label, value in lines:
        if len(str(value)) > LONG:
            rows.append([(label, str(value))])
            continue
        short.append((label, str(value)))
        if len(short) == 2:
            rows.append(short)
            short = []
    return [*rows, short] if short else rows


def _table(heads: list[Message], rows: list[list[object]]) -> Table:
    return Table([Column(head) for head in heads], rows)


def _household_table(content: household.Content) -> Table:
    heads: list[Message] = [field.label or "" for field in HouseholdForm.base_fields.values()]
    return _table(heads, [[dict_of(HouseholdForm, one).get(head, "") for head in heads] for one in content.household])


def _outlay_table(content: household.Content) -> Table:
    heads: list[Message] = [field.label or "" for field in OutlayForm.base_fields.values()]
    return _table(heads, [[dict_of(OutlayForm, one).get(head, "") for head in heads] for one in content.outlays])


def _approved(file: HardshipFile) -> HardshipAssessment | None:
    rows = file.assessments.filter(state=ProposalState.APPROVED)
    return rows.select_related("rule", "minimum", "province_income").first()


def _reckoning_table(assessment: HardshipAssessment) -> Table:
    heads: list[Message] = [_("Reckoning"), _("Amount"), _("Holds"), _("Document")]
    words = {True: _("yes"), False: _("no")}
    rows: list[list[object]] = [
        [line.label, line.value, "" if line.holds is None else words[line.holds], line.document]
        for line in reckoning_lines(assessment)
    ]
    rows += [[_("excluded"), one, "", ""] for one in exclusions(assessment)]
    rows.append([_("Level of hardship"), assessment.get_level_display(), "", assessment.read().get("documents", "")])
    return _table(heads, rows)


def printed_file(content: Content, form: str) -> HttpResponse:
    """Return the document as PDF, or as Word where `form` is "word"; nobody on the way keeps a copy."""
    if form == "word":
        return word_response(render_word(content.as_json(), at=timezone.now()), str(content.title))
    return printed(content, str(content.title))

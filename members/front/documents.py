"""The registration sheet of a member (会员登记表), as a document to print and sign."""

from collections.abc import Iterable
from html import unescape

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.membership.models.periods import MembershipPeriod
from members.permissions import MembersPermission
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.papers import Honour
from members.register.models.member import Member
from members.units.models.units import Unit
from office.documents.actions import filled_text
from office.documents.blocks import Content, Facts, Heading, Signatures, Text
from office.documents.kinds import DocumentKind, Placeholder, Values
from office.types import Message

NAME = "registration_sheet"
Row = list[tuple[Message, object]]


def _content(text: str, union: str, rows: list[Row]) -> Content:
    title = _("Registration sheet of a union member")
    day = timezone.localdate().isoformat()
    blocks = [Heading(title, [f"{union} · {day}"]), Facts(rows), Text(text)]
    return Content(title, [[*blocks, Signatures([_("Signature of the member"), _("Seal of the union, date")])]])


def _sample(text: str, values: Values) -> Content:
    return _content(text, values["union"], [[(_("Name"), values["member.name"]), (_("Unit"), values["unit"])]])


SHEET = DocumentKind(
    label=gettext_lazy("Registration sheet"),
    text=gettext_lazy("I have read the constitution of the union, and what is written here is true."),
    help_text=gettext_lazy("It stands above the signatures."),
    permission=MembersPermission.VIEW_MEMBER,
    compose=_sample,
    numbered=False,
    placeholders=[
        Placeholder("member.name", gettext_lazy("name"), "张三"),
        Placeholder("union", gettext_lazy("union"), "东海机械集团工会"),
        Placeholder("unit", gettext_lazy("unit"), "第一分会"),
    ],
)


def registration_sheet(
    member: Member, *, family: Iterable[FamilyMember], honours: Iterable[Honour], periods: Iterable[MembershipPeriod]
) -> Content:
    """Return the registration sheet of a member, numbers masked."""
    union = str(Unit.objects.get_root(member.unit))
    text = filled_text(NAME, member.unit, {"member.name": member.name, "union": union, "unit": str(member.unit)})
    rows: list[Row] = [
        [(_("Name"), member.name), (_("Sex"), member.get_sex_display())],
        [(_("Birth date"), _day(member.birth_date)), (_("Ethnic group"), member.get_ethnic_group_display())],
        [(member.get_id_kind_display(), member.masked_id_number), (_("Phone"), member.masked_phone)],
        [(_("Native place"), member.native_place), (_("Political affiliation"), member.get_politics_display())],
        [
            (_("Household"), f"{member.get_household_kind_display()} {member.household_place}".strip()),
            (_("Migrant worker"), _("yes") if member.is_migrant else _("no")),
        ],
        [(_("Education"), member.get_education_display()), (_("Skill level"), member.get_skill_level_display())],
        [(_("Unit"), member.unit), (_("Work site"), member.work_site)],
        [(_("Employee number"), member.employee_number or ""), (_("Hired on"), _day(member.hired_on))],
        [
            (_("Employment status"), member.get_employment_display()),
            (_("Form of employment"), member.get_employment_form_display()),
        ],
        [(_("Post category"), member.get_post_category_display()), (_("Member since"), _day(member.joined_on))],
        [
            (
                _("Membership"),
                "\n".join(f"{_day(one.starts_on)} {one.get_state_display()} · {one.unit}" for one in periods),
            )
        ],
        [(_("Family"), "\n".join(_relative(kin) for kin in family))],
        [(_("Honours"), "\n".join(f"{_day(one.awarded_on)} {one.title} · {one.awarded_by}" for one in honours))],
    ]
    return _content(text, union, rows)


def _relative(kin: FamilyMember) -> str:
    facts = unescape(render_to_string("members/personal_file/_kin_facts.html", {"kin": kin}))
    return f"{kin.name} · {' '.join(facts.split())}"


def _day(day: object) -> str:
    return str(day or "")

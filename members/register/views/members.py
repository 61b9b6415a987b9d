"""The list of members and its export."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.forms import SORTS, SORTS_THEN, MemberFilter
from members.register.models.member import Member
from members.register.querysets.as_of import with_data_of
from members.register.views.list_rows import written_rows
from office import paging
from office.exports import Column
from office.list_parts import asked_columns
from office.lists import Listing

COLUMNS: tuple[Column[Member], ...] = (
    Column(_("name"), 12, lambda member: member.name),
    Column(_("employee number"), 14, lambda member: member.employee_number),
    Column(_("unit"), 24, lambda member: member.unit),
    Column(_("sex"), 6, lambda member: member.get_sex_display()),
    Column(_("certificate number"), 22, lambda member: member.masked_id_number),
    Column(_("phone"), 16, lambda member: member.masked_phone),
    Column(_("post category"), 12, lambda member: member.get_post_category_display()),
    Column(_("employment status"), 12, lambda member: member.get_employment_display()),
    Column(_("membership"), 12, lambda member: member.get_state_display()),
    Column(_("member since"), 12, lambda member: member.joined_on),
)
ON_THE_PAGE = (
    "name",
    "pinyin",
    "employee_number",
    "phone",
    "post_category",
    "employment",
    "joined_on",
    "state",
    "merged_into",
    "unit__name",
    "unit__path",
)
# Columns of the page that an officer may add, by their fields.
OPTIONAL = ("sex", "employment_form", "work_site", "hardship")
COUNTED_IN_PART, COUNTED_OF_SEARCH = 30_000, 1_000


def filtered_members(request: AuthenticatedHttpRequest, perm: str) -> tuple[MemberFilter, QuerySet[Member]]:
    """Return the filter of the request, and the members that pass it in units where the officer has `perm`."""
    form = MemberFilter(request.GET, user=request.user)
    return form, form.narrow(Member.objects.visible_to(request.user, perm, on=form.day)).select_related("unit")


def members_listing(
    request: AuthenticatedHttpRequest,
    form: MemberFilter,
    members: QuerySet[Member],
    columns: Sequence[Column[Member]],
    *,
    may_export: bool = True,
) -> Listing[Member]:
    """Return the list of these `members`, with the `columns` of its file."""
    may_transfer = access.holds(request.user, MembersPermission.TRANSFER_MEMBER) and not form.day
    return Listing(
        request=request,
        name=_("Members"),
        form=form,
        rows=members,
        on_page=members.only(*ON_THE_PAGE, *(name for name in OPTIONAL if name in asked_columns(request.GET))),
        sorts=SORTS | SORTS_THEN if form.day else SORTS,
        default="-entered",
        upto=_counted(request.user, form),
        gather=True,
        columns=columns,
        export_url=reverse("members:member_export") if may_export else "",
        selectable=may_transfer,
        ticks="member",
    )


def data_of_day(form: MemberFilter) -> Callable[[list[Member]], list[Member]] | None:
    """Return the function that gives members the data of the day that the filter names; None for today."""
    return partial(with_data_of, day=form.day) if form.day else None


def _counted(user: User, form: MemberFilter) -> int:
    """Return up to how many rows the list counts.

    More in a part of the union, whose members one index counts with any filter; fewer for a search in the whole of it,
    whose results are scattered over the table.
    """
    asked = form.cleaned_data
    if asked.get("unit") or not access.at_the_top(user, MembersPermission.VIEW_MEMBER):
        return COUNTED_IN_PART
    return COUNTED_OF_SEARCH if asked.get("q") else paging.COUNTED


@needs(MembersPermission.VIEW_MEMBER)
def member_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the members in reach, of today or of the day that the filter names."""
    form, members = filtered_members(request, MembersPermission.VIEW_MEMBER)
    may_export = access.holds(request.user, MembersPermission.EXPORT_MEMBER)
    listing = members_listing(request, form, members, COLUMNS, may_export=may_export)
    unreachable: set[int] = set()
    asked = {*asked_columns(request.GET)}
    may_see_hardship = access.holds(request.user, MembersPermission.VIEW_HARDSHIPMARK)
    hidden = _hidden_hardship(listing.page, request.user) if "hardship" in asked else []
    if form.day:
        # By the unit of today, since the member's page asks for that; so before `with_data_of`.
        may_view = partial(access.can, request.user, MembersPermission.VIEW_MEMBER)
        unreachable = {member.pk for member in listing.page if not may_view(member.unit)}
        with_data_of(listing.page, form.day)
    for member in hidden:
        member.hardship = ""
    left_out = {*OPTIONAL} - asked | (set() if may_see_hardship else {"hardship"})
    return listing.render(
        "members/register/member_list.html",
        written_rows=lambda: written_rows(
            listing.page, without=left_out, selectable=listing.selectable, unreachable=unreachable
        ),
        may_see_hardship=may_see_hardship,
        only_present=form.only_present,
        any_state=form.any_state,
        may_add=access.holds(request.user, MembersPermission.ADD_MEMBER),
        may_import=access.holds(request.user, MembersPermission.IMPORT_MEMBER),
        may_export_full=access.holds(request.user, MembersPermission.EXPORT_FULL_MEMBER),
    )


def _hidden_hardship(members: Iterable[Member], user: User) -> list[Member]:
    """Return those of `members` of whom the officer may not know whether they are in hardship."""
    may_see = partial(access.can, user, MembersPermission.VIEW_HARDSHIPMARK)
    return [member for member in members if not may_see(member.unit)]


@needs(MembersPermission.EXPORT_MEMBER)
def member_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export what the list shows, with masked numbers, and record it."""
    form, members = filtered_members(request, MembersPermission.EXPORT_MEMBER)
    listing = members_listing(request, form, members, COLUMNS)
    return listing.export("member.export", transform=data_of_day(form), day=form.day)

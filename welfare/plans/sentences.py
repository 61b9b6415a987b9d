"""The conditions and amounts of a plan in a few words, as an officer would say them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members import choices
from members.units.models.units import Unit
from office.money import yuan
from office.types import Message
from welfare.plans.amounts import Amounts, By
from welfare.plans.groups import Group

LABELS: dict[str, dict[str, Message]] = {
    "post_category": dict(choices.PostCategory.choices),
    "employment_form": dict(choices.EmploymentForm.choices),
    "sex": dict(choices.Sex.choices),
    "ethnic_group": dict(choices.ETHNIC_GROUPS),
    "hardship": dict(choices.Hardship.choices),
}


def _labels(field: str, codes: Sequence[str]) -> str:
    return _(" or ").join(str(LABELS[field].get(code, code)) for code in codes)


def names_of_units(groups: Iterable[Group]) -> dict[int, str]:
    """Return the names of all units that these conditions name, by key; at most one query."""
    keys = {pk for group in groups for pk in (*group.units, *group.without_units)}
    return dict(Unit.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def words_for(group: Group, names: Mapping[int, str] | None = None) -> list[str]:
    """Return the conditions, each in a few words, such as “front line”, “joined before 2026-09-01”; [] for everybody.

    Whoever words many groups gives the `names` of their units; otherwise they are asked for by one query.
    """
    names = names_of_units([group]) if names is None else names
    words = []
    if group.units:
        words.append(_("only %(units)s") % {"units": _named(names, group.units)})
    if group.without_units:
        words.append(_("without %(units)s") % {"units": _named(names, group.without_units)})
    words += [
        _labels(field, codes)
        for field, codes in (
            ("post_category", group.post_categories),
            ("employment_form", group.employment_forms),
        )
        if codes
    ]
    if group.joined_before:
        words.append(_("joined before %(day)s") % {"day": _day(group.joined_before)})
    if group.member_on:
        words.append(_("in the union on %(day)s") % {"day": _day(group.member_on)})
    words += [
        _labels(field, codes)
        for field, codes in (
            ("sex", group.sexes),
            ("ethnic_group", group.ethnic_groups),
            ("hardship", group.hardships),
        )
        if codes
    ]
    if group.sites:
        words.append(_("work site %(sites)s") % {"sites": _(" or ").join(group.sites)})
    return words


def sentence_for(group: Group, names: Mapping[int, str] | None = None) -> str:
    """Return the conditions in one line, such as “front line, joined before 2026-09-01, female”."""
    return pgettext("sentence", ", ").join(words_for(group, names)) or _("everybody in the unit")


def _named(names: Mapping[int, str], units: Iterable[int]) -> str:
    return _(" and ").join(names.get(pk, "?") for pk in units)


def _day(day: str) -> str:
    if len(day) > len("09-01"):
        return day
    return _("%(day)s of the year") % {"day": day}


def amount_lines(amounts: Amounts, standard: Decimal) -> list[str]:
    """Return a line for each amount, such as “front line: ¥400.00”; [] where all get the standard."""
    if amounts.by == By.NOTHING:
        return []
    if amounts.by == By.PER_YEAR:
        said = {"base": yuan(standard), "more": yuan(amounts.per_year), "most": yuan(amounts.most)}
        return [_("%(base)s, and %(more)s for each whole year of membership, at most %(most)s") % said]
    if amounts.by == By.YEARS:
        lines = [
            ngettext("from %(years)s year on: %(yuan)s", "from %(years)s years on: %(yuan)s", years)
            % {"years": years, "yuan": yuan(sum_)}
            for years, sum_ in sorted(amounts.steps(standard))
        ]
    else:
        lines = [f"{_labels(amounts.by.value, [code])}{_(': ')}{yuan(sum_)}" for code, sum_ in amounts.rows]
    return [*lines, _("all others: %(yuan)s") % {"yuan": yuan(standard)}]

"""Why a run does not give to a member, or gives less: one sentence for the member alone, with its rule."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from office.money import yuan
from welfare.choices import Basis, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.plans.groups import Group
from welfare.plans.sentences import sentence_for
from welfare.runs.decided import document_of, rule_of
from welfare.runs.models.runs import Run
from welfare.standards.rules import NATIONAL

# 一次入会、动态接转: domain.md part 3.
MEMBERSHIP = "工会会员会籍管理办法（2016）第三条"
# Collective benefits are for members who pay dues; those of retired people are the employer's cost: domain.md part 1.
# One region says so in a document, of which others know nothing.
COLLECTIVE, COLLECTIVE_IN, COLLECTIVE_SINCE = "皖工发〔2025〕18号", "安徽", date(2025, 8, 21)
# The verdicts of which the source depends on the region.
BY_REGION = (Verdict.RETAINED, Verdict.RETIRED)
# The fields of a plan's group by the verdict of each.
CONDITIONS: dict[str, tuple[str, ...]] = {
    Verdict.OTHER_UNIT: ("units", "without_units"),
    Verdict.OTHER_POST: ("post_categories",),
    Verdict.OTHER_EMPLOYMENT: ("employment_forms",),
    Verdict.OTHER_SEX: ("sexes",),
    Verdict.OTHER_ETHNIC_GROUP: ("ethnic_groups",),
    Verdict.OTHER_HARDSHIP: ("hardships",),
    Verdict.OTHER_SITE: ("sites",),
    Verdict.NO_MEMBER_THEN: ("member_on",),
    Verdict.JOINED_TOO_LATE: ("joined_before",),
}


@dataclass(frozen=True)
class Reason:
    """The sentence, the document or plan it rests on ("" for none), and the day as of which it holds."""

    sentence: str
    source: str
    on: date


def reason_of_exclusion(row: Exclusion, region: str = "") -> Reason:
    """Return why a run gives nothing to the member, by what it kept; `row` was read `with_places`, plan and unit.

    `region` is that of the row's unit; only verdicts of BY_REGION need it.
    """
    run, verdict = row.run, Verdict(row.verdict)
    if verdict in CONDITIONS:
        return _of_condition(run, verdict)
    if verdict == Verdict.CAP_REACHED:
        return _of_cap(row, run.on, yuan(row.standard or 0))
    sentence, source = _plain(run)[verdict]
    if verdict in BY_REGION:
        source = _source_of_collective(run, region)
    return Reason(sentence, document_of(row) or source, run.on)


def reason_of_reduction(grant: Grant) -> Reason | None:
    """Return why a grant is less than the standard; None where it isn't."""
    return _of_cap(grant, grant.run.on) if grant.reduced_by else None


def _of_condition(run: Run, verdict: Verdict) -> Reason:
    asked = run.group
    only = replace(Group(), **{name: getattr(asked, name) for name in CONDITIONS[verdict]})
    said = {"plan": run.plan, "unit": run.unit, "condition": sentence_for(only)}
    sentence = _("The plan “%(plan)s”, decided by %(unit)s, is for: %(condition)s. By the register you were not.")
    return Reason(sentence % said, _of_plan(run), run.on)


def _of_cap(row: Grant | Exclusion, on: date, standard: str = "") -> Reason:
    rule = rule_of(row)
    said = {"basis": Basis(row.reduced_by).label if row.reduced_by else "", "standard": standard}
    if standard:
        sentence = _("Of the cap %(basis)s nothing was left for you: the plan gives %(standard)s.")
    else:
        sentence = _("The cap %(basis)s leaves this amount for you.")
    source = ""
    if rule is not None:
        source = _("%(document)s, cap %(cap)s") % {"document": rule.document, "cap": yuan(rule.amount)}
    return Reason(sentence % said, source, on)


def _source_of_collective(run: Run, region: str) -> str:
    """Return the region's document where there is one on the day of the event, else the union's own plan."""
    if region == COLLECTIVE_IN and run.on >= COLLECTIVE_SINCE:
        return COLLECTIVE
    return _of_plan(run)


def _of_plan(run: Run) -> str:
    return _("plan “%(plan)s” of %(unit)s") % {"plan": run.plan, "unit": run.unit}


def _plain(run: Run) -> dict[str, tuple[str, str]]:
    day = {"day": run.on.isoformat()}
    return {
        Verdict.LEFT: (_("On %(day)s you were no member of this union any more.") % day, MEMBERSHIP),
        Verdict.PENDING: (_("On %(day)s your admission had not been decided yet.") % day, MEMBERSHIP),
        Verdict.RETAINED: (
            _("On %(day)s your membership was retained: benefits are for members who pay dues.") % day,
            "",
        ),
        Verdict.RETIRED: (_("Benefits of retired people are given by the employer, not by the union."), ""),
        Verdict.JOINED_LATER: (_("You joined after %(day)s.") % day, MEMBERSHIP),
        Verdict.NO_BIRTH_DATE: (_("The register has no birth date of you: have it entered under “My data”."), ""),
        Verdict.NO_DUES: (
            _("On %(day)s your dues were not paid: benefits are for members who pay dues.") % day,
            "",
        ),
        Verdict.WAGE_NOT_IN_BASE: (_("On %(day)s your wage was not in the base of the union fund.") % day, ""),
        Verdict.ELSEWHERE: (_("You receive benefits elsewhere, and may in one place only."), ""),
        Verdict.ALREADY: (_("You are on another list for the same occasion: each member receives once."), NATIONAL),
        Verdict.OBJECTION: (_("After an objection it was decided that nothing is due to you."), ""),
    }

"""The rules of a run that figures are counted without, and the rules of a replay, in a few words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from office.money import yuan
from office.types import Message
from welfare.fairness.models import CapsBy, Recount
from welfare.fairness.recounting import AMOUNTS, EVENT_CAP, YEAR_CAP
from welfare.plans.groups import Group
from welfare.plans.sentences import amount_lines, words_for
from welfare.runs.models.runs import Run


def rule_labels(run: Run) -> dict[str, Message]:
    """Return the name of each rule of the run that can be left out, such as “joined before 2026-09-01”."""
    labels: dict[str, Message] = {
        AMOUNTS: _("the table of amounts"),
        YEAR_CAP: _("the cap for the year"),
        EVENT_CAP: _("the cap for one event"),
    }
    for name, said in run.group.as_json().items():
        labels[name] = _(" and ").join(words_for(Group.from_json({name: said})))
    return labels


def rule_lines(replay: Recount) -> list[str]:
    """Return the rules of a replay, a line for each."""
    lines = [*(words_for(replay.group) or [_("everybody in the unit")])]
    lines += amount_lines(replay.table, replay.standard) or [_("%(yuan)s for each") % {"yuan": yuan(replay.standard)}]
    return [*lines, *cap_lines(replay)]


def cap_lines(replay: Recount) -> Iterable[str]:
    """Return the caps of a replay in words."""
    if replay.caps_by != CapsBy.PROPOSED:
        return [_("Caps: %(which)s") % {"which": replay.get_caps_by_display()}]
    caps = ((_("cap for the year"), replay.year_cap), (_("cap for one event"), replay.event_cap))
    return [f"{name}{_(': ')}{yuan(cap) if cap is not None else _('none')}" for name, cap in caps]

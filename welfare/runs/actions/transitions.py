"""How a run moves: compare-and-set under the transition table, a lost race told in words."""

from typing import Any

from django.utils.translation import gettext as _

from office.errors import NotAllowed
from welfare.choices import RunState
from welfare.runs.models import Run
from welfare.runs.rules import NEXT


def move(run: Run, *, old: RunState, new: RunState, **changes: Any) -> None:
    """Take the run from `old` to `new`; NotAllowed when it is somewhere else by now."""
    if new not in NEXT[old]:
        raise ValueError(f"No run moves from {old} to {new}")
    if not Run.objects.filter(pk=run.pk, state=old).update(state=new, **changes):
        run.refresh_from_db(fields=["state"])
        raise NotAllowed(
            _("This run has moved on: it is now %(state)s. Look at it again.") % {"state": run.get_state_display()}
        )
    run.refresh_from_db()


def locked(run: Run) -> Run:
    """The run as it is now, held until the end of the transaction; whoever holds it decides alone."""
    return (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "occasion", "plan")
        .get(pk=run.pk)
    )


def require(run: Run, *states: RunState) -> None:
    """NotAllowed unless the run stands in one of `states`."""
    if run.state not in states:
        raise NotAllowed(
            _("This run has moved on: it is now %(state)s. Look at it again.") % {"state": run.get_state_display()}
        )

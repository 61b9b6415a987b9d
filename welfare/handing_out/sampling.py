"""A random sample of the members who are noted as having received is called and asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from office import audit
from office.errors import NotAllowed
from welfare.choices import CallResult
from welfare.grants.querysets import Grants
from welfare.handing_out.actions import accounts_of
from welfare.handing_out.models import SampleCall
from welfare.handing_out.rules import sample_size
from welfare.runs.models.runs import Run


@transaction.atomic
def draw_sample(run: Run, grants: Grants, *, confidence: int, margin: int, by: User) -> int:
    """Draw by lot those of `grants` of a run to be called about, of whom none was drawn before; return how many.

    Raises NotAllowed when nobody is left of those who have received.
    """
    received = grants.filter(run=run).received()
    population = received.count()
    wanted = sample_size(population, confidence, margin)
    drawn = list(received.filter(sample_calls=None).order_by("?")[:wanted].values_list("pk", "unit"))
    if not drawn:
        raise NotAllowed(_("Nobody who has received is left to be drawn."), code="nobody_left")
    SampleCall.objects.bulk_create(
        SampleCall(
            grant_id=grant,
            run=run,
            unit_id=unit,
            confidence=confidence,
            margin=margin,
            population=population,
            drawn_by=by,
        )
        for grant, unit in drawn
    )
    changes = {"heads": len(drawn), "population": population, "confidence": confidence, "margin": margin}
    audit.record("run.draw_sample", run, by=by, unit=run.unit, changes=changes)
    return len(drawn)


@transaction.atomic
def note_call(call: SampleCall, *, by: User, result: CallResult, words: str = "") -> SampleCall:
    """Note what the member said; that nobody was reached may be noted with words, too.

    Raises NotAllowed when it was noted before, for one's own benefit, and for one that the caller noted as received.
    """
    if by.pk == call.grant.received_by_id:
        raise NotAllowed(_("Somebody else calls about what you handed out."), code="own_scan")
    if by.pk in {user.pk for user in accounts_of([call.grant_id])}:
        raise NotAllowed(_("Somebody else calls about your own benefit."), code="own_benefit")
    noted = SampleCall.objects.to_call().filter(pk=call.pk)
    if not noted.update(result=result, words=words.strip(), called_by=by, called_at=timezone.now()):
        raise NotAllowed(_("This call was noted already."), code="noted_already")
    call.refresh_from_db()
    audit.record("grant.note_call", call.grant, by=by, unit=call.unit, changes={"result": result.value})
    return call

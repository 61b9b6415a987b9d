"""Acts and sections of the officers' page of a case; each kind of case has lists of its own.

A room above adds to these lists when the portal starts, since the room of the case can't import it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar

from members import access
from members.authority.guards import AuthenticatedHttpRequest
from members.authority.models import User
from members.cases.forms import CaseForm
from members.cases.models import Case
from office.types import Message

C = TypeVar("C", bound=Case)


@dataclass(frozen=True)
class Act(Generic[C]):
    """One thing that officers do to a case, with the form that it asks for."""

    name: str
    url_name: str
    """The address to which its form is sent, with the case's key as only argument."""
    perm: str
    states: Collection[str]
    """The states in which it is offered; `action` itself refuses it in others."""
    form: type[CaseForm[C]]
    action: Callable[..., object]
    """Called with the case, `by` and the cleaned data of the form."""
    heading: Message
    done: Message
    """What the officer reads afterwards."""
    button: Message = ""
    """What the button says, if it isn't the heading."""
    leading: bool = False
    """Whether it may be what the case waits for: the first such act that is offered comes before all others."""
    final: bool = False
    """Whether it ends the case, and so the browser asks before it is sent."""
    fits: Callable[[C], bool] | None = None
    """What else must be so of the case for it to be offered; `action` itself refuses it otherwise."""


@dataclass(frozen=True)
class Offer(Generic[C]):
    """An act on a page with its form, empty or as it was sent."""

    act: Act[C]
    form: CaseForm[C]

    @property
    def asks(self) -> bool:
        """Whether there is something to type or choose; else it is a button."""
        return bool(self.form.fields)

    @property
    def is_open(self) -> bool:
        """Whether the form was sent, so that its errors must be visible."""
        return self.form.is_bound


class ActsContext(TypedDict, Generic[C]):
    """What a page's templates and `office.refusals.answer` read of its acts."""

    leading_act: Offer[C] | None
    """What the case waits for, None where it waits for nobody."""
    more_acts: list[Offer[C]]
    form: CaseForm[C] | None
    """The form that was just sent and refused, None for a page that only shows."""


@dataclass(frozen=True)
class Section(Generic[C]):
    """A part of the page that a room above adds; its template finds the context as `section`."""

    template: str
    context: Callable[[C], Mapping[str, object]]


def add_act(acts: list[Act[C]], act: Act[C], *, before: str) -> None:
    """Insert an act before the one of the name `before`."""
    acts.insert([one.name for one in acts].index(before), act)


def act_named(acts: Iterable[Act[C]], name: str) -> Act[C]:
    """Return the act of this name."""
    return next(act for act in acts if act.name == name)


def sent_offer(act: Act[C], case: C, request: AuthenticatedHttpRequest) -> Offer[C]:
    """Return the act with its form bound to the data and files of the request."""
    return Offer(act, act.form(request.POST, files=request.FILES, case=case, auto_id=f"{act.name}_%s"))


def acts_on_page(acts: Iterable[Act[C]], case: C, user: User, *, refused: Offer[C] | None = None) -> ActsContext[C]:
    """Return the acts that `user` may do to a case in its present state, as context of the page's templates.

    `refused` is the act that was just tried: it keeps its form and errors, and `form` is its form even if the act is no
    longer offered.
    """
    offers = [
        refused if refused and refused.act == act else Offer(act, act.form(case=case, auto_id=f"{act.name}_%s"))
        for act in acts
        if case.state in act.states and (act.fits is None or act.fits(case)) and access.can(user, act.perm, case.unit)
    ]
    leading = next((offer for offer in offers if offer.act.leading), None)
    return {
        "leading_act": leading,
        "more_acts": [offer for offer in offers if offer is not leading],
        "form": refused.form if refused else None,
    }


def sections_of(sections: Iterable[Section[C]], case: C) -> list[dict[str, object]]:
    """Return each section's template and context, as `members/cases/_sections.html` takes them."""
    return [{"template": section.template, **section.context(case)} for section in sections]

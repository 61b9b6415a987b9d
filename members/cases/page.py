"""What the officers' page of a case is made of: acts and sections. Each kind of case lists its own.

A room above adds to the lists when the portal starts, so that the room of the case never imports it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar

from members import access
from members.authority.guards import PersonRequest
from members.authority.models import User
from members.cases.forms import CaseForm
from members.cases.models import Case
from office.types import Message

C = TypeVar("C", bound=Case)


@dataclass(frozen=True)
class Act(Generic[C]):
    """One thing that an officer can do to a case."""

    name: str
    url_name: str
    """The address to which its form is sent, with the case's key as only argument."""
    perm: str
    states: Collection[str]
    """The states in which it is offered; whether it is allowed decides `action`."""
    form: type[CaseForm[C]]
    action: Callable[..., object]
    """Called with the case, `by` and the cleaned data of the form."""
    heading: Message
    done: Message
    """What the officer reads afterwards."""
    button: Message = ""
    """What the button says, if it isn't the heading."""
    leading: bool = False
    """Whether it is what the case waits for, and so offered above all others."""
    final: bool = False
    """Whether it ends the case, and so the browser asks before it is sent."""


@dataclass(frozen=True)
class Offer(Generic[C]):
    """An act as it stands on the page, with its form: empty, or as somebody sent it."""

    act: Act[C]
    form: CaseForm[C]

    @property
    def is_open(self) -> bool:
        """Whether the form was sent and refused, so that it has to be seen."""
        return self.form.is_bound


class ActsContext(TypedDict, Generic[C]):
    """What the templates of a page need for its acts."""

    leading_act: Offer[C] | None
    """What the case waits for, None where it waits for nobody."""
    more_acts: list[Offer[C]]
    form: CaseForm[C] | None
    """The form that was just sent and refused."""


@dataclass(frozen=True)
class Section(Generic[C]):
    """A part of the page that a room above adds; its template finds the context as `section`."""

    template: str
    context: Callable[[C], Mapping[str, object]]


def add_act(acts: list[Act[C]], act: Act[C], *, before: str) -> None:
    """Add an act of a room above, to stand before the act of the name `before`."""
    acts.insert([one.name for one in acts].index(before), act)


def act_named(acts: Iterable[Act[C]], name: str) -> Act[C]:
    """Return the act of this name."""
    return next(act for act in acts if act.name == name)


def as_sent(act: Act[C], case: C, request: PersonRequest) -> Offer[C]:
    """Return the act with its form filled in from what the request sends."""
    return Offer(act, act.form(request.POST, files=request.FILES, case=case, auto_id=f"{act.name}_%s"))


def acts_on_page(acts: Iterable[Act[C]], case: C, user: User, *, refused: Offer[C] | None = None) -> ActsContext[C]:
    """Return the acts that `user` may do to a case in its present state, as context of the page's templates.

    `refused` is the act that was just tried: it keeps what was typed.
    """
    offers = [
        refused if refused and refused.act == act else Offer(act, act.form(case=case, auto_id=f"{act.name}_%s"))
        for act in acts
        if case.state in act.states and access.can(user, act.perm, case.unit)
    ]
    return {
        "leading_act": next((offer for offer in offers if offer.act.leading), None),
        "more_acts": [offer for offer in offers if not offer.act.leading],
        "form": refused.form if refused else None,
    }


def sections_of(sections: Iterable[Section[C]], case: C) -> list[dict[str, object]]:
    """Return each section's template and context, as `members/cases/_sections.html` takes them."""
    return [{"template": section.template, **section.context(case)} for section in sections]

"""The model of a chaos run finds what was lost, done twice, half done, or never sent."""

import pytest

from chaos.model import Model, Outcome


@pytest.fixture
def model():
    return Model("c7")


def act_of(model, outcome, kind="question"):
    act = model.begin(kind, "worker 1")
    act.outcome = outcome
    return act


@pytest.mark.parametrize(
    ("outcome", "facts", "agrees"),
    [
        (Outcome.DONE, (1, 1), True),
        (Outcome.DONE, (0, 0), False),
        (Outcome.DONE, (2, 2), False),
        (Outcome.DONE, (1, 0), False),
        (Outcome.REFUSED, (0, 0), True),
        (Outcome.REFUSED, (1, 1), False),
        (Outcome.UNKNOWN, (0, 0), True),
        (Outcome.UNKNOWN, (1, 1), True),
        (Outcome.UNKNOWN, (2, 2), False),
        (Outcome.UNKNOWN, (1, 0), False),
        (Outcome.UNSENT, (0, 0), True),
        (Outcome.UNSENT, (1, 1), False),
    ],
)
def test_an_act_agrees_with_its_facts_or_not(model, outcome, facts, agrees):
    act = act_of(model, outcome)
    assert (model.differences("question", {act.mark: facts}) == []) is agrees


def test_an_act_that_was_done_and_is_not_there_at_all_is_a_difference(model):
    act_of(model, Outcome.DONE)
    assert model.differences("question", {}) == ["question c7-1 (done, sent 0 times): in the database (0,)"]


def test_what_nobody_sent_is_a_difference(model):
    assert model.differences("question", {"c7-9": (1,)}) == ["question c7-9: nobody sent it"]


def test_the_number_of_rows_lies_between_what_is_known_and_what_may_be(model):
    for outcome in (Outcome.DONE, Outcome.DONE, Outcome.UNKNOWN, Outcome.REFUSED):
        act_of(model, outcome)
    told = [bool(model.differences_of_counts("rows", ["question"], count)) for count in range(1, 5)]
    assert told == [True, False, False, True]

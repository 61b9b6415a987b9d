"""One chaos run from the copy to the comparison."""

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from chaos.browser import Tally
from chaos.closing import closing_checks
from chaos.faults import Faults
from chaos.ledger import Ledger
from chaos.model import Model
from chaos.people import everybody
from chaos.people.person import LAST_SECONDS, World
from chaos.portal import PROJECT, CannotServe, Portal, own_environment
from union_portal.local import CannotStart, postgres

WHERE = PROJECT / "var" / "chaos"
COPY, LOG, ACTS = WHERE / "portal", WHERE / "portal.log", WHERE / "acts.jsonl"
REST_SECONDS = 180
SHOWN = 40
LOG_BYTES_KEPT = 20_000


@dataclass(frozen=True)
class Plan:
    """How long and large a run is, and what is drawn; `away`: for how many seconds PostgreSQL is away."""

    seconds: float
    members: int
    seed: int
    away: float
    keep: bool = False


def carry_out(plan: Plan) -> int:
    """Run chaos, print what happened, and return 1 if portal and model differ or an answer was wrong, else 0."""
    say(f"Chaos, seed {plan.seed}: {plan.members:,} members, {plan.seconds:.0f} seconds.")
    for name in set(os.environ) - set(own_environment()):
        del os.environ[name]
    started = time.monotonic()
    with _copy(plan) as portal, portal.servers():
        union = json.loads(portal.manage("-m", "chaos.union", str(plan.members)).splitlines()[-1])
        world = World(portal.port, Model(f"C{plan.seed}"), Tally(), union, plan.seed)
        try:
            portal.serve()
            say(f"The portal is up after {time.monotonic() - started:.0f} s; log: {LOG}")
            faults = Faults(portal, world, plan.away)
            came_back = _work(world, faults, plan.seconds)
            differences = _compare(portal, world) if came_back else [*world.faults, *world.tally.faults]
        finally:
            portal.stop()
    _report(world, faults, differences, time.monotonic() - started)
    if differences:
        ACTS.write_text("".join(json.dumps(asdict(act), default=str) + "\n" for act in world.model.acts))
    elif LOG.stat().st_size > LOG_BYTES_KEPT:
        LOG.write_bytes(LOG.read_bytes()[-LOG_BYTES_KEPT:])
    return 1 if differences else 0


def say(text: str) -> None:
    print(text, flush=True)


@contextlib.contextmanager
def _copy(plan: Plan) -> Iterator[Portal]:
    portal = Portal(COPY, LOG)
    PROJECT.joinpath("var").mkdir(mode=0o711, exist_ok=True)
    WHERE.mkdir(exist_ok=True)
    if COPY.exists():
        portal.files_are_mounted = portal.files.is_mount()
        portal.remove()
    LOG.unlink(missing_ok=True)
    portal.make()
    try:
        yield portal
    finally:
        if not plan.keep:
            log = portal.checkout.log / "postgres.log"
            if log.exists():
                shutil.copy(log, WHERE / "postgres.log")
            portal.remove()


def _work(world: World, faults: Faults, seconds: float) -> bool:
    """Let everybody work while things break; afterwards let everybody find out what became of what they sent.

    Return False, with a sentence in `world.faults`, where the portal could not be brought up again.
    """
    came_back = True
    people = everybody(world)
    for person in people:
        person.start()
    try:
        faults.run(seconds)
    except (CannotServe, CannotStart) as why:
        came_back = False
        world.faults.append(f"The portal did not come back: {why}")
    finally:
        world.end()
        for person in people:
            person.join(LAST_SECONDS + 60)
    world.faults += [f"{person.name} hangs" for person in people if person.is_alive()]
    return came_back


def _compare(portal: Portal, world: World) -> list[str]:
    """Wait until the workers are at rest, and return all differences."""
    connection = postgres.connect(portal.checkout, "portal", "portal")
    connection.autocommit = True
    try:
        ledger = Ledger(connection, world.model)
        deadline = time.monotonic() + REST_SECONDS
        while not ledger.is_at_rest() and time.monotonic() < deadline:
            time.sleep(0.5)
        found = ledger.differences()
    finally:
        connection.close()
    return [*found, *closing_checks(portal, world), *world.faults, *world.tally.faults]


def _report(world: World, faults: Faults, differences: list[str], seconds: float) -> None:
    answers = world.tally.answers
    _table("Killed, stopped, filled, set ahead", faults.counted)
    _table("Answers", answers)
    _table(
        "Acts",
        {kind: ", ".join(f"{n} {name}" for name, n in some.items()) for kind, some in world.model.by_kind().items()},
    )
    again = sum(act.sendings > 1 for act in world.model.acts)
    acts = len(world.model.acts)
    say(f"Requests {answers.total()}, acts {acts}, {again} of them sent more than once; {seconds:.0f} s in all.")
    for difference in differences[:SHOWN]:
        say(f"DIFFERENCE  {difference}")
    say(f"Differences: {len(differences)}")


def _table(heading: str, rows: Mapping[str, object]) -> None:
    say(f"{heading}:")
    for name, value in sorted(rows.items()):
        say(f"  {name:<44}{value}")

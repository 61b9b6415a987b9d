"""What is looked at through the portal itself once nothing breaks any more: files, receipt codes, the audit log."""

import re

from chaos.model import Outcome
from chaos.people import Reporter, Worker
from chaos.people.person import World
from chaos.portal import CannotServe, Portal

MOST = 25


def closing_checks(portal: Portal, world: World) -> list[str]:
    """Return a sentence for each file that can't be read whole, each code that opens nothing, a broken audit log."""
    return [*_files(world), *_codes(world), *_audit(portal)]


def _files(world: World) -> list[str]:
    found = []
    asked = [act for act in world.model.of_kind("question") if act.outcome == Outcome.DONE and "length" in act.payload]
    for act in asked[-MOST:]:
        where = act.answer.partition("?")[0]
        worker = Worker(world, act.by)
        link = re.search(rf'"({where}files/\d+/)"', worker.page(where).text)
        body = worker.page(link[1]).body if link else b""
        if len(body) != act.payload["length"] or not body.startswith(act.mark.encode()):
            found.append(f"file of {act.mark}: {len(body)} bytes of {act.payload['length']} can be downloaded")
    return found


def _codes(world: World) -> list[str]:
    found = []
    for act in [one for one in world.model.of_kind("report") if one.outcome == Outcome.DONE][-MOST:]:
        reporter = Reporter(world, act.by)
        opening = world.model.begin("opening", act.by)
        answer = reporter.send(opening, "/report/follow/", "/report/follow/", {"code": act.answer})
        if answer is None or answer.status != 200:
            found.append(f"report {act.mark}: its code does not open it any more")
    return found


def _audit(portal: Portal) -> list[str]:
    """Have the seals of the audit log checked; return a sentence if anything is wrong."""
    try:
        portal.manage("manage.py", "audit", "verify")
    except CannotServe as why:
        return [f"audit verify: {why}"]
    return []

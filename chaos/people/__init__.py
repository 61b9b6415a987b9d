"""What people of each post do all day, by HTTP alone."""

from chaos.people.desk import Counsellor, RightsOfficer
from chaos.people.money import FinanceOfficer
from chaos.people.person import Person, World
from chaos.people.register import Administrator, App, HrMachine, Reader, Registrar
from chaos.people.welfare import Approver, GroupLeader, WelfareOfficer
from chaos.people.workers import Reporter, Worker


def everybody(world: World) -> list[Person]:
    """Return the people of a union that `chaos.union` has set up."""
    workers = [name for name in world.union["accounts"] if name.startswith("worker ")]
    return [
        *(Worker(world, name) for name in workers),
        *(Reporter(world, name) for name in ("reporter", "second reporter")),
        *(Counsellor(world, name) for name in ("counsellor", "second counsellor")),
        RightsOfficer(world, "rights officer"),
        WelfareOfficer(world, "welfare officer"),
        Approver(world, "chair"),
        Approver(world, "deputy chair"),
        FinanceOfficer(world, "finance officer"),
        GroupLeader(world, "group leader"),
        HrMachine(world, "hr"),
        App(world, "app"),
        Registrar(world, "registrar"),
        Reader(world, "auditor"),
        Administrator(world, "administrator"),
    ]

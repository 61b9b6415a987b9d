"""`python -m chaos`: run chaos on a copy of the portal, print what happened, and end with 1 if anything differs."""

import argparse
import sys
import time

from chaos.run import Plan, carry_out


def main() -> int:
    reader = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    reader.add_argument("--minutes", type=float, default=10)
    reader.add_argument("--members", type=int, default=50_000)
    reader.add_argument(
        "--seed", type=int, default=0, help="which acts and faults are drawn; by default from the clock"
    )
    reader.add_argument("--away", type=float, default=60, help="for how many seconds PostgreSQL is away once")
    reader.add_argument("--keep", action="store_true", help="keep the copy with its data")
    given = reader.parse_args()
    plan = Plan(
        seconds=given.minutes * 60,
        members=given.members,
        seed=given.seed or int(time.time()) % 1_000_000,
        away=given.away,
        keep=given.keep,
    )
    return carry_out(plan)


if __name__ == "__main__":
    sys.exit(main())

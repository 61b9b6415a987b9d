"""Run one of PostgreSQL's programs as the owner of the local database.

For instance `python -m union_portal.local pg_dump -Fc -f portal.dump`.
"""

import os
import subprocess
import sys

from union_portal import local
from union_portal.local import postgres

if __name__ == "__main__":
    if len(sys.argv) < 2 or not (program := postgres.binaries() / sys.argv[1]).is_file():
        names = ", ".join(sorted(path.name for path in postgres.binaries().iterdir()))
        sys.exit(f"usage: python -m union_portal.local PROGRAM [ARGUMENT…], where PROGRAM is one of {names}")
    place = {"PGHOST": str(local.CHECKOUT.run), "PGUSER": postgres.OWNER, "PGDATABASE": "portal"}
    with local.services():
        code = subprocess.call([program, *sys.argv[2:]], env={**os.environ, **place})
    sys.exit(code)

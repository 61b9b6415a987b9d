#!/usr/bin/env python
"""Django's command line, with the local PostgreSQL and Redis up for as long as the command runs."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
    from django.core.management import execute_from_command_line

    from union_portal import local

    with local.services():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

import json
import pkgutil
from importlib import import_module
from types import ModuleType

from django.core.management.base import BaseCommand, CommandParser

from benchmarks import measures


class Command(BaseCommand):
    help = "Measure the portal on a temporary database."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, bench in benches().items():
            arguments = verbs.add_parser(verb, help=bench.__doc__)
            arguments.add_argument("--json", action="store_true", help="print one line of JSON only")
            bench.add_arguments(arguments)

    def handle(self, *, verb: str, **options: object) -> None:
        figures = benches()[verb].measure(options)
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name:>30}  {figure}")


def benches() -> dict[str, ModuleType]:
    """Return the modules of `benchmarks.measures` by name; `import_` is called "import".

    Each has a docstring, `add_arguments(parser)`, and `measure(options)` that returns figures by name.
    """
    return {
        module.name.removesuffix("_"): import_module(f"{measures.__name__}.{module.name}")
        for module in pkgutil.iter_modules(measures.__path__)
    }

from typing import Any, TypeAlias

from office.types import JsonValue

# The parsed arguments of a benchmark; argparse does not know their types.
Options: TypeAlias = dict[str, Any]
# What a benchmark measured, by name.
Figures: TypeAlias = dict[str, JsonValue]

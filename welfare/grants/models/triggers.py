"""What the triggers of grants and runs share."""

from welfare.choices import FROZEN_STATES

# The frozen states of a run as SQL lists them.
FROZEN = ", ".join(f"'{state.value}'" for state in FROZEN_STATES)

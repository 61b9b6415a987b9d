"""Hypothesis settings: the same examples in every run, and no deadline."""

from hypothesis import HealthCheck, settings

STEADY = settings(deadline=None, derandomize=True, database=None)
# Every example rolls back what it wrote, so that the fixtures may serve them all.
IN_THE_DATABASE = settings(STEADY, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])

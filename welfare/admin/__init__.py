"""The administrators' workshop of the welfare desk."""

from welfare.admin import records, standards

__all__ = ["records", "standards"]

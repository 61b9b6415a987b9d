"""The administrators' workshop of the welfare desk."""

from welfare.admin import records
from welfare.standards import admin as standards

__all__ = ["records", "standards"]

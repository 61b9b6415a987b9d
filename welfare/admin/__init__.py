"""The administrators' workshop of the welfare desk."""

from welfare.runs import admin as records
from welfare.standards import admin as standards

__all__ = ["records", "standards"]

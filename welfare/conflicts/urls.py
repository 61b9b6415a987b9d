from django.urls import path, register_converter

from welfare.conflicts import views
from welfare.conflicts.rules import Soft


class SoftConflictConverter:
    """The codes of soft conflicts, as a part of a URL."""

    regex = "|".join(Soft.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(SoftConflictConverter, "soft")

urlpatterns = [
    path("welfare/runs/<int:pk>/conflicts/runs/", views.run_beside, name="run_beside"),
    path("welfare/runs/<int:pk>/conflicts/runs/export/", views.run_beside_export, name="run_beside_export"),
    path("welfare/runs/<int:pk>/conflicts/<soft:code>/", views.run_conflict, name="run_conflict"),
    path("welfare/runs/<int:pk>/conflicts/<soft:code>/export/", views.run_conflict_export, name="run_conflict_export"),
]

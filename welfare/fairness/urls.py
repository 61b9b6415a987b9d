from django.urls import path

from welfare.fairness.views import figures, people, replays

urlpatterns = [
    path("welfare/runs/<int:pk>/before-review/", figures.run_before_review, name="run_before_review"),
    path("welfare/runs/<int:pk>/fairness/", figures.run_fairness, name="run_fairness"),
    path("welfare/runs/<int:pk>/fairness/export/", figures.run_fairness_export, name="run_fairness_export"),
    path("welfare/runs/<int:pk>/replays/new/", replays.replay_new, name="replay_new"),
    path("welfare/replays/<int:pk>/", replays.replay_detail, name="replay_detail"),
    path("welfare/replays/<int:pk>/progress/", replays.replay_progress, name="replay_progress"),
    path("welfare/replays/<int:pk>/cancel/", replays.replay_cancel, name="replay_cancel"),
    path("welfare/replays/<int:pk>/export/", replays.replay_export, name="replay_export"),
    path("welfare/replays/<int:pk>/people/", people.replay_people, name="replay_people"),
    path("welfare/replays/<int:pk>/people/export/", people.replay_people_export, name="replay_people_export"),
]

from django.urls import path

from office import views
from office.documents.views import document_check
from office.finder.views import search
from office.once.views import discard_unsent
from office.outbox.views import how_i_am_told
from office.saved_views.views import default_view, delete_view, save_view
from office.uploads.views import file_original

app_name = "office"

urlpatterns = [
    path("search/", search, name="search"),
    path("notices/", views.notices, name="notices"),
    path("my/notices/", views.notices, name="my_notices"),
    path("my/notices/read/", views.read_all_notices, name="read_all_notices"),
    path("my/notices/channels/", how_i_am_told, name="how_i_am_told"),
    path("my/unsent/<str:key>/discard/", discard_unsent, name="discard_unsent"),
    path("my/notices/<int:pk>/", views.read_notice, name="read_notice"),
    path("files/<int:pk>/original/", file_original, name="file_original"),
    path("genuine/<str:key>/", document_check, name="document_check"),
    path("views/save/", save_view, name="save_view"),
    path("views/<int:pk>/default/", default_view, name="default_view"),
    path("views/<int:pk>/delete/", delete_view, name="delete_view"),
]

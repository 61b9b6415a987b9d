from django.urls import path

from members.duplicates import views

urlpatterns = [
    path("members/doubles/", views.double_list, name="double_list"),
    path("members/doubles/export/", views.double_export, name="double_export"),
    path("members/doubles/new/", views.double_new, name="double_new"),
    path("members/doubles/<int:pk>/", views.double_detail, name="double_detail"),
    path("members/doubles/<int:pk>/dismiss/", views.double_dismiss, name="double_dismiss"),
    path("members/doubles/merges/<int:pk>/", views.merge_detail, name="merge_detail"),
    path("members/doubles/merges/<int:pk>/undo/", views.merge_undo, name="merge_undo"),
]

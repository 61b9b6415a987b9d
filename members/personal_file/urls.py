from django.urls import path

from members.personal_file import views

urlpatterns = [
    path("members/<int:pk>/correct/", views.member_correct, name="member_correct"),
    path("members/<int:pk>/family/", views.kin_new, name="kin_new"),
    path("members/family/<int:pk>/", views.kin_change, name="kin_change"),
    path("members/family/<int:pk>/remove/", views.kin_remove, name="kin_remove"),
    path("members/<int:pk>/honours/", views.honour_new, name="honour_new"),
    path("members/honours/<int:pk>/remove/", views.honour_remove, name="honour_remove"),
    path("members/<int:pk>/hardship/lift/", views.hardship_lift, name="hardship_lift"),
    path("members/<int:pk>/documents/", views.document_new, name="document_new"),
    path("members/documents/<int:pk>/remove/", views.document_remove, name="document_remove"),
    path("members/<int:pk>/files/<int:file_pk>/", views.member_file, name="member_file"),
]

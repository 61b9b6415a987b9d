from django.urls import path

from consultation.knowledge.views import officers, workers

urlpatterns = [
    path("my/faq/", workers.my_faq, name="my_faq"),
    path("consultation/questions/canned/", officers.canned_list, name="canned_list"),
    path("consultation/questions/canned/export/", officers.canned_export, name="canned_export"),
    path("consultation/questions/canned/new/", officers.canned_new, name="canned_new"),
    path("consultation/questions/canned/<int:pk>/", officers.canned_change, name="canned_change"),
    path("consultation/questions/faq/", officers.faq_list, name="faq_list"),
    path("consultation/questions/faq/export/", officers.faq_export, name="faq_export"),
    path("consultation/questions/faq/new/", officers.faq_new, name="faq_new"),
    path("consultation/questions/faq/<int:pk>/", officers.faq_change, name="faq_change"),
]

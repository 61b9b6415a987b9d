from django.urls import path

from members.documents.views import batches, documents, layouts, texts

urlpatterns = [
    path("documents/", documents.document_list, name="document_list"),
    path("documents/export/", documents.document_export, name="document_export"),
    path("documents/<int:pk>/", documents.document_detail, name="document_detail"),
    path("documents/<int:pk>/file/", documents.document_file, name="document_file"),
    path("documents/<int:pk>/word/", documents.document_word_file, name="document_word_file"),
    path("documents/<int:pk>/void/", documents.document_void, name="document_void"),
    path("documents/batches/<int:pk>/", batches.document_batch, name="document_batch"),
    path("documents/batches/<int:pk>/progress/", batches.document_batch_progress, name="document_batch_progress"),
    path("documents/batches/<int:pk>/file/", batches.document_batch_file, name="document_batch_file"),
    path("documents/texts/", texts.document_texts, name="document_texts"),
    path("documents/texts/new/<slug:kind>/", texts.document_text_new, name="document_text_new"),
    path("documents/texts/<int:pk>/", texts.document_text, name="document_text"),
    path("documents/texts/<int:pk>/sample/", texts.document_text_sample, name="document_text_sample"),
    path(
        "documents/texts/<int:pk>/versions/<int:number>/restore/",
        texts.document_text_restore,
        name="document_text_restore",
    ),
    path("documents/texts/<int:pk>/drop/", texts.document_text_drop, name="document_text_drop"),
    path("documents/texts/layouts/new/<slug:kind>/", layouts.document_layout_new, name="document_layout_new"),
    path("documents/texts/layouts/<int:pk>/", layouts.document_layout, name="document_layout"),
    path("documents/texts/layouts/<int:pk>/file/", layouts.document_layout_file, name="document_layout_file"),
    path("documents/texts/layouts/<int:pk>/sample/", layouts.document_layout_sample, name="document_layout_sample"),
    path("documents/texts/layouts/<int:pk>/drop/", layouts.document_layout_drop, name="document_layout_drop"),
]

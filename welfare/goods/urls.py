from django.urls import path

from welfare.goods.views import articles, my_offers, offers, stock

urlpatterns = [
    path("welfare/goods/", stock.stock_list, name="stock_list"),
    path("welfare/goods/export/", stock.stock_export, name="stock_export"),
    path("welfare/goods/take-in/", stock.stock_take_in, name="stock_take_in"),
    path("welfare/goods/batches/<int:pk>/", stock.stock_entries, name="stock_entries"),
    path("welfare/goods/batches/<int:pk>/export/", stock.stock_entries_export, name="stock_entries_export"),
    path("welfare/goods/batches/<int:pk>/write-off/", stock.stock_spoil, name="stock_spoil"),
    path("welfare/goods/articles/", articles.article_list, name="article_list"),
    path("welfare/goods/articles/export/", articles.article_export, name="article_export"),
    path("welfare/goods/articles/new/", articles.article_new, name="article_new"),
    path("welfare/goods/articles/<int:pk>/", articles.article_change, name="article_change"),
    path("welfare/goods/stores/", articles.store_list, name="store_list"),
    path("welfare/goods/stores/export/", articles.store_export, name="store_export"),
    path("welfare/goods/stores/new/", articles.store_new, name="store_new"),
    path("welfare/goods/stores/<int:pk>/", articles.store_change, name="store_change"),
    path("welfare/goods/stores/<int:pk>/count/", stock.stock_count, name="stock_count"),
    path("welfare/goods/offers/", offers.offer_list, name="offer_list"),
    path("welfare/goods/offers/export/", offers.offer_export, name="offer_export"),
    path("welfare/goods/offers/new/", offers.offer_new, name="offer_new"),
    path("welfare/goods/offers/<int:pk>/", offers.offer_detail, name="offer_detail"),
    path("welfare/goods/offers/<int:pk>/open/", offers.offer_open, name="offer_open"),
    path("welfare/goods/offers/<int:pk>/end/", offers.offer_end, name="offer_end"),
    path("welfare/goods/offers/<int:pk>/orders/", offers.offer_orders, name="offer_orders"),
    path("welfare/goods/offers/<int:pk>/orders/export/", offers.offer_orders_export, name="offer_orders_export"),
    path("welfare/runs/<int:pk>/goods/", offers.run_goods, name="run_goods"),
    path("welfare/plans/<int:pk>/satisfaction/", offers.plan_satisfaction, name="plan_satisfaction"),
    path("my/benefits/choices/", my_offers.my_offers, name="my_offers"),
    path("my/benefits/choices/<int:pk>/", my_offers.my_offer, name="my_offer"),
    path("my/benefits/<int:pk>/satisfaction/", my_offers.benefit_rate, name="benefit_rate"),
]

"""Addresses of the hotlines' pages."""

from django.urls import path

from qingtian.web.desk.hotlines import code_page, import_pages, order_page, orders_page, queue_page

urlpatterns = [
    path("", orders_page.orders, name="hotlines"),
    path("codes/", code_page.codes, name="hotline_codes"),
    path("queue/", queue_page.queue, name="hotline_queue"),
    path("queue/file/", queue_page.file, name="hotline_queue_file"),
    path("orders/<int:pk>/", order_page.order, name="hotline_order"),
    path("imports/<int:pk>/", import_pages.report, name="hotline_import"),
    path("imports/<int:pk>/rejects/", import_pages.rejects, name="hotline_rejects"),
    path("<slug:system>/import/", import_pages.upload, name="hotline_upload"),
    path("<slug:system>/import/<slug:token>/", import_pages.map_, name="hotline_map"),
]

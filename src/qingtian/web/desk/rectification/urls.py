"""Addresses below ``/desk/rectification/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.rectification import batches, feedback_page, importing, list_page, tasks_page

urlpatterns: list[URLPattern] = [
    path("", list_page.feedbacks, name="rectification"),
    path("new/", list_page.new_feedback, name="new_feedback"),
    path("tasks/", tasks_page.tasks, name="tasks"),
    path("tasks/import/", importing.action_plan, name="action_plan_import"),
    path("tasks/import/<str:token>/", importing.action_plan_match, name="action_plan_match"),
    path("batches/", batches.batches, name="complaint_batches"),
    path("batches/import/", importing.complaints, name="complaints_import"),
    path("batches/import/<str:token>/", importing.complaints_match, name="complaints_match"),
    path("batches/<int:pk>/", batches.batch, name="complaint_batch"),
    path("rejects/<str:token>/", importing.rejects, name="rectification_rejects"),
    path("<str:number>/", feedback_page.feedback, name="feedback"),
    path("<str:number>/import/", importing.findings, name="findings_import"),
    path("<str:number>/import/<str:token>/", importing.findings_match, name="findings_match"),
]

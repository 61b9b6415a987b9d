"""Collects the tasks of this app's rooms for Celery."""

import consultation.grievances.tasks

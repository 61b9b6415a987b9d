"""`/metrics` for Prometheus: off without METRICS_TOKEN, and only for whoever sends it."""

import os
import secrets
from collections.abc import Iterator

import prometheus_client
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
from prometheus_client import multiprocess
from prometheus_client.core import GaugeMetricFamily

from office.operations.querysets import recorded_sweeps
from office.operations.rules import KINDS


class WorkCollector:
    """Reads from the database how much work waits, runs and has failed, and how long ago each sweep began."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one gauge for the work by kind and state, and one for the seconds since each sweep began."""
        work = GaugeMetricFamily("portal_work", "Pieces of work by kind and state.", labels=["kind", "state"])
        for name, kind in KINDS.items():
            counted = kind.count()
            for state in ("waiting", "failed"):
                work.add_metric([name, state], getattr(counted, state))
        yield work
        ages = GaugeMetricFamily("portal_sweep_age_seconds", "Seconds since a sweep began.", labels=["task"])
        now = timezone.now()
        for sweep in recorded_sweeps():
            if sweep.started_at:
                ages.add_metric([sweep.name], (now - sweep.started_at).total_seconds())
        yield ages


def sent_the_token(request: HttpRequest) -> bool:
    """Return whether the request has METRICS_TOKEN as its bearer token; never without such a setting."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())


@login_not_required
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the metrics of all processes of the web server, and of the work in the background; else 404."""
    if not sent_the_token(request):
        raise Http404
    registry = prometheus_client.CollectorRegistry()
    registry.register(WorkCollector())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)
        content = prometheus_client.generate_latest(registry)
    else:
        content = prometheus_client.generate_latest(prometheus_client.REGISTRY)
        content += prometheus_client.generate_latest(registry)
    return HttpResponse(content, content_type=prometheus_client.CONTENT_TYPE_LATEST)

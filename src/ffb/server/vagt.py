"""Middleware: headers that keep a page from fetching anything elsewhere, and the guard that no page is
open by mistake. The rules of a session are in `adgang.session`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from ffb.server.drift.metrik import observe

log = logging.getLogger("ffb.server")

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EGNE_REGLER = ("allauth.", "django.contrib.staticfiles.", "django.views.static")

Svar = Callable[[HttpRequest], HttpResponse]


class Hoveder:
    """Security headers on every answer, and one log line without values."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start, cpu = time.perf_counter(), time.thread_time()
        svar = self.get_response(request)
        svar.headers.setdefault("Content-Security-Policy", CSP)
        svar.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        svar.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            svar.headers.setdefault("Cache-Control", "no-store, private")
        ms = round((time.perf_counter() - start) * 1000, 1)
        arbejdet = round((time.thread_time() - cpu) * 1000, 1)  # what it took, however busy the machine is
        vej = getattr(request, "resolver_match", None)
        svar.headers["Server-Timing"] = f"app;dur={ms}, cpu;dur={arbejdet}"
        felter = {
            "metode": request.method,
            "vej": vej.route if vej else "?",
            "status": svar.status_code,
            "ms": ms,
        }
        log.info("svar", extra=felter)
        observe(request.method or "", felter["vej"], svar.status_code, ms / 1000)
        return svar


class Adgangsvagt:
    """Refuses a view without an access rule."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if has_nul(request, view):
            raise SuspiciousOperation("NUL")  # PostgreSQL cannot hold it, and no one types it
        if not har_regel(view):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} har ingen adgangsregel")


def has_nul(request: HttpRequest, view: Any) -> bool:
    """A NUL in the address or a field. A system's body is not a form and is left to its reader."""
    felter = [request.GET]
    if request.method == "POST" and getattr(getattr(view, "adgangsregel", None), "token", None) is None:
        felter.append(request.POST)
    return "\0" in request.path or any("\0" in v for f in felter for _, liste in f.lists() for v in liste)


def har_regel(view: Any) -> bool:
    """Ours say it themselves; allauth's pages of one's own account carry their own."""
    return hasattr(view, "adgangsregel") or view.__module__.startswith(EGNE_REGLER)

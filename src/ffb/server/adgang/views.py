"""Pages of one's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ffb.server.adgang.regler import kraever


@kraever()
def konto(request: HttpRequest) -> HttpResponse:
    """Who one is, which roles one has, and how one signs in."""
    return render(request, "adgang/konto.html", {"tildelinger": request.user.tildelinger()})

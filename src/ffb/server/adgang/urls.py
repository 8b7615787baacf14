"""Addresses of `adgang`."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, include, path

from ffb.server.adgang import invitation, noeglesider, personer, views


def begge(rute: str, view: Any, navn: str) -> list[URLPattern]:
    """The same page of a kommune and of the country."""
    return [
        path(f"k/<kode>/personer{rute}", view, name=navn),
        path(f"drift/personer{rute}", view, name=f"{navn}_national"),
    ]


urlpatterns = [
    path("konto", views.konto, name="konto"),
    path("konto/sprog", views.sprog, name="sprog"),
    path("konto/", include("ffb.server.adgang.konto_urls")),
    path("invitation", invitation.invitation, name="invitation"),
    path("invitation/<hemmelig>", invitation.invitation_link, name="invitation_link"),
    *begge("", personer.personer, "personer"),
    *begge("/inviter", personer.inviter, "personer_inviter"),
    *begge("/<int:pk>", personer.person, "personer_person"),
    *begge("/<int:pk>/giv", personer.giv_rolle, "personer_giv"),
    *begge("/<int:pk>/tag", personer.tag_rolle, "personer_tag"),
    *begge("/<int:pk>/luk", personer.luk_konto, "personer_luk"),
    *begge("/<int:pk>/aabn", personer.aabn_konto, "personer_aabn"),
    *begge("/<int:pk>/nulstil-totrin", personer.nulstil_totrin, "personer_totrin"),
    *begge("/invitation/<int:pk>/igen", personer.invitation_igen, "personer_invitation_igen"),
    *begge("/invitation/<int:pk>/traek", personer.invitation_traek, "personer_invitation_traek"),
    path("k/<kode>/noegler", noeglesider.noegler, name="personer_noegler"),
    path("k/<kode>/noegler/ny", noeglesider.ny_noegle, name="personer_noegler_ny"),
    path("k/<kode>/noegler/<int:pk>/traek", noeglesider.traek_noegle, name="personer_noegler_traek"),
]

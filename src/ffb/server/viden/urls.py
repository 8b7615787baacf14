"""Addresses of `viden`."""

from __future__ import annotations

from django.urls import path

from ffb.server.viden import borger, eksport, views

urlpatterns = [
    path("k/<kode>/viden", views.viden, name="viden"),
    path("k/<kode>/viden/eksport", eksport.viden_eksport, name="viden_eksport"),
    path("k/<kode>/viden/<id_>", views.viden_analyse, name="viden_analyse"),
    path("k/<kode>/viden/<id_>/kort", views.viden_kort, name="viden_kort"),
    path("k/<kode>/viden/<id_>/hent/<format_>", views.viden_hent, name="viden_hent"),
    path("k/<kode>/borger/<int:borger_id>/viden", borger.borgerviden, name="borgerviden"),
    path("dst/viden", views.landsviden, name="landsviden"),
    path("dst/viden/<id_>", views.landsviden_analyse, name="landsviden_analyse"),
    path("dst/viden/<id_>/kort", views.landsviden_kort, name="landsviden_kort"),
    path("dst/viden/<id_>/hent/<format_>", views.landsviden_hent, name="landsviden_hent"),
]

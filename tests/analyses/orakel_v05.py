"""V05 in plain Python: expected level against the score at the follow-up, by måltype, theme, ydelse."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.maalgang import Udfald, make_udfald
from analyses.progression import middel
from analyses.udvalg import Udvalg, andel

NOEGLE = ("inddeling", "kode")
UDFALD = ("bedre", "som_ventet", "vaerre")


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    grupper: dict[tuple[str, str], list[Udfald]] = defaultdict(list)
    for f in make_udfald(u):
        koder = {
            "maaltype": {f.maal.maaltype},
            "undertema": {f.maal.tema or ""},
            "ydelse": {y.ydelse_kode for y in f.maal.ydelser},
        }
        for inddeling, dem in koder.items():
            for kode in dem | {"alle"}:
                grupper[inddeling, kode].append(f)
    return [_raekke(inddeling, kode, liste) for (inddeling, kode), liste in grupper.items()]


def _raekke(inddeling: str, kode: str, liste: list[Udfald]) -> dict[str, Any]:
    maalte = [f for f in liste if f.maalt]
    ud: dict[str, Any] = {"inddeling": inddeling, "kode": kode, "maal": len(liste), "fulgt": len(maalte)}
    for navn in (*UDFALD, "mangler", "venter", "uden_forventet"):
        ud[navn] = sum(f.udfald == navn for f in liste)
    for navn in UDFALD:
        ud[f"andel_{navn}"] = andel(ud[navn], len(maalte))
    borgere = {f.maal.borger for f in liste}
    med_start = [f for f in maalte if f.start is not None]
    return ud | {
        "andel_fulgt": andel(len(maalte), len(liste)),
        "borgere": len(borgere),
        "borgere_uden": len(borgere - {f.maal.borger for f in maalte}),
        "med_start": len(med_start),
        "ved_maal": middel([f.start for f in med_start]),
        "forventet": middel([f.maal.forventet for f in med_start]),
        "seneste": middel([f.seneste for f in med_start]),
    }


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    alle = make_udfald(u)
    borgere = {f.maal.borger for f in alle}
    ud = {navn: sum(f.udfald == navn for f in alle) for navn in ("mangler", "venter", "uden_forventet")}
    return {
        "borger": (len({f.maal.borger for f in alle if f.maalt}), len(borgere)),
        "maal": (len(borgere), len(u.borgere)),
        **{navn: (antal, len(alle)) for navn, antal in ud.items()},
    }

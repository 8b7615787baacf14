"""Deliveries with codes of an older catalogue as posts: the code is the term.

Opinion taken: a code in force on the first day is itself, and that is no guess; a withdrawn one is looked up
in the table like any other old term. Source: 6-sag (Conversion); 9-uddatasaet (history of the codes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ffb.begreber import fag_navn_list, load_katalog_paa
from ffb.engine.motor import Motor
from ffb.konvertering.arter import ROLLER
from ffb.konvertering.koer import find_termer
from ffb.konvertering.poster import Gammelt, Post
from ffb.konvertering.tabel import Linje
from ffb.sprog import _

KILDER: dict[str, tuple[str, str]] = {
    "tema": (
        "gaeldende_udredningstema",
        "borger_id, kilde_id, kode AS term, dato",
    ),
    "tema_ad": (
        "gaeldende_aktivitet_deltagelse",
        "borger_id, kilde_id, kode AS term, niveau_kode AS niveau, dato",
    ),
    "stoettebehov": ("gaeldende_stoettebehov", "borger_id, kilde_id, niveau_kode AS term, dato"),
    "maalgruppe": (
        "gaeldende_maalgruppe",
        "borger_id, kilde_id, indsats_id, ffb_maalgruppe_kode AS term, CAST(rang AS VARCHAR) AS niveau, dato",
    ),
    "ydelse": (
        "gaeldende_ydelse",
        "borger_id, ydelse_id AS kilde_id, ffb_ydelse_kode AS term, ffb_tilbud_kode AS tilbud, sagsnummer, "
        "indsats_id, startdato AS dato, slutdato, enhed AS udfoerer, sagsbehandler",
    ),
    "indsatsmaal": (
        "gaeldende_indsatsmaal",
        "borger_id, maal_id AS kilde_id, tema_kode AS term, maaltype_kode AS maaltype, "
        "forventet_kode AS niveau, indsats_id, dato, opfoelgningsdato AS opfoelgning",
    ),
    "opfoelgning": (
        "gaeldende_opfoelgning",
        "borger_id, kilde_id, indsats_id, resultat_kode AS term, dato",
    ),
}
"""Kind (and where it stands, when in two places) -> view and columns."""


def read_leverance(motor: Motor, kilde: str, *, demo: bool) -> Gammelt:
    """The rows that count in a prepared engine as posts."""
    poster = [p for navn in KILDER for p in _read(motor, navn)]
    cpr = dict(motor.query("SELECT borger_id, cpr FROM cpr").raekker)
    noter = []
    if uden := sum(p.term is None for p in poster):
        noter.append(_("{antal} rækker har ingen kode og kræver en afgørelse.", antal=uden))
    return Gammelt(poster, cpr, kilde, demo, noter)


def _read(motor: Motor, navn: str) -> Iterator[Post]:
    visning, kolonner = KILDER[navn]
    svar = motor.query(f"SELECT {kolonner} FROM {visning}")  # noqa: S608 - our own words
    raekker = sorted(svar.dicts(), key=lambda r: [str(v) for v in r.values()])
    set_: dict[str, int] = {}
    for nr, r in enumerate(raekker, start=1):
        yield _post(navn.removesuffix("_ad"), navn, r, nr, set_)


def _post(art: str, navn: str, r: dict[str, Any], nr: int, set_: dict[str, int]) -> Post:
    """The row's own id; one without, or one that stands twice, gets its number."""
    egen = str(r.pop("kilde_id") or f"{navn}-{nr}")
    set_[egen] = set_.get(egen, 0) + 1
    post_id = egen if set_[egen] == 1 and art == navn else f"{egen}-{navn}-{set_[egen]}"
    return Post(art=art, post_id=post_id, **r)


def find_uaendrede(poster: Sequence[Post], dag: date) -> list[Linje]:
    """A sure line for each code among the terms that is in force on a day and of the right kind."""
    gaeldende = [k for navn in fag_navn_list() if (k := load_katalog_paa(navn, dag))]
    ud = []
    for rolle, term in sorted(find_termer(poster)):
        begreb = next((b for k in gaeldende if (b := k.find(term))), None)
        if begreb is not None and begreb.art in ROLLER[rolle]:
            ud.append(Linje(rolle, term, begreb.kode, note=_("uændret kode")))
    return ud

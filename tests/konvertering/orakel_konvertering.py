"""The loss report once more, written another way: plain loops over the files, no code of ours.

A post is looked at as a person with the table on paper would: main term, then what else FFB needs.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

from ffb import begreber as bg

SIDER = {"ydelse": ["TILBUD"], "indsatsmaal": ["MAALTYPE", "NIVEAU"]}
ROLLE = {"TILBUD": "tilbud", "MAALTYPE": "maaltype", "NIVEAU": "niveau"}
HOVEDROLLE = {"indsatsmaal": "tema", "opfoelgning": "resultat"}


def rows(sti: Path) -> list[dict[str, str]]:
    with sti.open(encoding="utf-8-sig", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


class Papir:
    """The table as a person reads it: term by term, down the lines."""

    def __init__(self, tabel: Path, start: str, omfang: str = "alt", afgoerelser: Path | None = None) -> None:
        self.tabel, self.start, self.omfang = rows(tabel), start, omfang
        self.valgt = rows(afgoerelser) if afgoerelser else []

    def laes(self, rolle: str, term: str, post_id: str = "") -> tuple[str, list[str]]:
        for egen in (post_id, ""):
            linjer = [
                v for v in self.valgt if (v["ROLLE"], v["GAMMEL_TERM"], v["POST_ID"]) == (rolle, term, egen)
            ]
            if linjer:
                koder = [v["FFB_KODE"] for v in linjer if v["FFB_KODE"]]
                return ("tabt", "oversat", "delt")[min(len(koder), 2)], koder
        linjer = [x for x in self.tabel if x["ROLLE"] == rolle and x["GAMMEL_TERM"] == term]
        koder = [x["FFB_KODE"] for x in linjer if x["FFB_KODE"]]
        if not linjer or "mulig" in {x["SIKKERHED"] for x in linjer}:
            return "afgoeres", koder
        return ("tabt", "oversat", "delt")[min(len(koder), 2)], koder

    def udfald(self, r: dict[str, str]) -> tuple[str, bool]:
        """(outcome, the level is lost)."""
        art, niveau = r["ART"], bool(r["NIVEAU"])
        if self.omfang == "indsats" and art not in ("ydelse", "indsatsmaal", "delmaal"):
            return "bliver", False
        if r["SLUTDATO"] and r["SLUTDATO"] < self.start:
            return "bliver", False
        if art == "delmaal":
            valgt = [v for v in self.valgt if v["ROLLE"] == "delmaal" and v["POST_ID"] == r["POST_ID"]]
            return (("oversat" if valgt[0]["FFB_KODE"] else "tabt") if valgt else "afgoeres"), False
        svar, koder = self.laes(HOVEDROLLE.get(art, art), r["TERM"], r["POST_ID"])
        if svar == "tabt":
            return svar, niveau and art in ("tema", "indsatsmaal")
        if svar != "afgoeres" and art == "indsatsmaal" and _art(koder[0]) != "ad_undertema":
            return "afgoeres", False
        for felt in SIDER.get(art, []):
            if self.laes(ROLLE[felt], r[felt], r["POST_ID"])[0] != "oversat":
                return "afgoeres", False
        if art != "tema" or svar == "afgoeres":
            return svar, False
        if svar == "delt" or _art(koder[0]) != "ad_undertema":
            return svar, niveau
        if niveau and self.laes("niveau", r["NIVEAU"], r["POST_ID"])[0] == "afgoeres":
            return "afgoeres", False
        return svar, niveau and self.laes("niveau", r["NIVEAU"], r["POST_ID"])[0] == "tabt"


def _art(kode: str) -> str:
    begreb = bg.find_begreb(kode)
    return begreb.art if begreb else ""


def tael(poster: list[dict[str, str]], papir: Papir, felt: str) -> dict[str, Counter[str]]:
    """Value of a column -> how many posts have each outcome, how many in all, how many levels are lost."""
    ud: dict[str, Counter[str]] = {}
    for r in poster:
        udfald, tabt = papir.udfald(r)
        ud.setdefault(r[felt], Counter()).update({udfald: 1, "poster": 1, "score_tabt": int(tabt)})
    return ud


def som_tal(raekke: dict[str, Any]) -> Counter[str]:
    """A row of the report, counts only, zeros left out."""
    navne = ("poster", "oversat", "delt", "afgoeres", "tabt", "bliver", "score_tabt")
    return Counter({n: raekke[n] for n in navne if raekke.get(n)})

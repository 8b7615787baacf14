"""Seeds an installation and says what is wrong with it, in a process beside the server: `tilstand saa|tjek`.

Prints one line of JSON last.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ffb.server.start import prepare, prepare_data, setup

PERIODE = (date(2025, 1, 1), date(2025, 12, 31))
ADGANGSKODE = "en god lang adgangskode"


def saa(demo: str) -> dict[str, Any]:
    """An empty installation with people, sessions, tokens, the demo's guide and codes."""
    prepare_data()
    from django.test import Client

    from ffb.formats.dst_koder import read_dst_koder
    from ffb.formats.mapning import read_mapning
    from ffb.server.adgang.models import Bruger, Tildeling
    from ffb.server.adgang.noegle import make_noegle
    from ffb.server.adgang.roller import NATIONALE, Rolle
    from ffb.server.leverance.actions import store_vejledning
    from ffb.server.leverance.models import Opsaetning

    store_vejledning("", read_mapning(Path(demo) / "mapning.xlsx")[0], "mapning.xlsx", by="test")
    koder = [list(r) for r in read_dst_koder(Path(demo) / "dst-koder.csv")]
    Opsaetning.objects.create(kommune="", dst_koder=koder)
    sessioner = {}
    for rolle in Rolle:
        bruger = Bruger.objects.create_user(f"{rolle}@eksempel.dk", ADGANGSKODE, navn=str(rolle))
        Tildeling.objects.create(
            bruger=bruger, rolle=rolle, kommune="" if rolle in NATIONALE else "9001", af="test"
        )
        browser = Client()
        browser.force_login(bruger)
        sessioner[str(rolle)] = browser.cookies["ffb_session"].value
    noegler = {k: make_noegle(k, "Vendor X", navn="prøve", by="test")[1] for k in ("9001", "9002")}
    return {"sessioner": sessioner, "noegler": noegler}


def tjek() -> dict[str, Any]:
    """Every fault of a stopped installation in words after the sweep of a start, and what it holds."""
    prepare()
    from django.db.models import Count

    from ffb.server.leverance.grundlag import lager
    from ffb.server.leverance.models import AabenPost, Leverance, Modtagelse, Postaftryk
    from ffb.server.opgave.models import Opgave
    from ffb.server.spor.actions import verify_spor

    fejl = verify_spor()
    mapper = {int(m.name) for m in lager().rod.iterdir() if m.name.isdigit()}
    raekker = list(Leverance.objects.filter(aaben=False))
    for lev in raekker:
        fejl += lager().verify(lev.leverance_id, lev.manifest_hash)
    for nr in sorted(mapper - {lev.leverance_id for lev in raekker}):
        fejl.append(f"Mappe {nr} har ingen række.")
    accepterede = Modtagelse.objects.filter(tilstand__in=["accepteret", "med_fund"])
    med = set(Leverance.objects.exclude(modtagelse=None).values_list("modtagelse_id", flat=True))
    for uuid in set(accepterede.values_list("pk", flat=True)) ^ med:
        fejl.append(f"Kvittering {uuid}: accepteret og leverance følges ikke ad.")
    for gentaget in accepterede.values("kommune", "sha256").annotate(n=Count("pk")).filter(n__gt=1):
        fejl.append(f"De samme filer er accepteret {gentaget['n']} gange.")
    for lev in Leverance.objects.filter(aaben=True):
        antal = AabenPost.objects.filter(leverance=lev).count()
        if antal != lev.raekker:
            fejl.append(f"Åben leverance {lev.leverance_id}: {antal} poster, {lev.raekker} talt.")
    return {
        "fejl": fejl,
        "leverancer": len(raekker),
        "pr_kvittering": sorted(set(accepterede.annotate(n=Count("leverance")).values_list("n", flat=True))),
        "accepterede": {m.sha256: str(m.pk) for m in accepterede},
        "poster": AabenPost.objects.count(),
        "aftryk": Postaftryk.objects.count(),
        "i_gang": Opgave.objects.filter(tilstand__in=["venter", "koerer"]).count(),
        "forsoeg": max(Opgave.objects.filter(art="modtag").values_list("forsoeg", flat=True), default=0),
        "opgivet": Opgave.objects.filter(tilstand="fejlet").count(),
        "modtag": [p.name for p in (lager().rod.parent / "modtag").iterdir()],
    }


def koe() -> dict[str, Any]:
    """How many jobs wait or run."""
    setup()
    from ffb.server.opgave.models import Opgave

    i_gang = Opgave.objects.filter(tilstand__in=["venter", "koerer"])
    return {"i_gang": i_gang.exclude(art="pasning").count()}


def rapport(demo: str) -> dict[str, Any]:
    """Whether 9001's tables as counted by the server are those of the same files read without one."""
    setup()
    from django.conf import settings

    from ffb.engine.duckdb import DuckDB
    from ffb.formats import read
    from ffb.formats.grundlag import Laesevalg
    from ffb.formats.identitet import Identitet
    from ffb.server.fund.models import Opgoerelse
    from ffb.server.fund.opgoer import build_opsaetning, build_rapport
    from ffb.server.fund.rapporter import pak_ud
    from ffb.server.leverance.grundlag import load_vejledning
    from ffb.server.noegler import load_noegler

    assert settings.configured
    laesning = read(
        [Path(demo) / "leverancer" / "9001"], Laesevalg(Identitet(load_noegler().pseudonym), tilsyn="hensigt")
    )
    ventet = build_rapport(
        dict(laesning.tabeller), load_vejledning("9001"), build_opsaetning("9001", *PERIODE), DuckDB()
    )
    talt = Opgoerelse.objects.filter(kommune="9001", periode_fra=PERIODE[0]).order_by("-pk").first()
    if talt is None:
        return {"ens": False}
    fundet = pak_ud(talt.rapport)
    return {"ens": all(fundet.tabeller[t] == ventet.tabeller[t] for t in ("tabel1", "tabel2"))}


if __name__ == "__main__":
    ord_ = {"saa": saa, "tjek": tjek, "koe": koe, "rapport": rapport}
    print(json.dumps(ord_[sys.argv[1]](*sys.argv[2:])))

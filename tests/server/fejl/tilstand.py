"""Seeds an installation and says what is wrong with it, in a process beside the server: `tilstand saa|tjek`.

Prints one line of JSON last.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
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
    for navn in (*Rolle, "sagsbehandler2"):
        rolle = Rolle(navn.rstrip("2"))
        bruger = Bruger.objects.create_user(f"{navn}@eksempel.dk", ADGANGSKODE, navn=str(navn))
        Tildeling.objects.create(
            bruger=bruger, rolle=rolle, kommune="" if rolle in NATIONALE else "9001", af="test"
        )
        browser = Client()
        browser.force_login(bruger)
        sessioner[str(navn)] = browser.cookies["ffb_session"].value
    noegler = {k: make_noegle(k, "Vendor X", navn="prøve", by="test")[1] for k in ("9001", "9002")}
    return {"sessioner": sessioner, "noegler": noegler}


def fyld(demo: str) -> dict[str, str]:
    """A year in the store beside `saa`: counted, a receipt of each kind, a begrundelse, an approval.

    Returns a value for each word that stands in an address.
    """
    prepare_data()
    from ffb.begreber import katalog_list
    from ffb.formats import read
    from ffb.formats.grundlag import Laesevalg
    from ffb.formats.identitet import Identitet
    from ffb.server.fund.models import Fund, Opgoerelse
    from ffb.server.fund.opgoer import opgoer
    from ffb.server.godkendelse.actions import begin_godkendelse, give_godkendelse, tick_punkt
    from ffb.server.godkendelse.tjekliste import PUNKTER
    from ffb.server.leverance.actions import publish_laesning
    from ffb.server.leverance.models import Borgernummer, Leverance, Modtagelse, System
    from ffb.server.leverance.modtag import receive_filer
    from ffb.server.noegler import load_noegler
    from ffb.server.opgave.arter import load_arter
    from ffb.server.opgave.koe import work

    load_arter()
    rod = Path(demo) / "leverancer"
    laesning = read([rod], Laesevalg(Identitet(load_noegler().pseudonym), tilsyn="hensigt"))
    publish_laesning(laesning, None, None, rod=demo, by="test")
    from ffb.server.adgang.models import Bruger

    person = Bruger.objects.get(email="godkender@eksempel.dk")
    receive_filer("9001", [("a.csv", io.BytesIO(b"intet"))], vej="upload", by=person)
    work(til_tom=True)
    assert opgoer("9001", PERIODE) is not None
    opgoerelse = Opgoerelse.objects.filter(kommune="9001").latest("pk")
    godkendt = begin_godkendelse(opgoerelse, by=person)
    for punkt in PUNKTER:
        tick_punkt(godkendt, punkt, bemaerkning="", sat=True, by=person)
    give_godkendelse(godkendt, "2", bemaerkning="", by=person)
    fund = Fund.objects.filter(kommune="9001").exclude(borger_id=None).first()
    assert fund is not None
    katalog = katalog_list()[0]
    from ffb.server.begreb.actions import propose_version

    forslag = propose_version(replace(katalog, id=f"{katalog.id}-ny"), [], by=person)
    leverancer = Leverance.objects.filter(kommune="9001").order_by("pk").values_list("pk", flat=True)
    return {
        "kode": "9001",
        "godkendelse": str(godkendt.pk),
        "kladde": str(begin_godkendelse(opgoerelse, by=person).pk),
        "navn": katalog.id.partition("/")[0],
        "version": katalog.version,
        "katalog_nr": str(forslag.pk),
        "begreb_kode": katalog.art(next(iter(katalog.art_antal())))[0].kode,
        "fund": str(fund.pk),
        "regel": fund.regel,
        "analyse": "V15",
        "borger_id": str(Borgernummer.objects.filter(kommune="9001").earliest("pk").borger_id),
        "uuid": str(Modtagelse.objects.latest("tid").pk),
        "system_nr": str(System.objects.filter(kommune="9001").earliest("pk").pk),
        "leverance": str(leverancer[0]),
        "person": str(person.pk),
        **_udgivelser(),
        **_sag(),
        **_svar(person),
        **_konvertering(),
    }


def _udgivelser() -> dict[str, str]:
    """One that is published, and one to be looked at."""
    from ffb.server.opgave.koe import work
    from ffb.server.udgivelse.actions import order_udgivelse, publish_udgivelse

    udgivet = order_udgivelse(PERIODE, 3, by="test")
    work(til_tom=True)
    publish_udgivelse(udgivet, by="test")
    kladde = order_udgivelse(PERIODE, 3, by="test")
    work(til_tom=True)
    return {"udgivelse_navn": udgivet.navn, "udgivelse_kladde": kladde.navn}


def _sag() -> dict[str, str]:
    """A case that has been ordered to the provider's place, its indsats, an order to follow up, and the
    receipt of a message that could not be read."""
    from ffb.server.adgang.models import Bruger
    from ffb.server.sag.models import Udfoererperson
    from ffb.server.sag.modtag import receive_besked
    from server.server_sag import Borger

    borger = Borger(Bruger.objects.get(email="sagsbehandler@eksempel.dk"))
    udfoerer = Bruger.objects.get(email="udfoerer@eksempel.dk")
    Udfoererperson.objects.create(sted=borger.sted, bruger=udfoerer)
    kvittering, _ny = receive_besked("9001", b"{}", vej="upload", by=udfoerer)
    return {
        "kvittering": str(kvittering.pk),
        "sag_id": str(borger.sag.pk),
        "objekt_id": borger.indsats,
        "fase": "sagsoplysning",
        "slags": "tema",
        "bestilling": str((adgang := borger.bestil()).pk),
        "bestilt": str(adgang.bestilling_id),
    }


def _svar(af: Any) -> dict[str, str]:
    """The answer of a tool, and one of its lists."""
    from ffb.server.opgave.koe import work
    from ffb.server.redskaber.actions import order_svar
    from ffb.server.redskaber.kuvert import aabn_svar

    svar = order_svar("9001", "indfasning", {}, by=af)
    work(til_tom=True)
    svar.refresh_from_db()
    lister = [t.navn for t in aabn_svar(svar.data).opgoerelse.tabeller.values() if t.persondata]
    return {"svar": str(svar.pk), "liste": lister[0]}


def links() -> dict[str, str]:
    """The addresses that stand in mails: an invitation, and a new password for the one who forgot it."""
    setup()
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    from ffb.server.adgang.actions import invite
    from ffb.server.adgang.models import Bruger
    from ffb.server.adgang.roller import Rolle

    glemsom = Bruger.objects.get(email="laeser@eksempel.dk")
    noegle = f"{user_pk_to_url_str(glemsom)}-{default_token_generator.make_token(glemsom)}"
    _, hemmelig = invite("ny@eksempel.dk", "Ny Demo", Rolle.LAESER, "9001", by="test")
    return {"invitation": f"/invitation/{hemmelig}", "glemt": f"/konto/adgangskode/ny/{noegle}/"}


def _konvertering() -> dict[str, str]:
    """A made-up conversion with a wave planned."""
    from tempfile import TemporaryDirectory

    from ffb.demo.gammelt import START, STEDER, make_tabel, write_gammelt
    from ffb.formats.identitet import Identitet
    from ffb.konvertering.arter import AFGOERES
    from ffb.konvertering.poster import read_gammelt
    from ffb.server.konvertering.actions import begin_konvertering, replace_tabel
    from ffb.server.konvertering.boelger import plan_boelge
    from ffb.server.konvertering.gemt import build_koersel
    from ffb.server.noegler import load_noegler

    with TemporaryDirectory() as mappe:
        liste = write_gammelt(Path(mappe), 10)[0]
        gammelt = read_gammelt([liste], Identitet(load_noegler().pseudonym))
    k = begin_konvertering("9001", "DEMO gammelt system", gammelt, "boelger", "alt", START, by="test")
    replace_tabel(k, make_tabel(), by="test")
    plan_boelge(k, "DEMO første", START, "DEMO Leder", STEDER[:2], by="test")
    udfald = build_koersel(k).udfald
    nr = next(n for n, u in enumerate(udfald, start=1) if u.udfald == AFGOERES and u.rolle == "maalgruppe")
    return {"konv_nr": str(k.pk), "linje_nr": str(k.tabellinje_set.earliest("pk").pk), "post_nr": str(nr)}


def ruter() -> list[list[str]]:
    """Every address as [name, pattern]."""
    setup()
    from django.urls import URLPattern, get_resolver

    def walk(liste: Any, foran: str) -> list[list[str]]:
        ud: list[list[str]] = []
        for p in liste:
            rute = foran + str(p.pattern)
            ud += [[p.name or "", rute]] if isinstance(p, URLPattern) else walk(p.url_patterns, rute)
        return ud

    return walk(get_resolver().url_patterns, "/")


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


def migrer() -> dict[str, Any]:
    """Bring the database up to date; rows of each table before and after, faults of the trail."""
    setup()
    from django.core.management import call_command
    from django.db import connection

    def taeller() -> dict[str, int]:
        with connection.cursor() as cursor:
            ud = {}
            for tabel in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(tabel)}")
                ud[tabel] = cursor.fetchone()[0]
        return ud

    foer = taeller()
    call_command("migrate", verbosity=0, interactive=False)
    from django.apps import apps

    from ffb.server.spor.actions import verify_spor

    laest = {m._meta.label: len(list(m._default_manager.all()[:50])) for m in apps.get_models()}
    return {"foer": foer, "efter": taeller(), "fejl": verify_spor(), "laest": laest}


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
    ventet = build_rapport(laesning, load_vejledning("9001"), build_opsaetning("9001", *PERIODE), DuckDB())
    talt = Opgoerelse.objects.filter(kommune="9001", periode_fra=PERIODE[0]).order_by("-pk").first()
    if talt is None:
        return {"ens": False}
    fundet = pak_ud(talt.rapport)
    return {"ens": all(fundet.tabeller[t] == ventet.tabeller[t] for t in ("tabel1", "tabel2"))}


def afleveret() -> dict[str, Any]:
    """The cases' handover of the day has been: until tomorrow only a person hands over."""
    setup()
    from django.utils import timezone

    from ffb.server.sag.models import Sagsopsaetning

    Sagsopsaetning.objects.create(kommune="9001", indberettet_dag=timezone.localdate())
    return {}


if __name__ == "__main__":
    ord_ = {
        "saa": saa,
        "tjek": tjek,
        "migrer": migrer,
        "fyld": fyld,
        "ruter": ruter,
        "links": links,
        "rapport": rapport,
        "afleveret": afleveret,
    }
    print(json.dumps(ord_[sys.argv[1]](*sys.argv[2:])))

"""Part: FHIR read, checked and stored, beside plain decoding, fhir.resources and Medplum.

The measuring itself is `bench.fhir` (reading) and `bench.fhir_peers` (checking), which write their own pages.
"""

from __future__ import annotations

import tempfile
import time
from itertools import count
from pathlib import Path

from bench import fhir, fhir_peers
from bench.fhir import Maaling
from bench.fhir_peers_side import Saet
from bench.resultat import Linje, Udbytte

from ffb.formats.fhir.laes import read_fhir
from ffb.formats.fhir.tilsyn import Tilsyn
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler
from ffb.server.leverance.lager import Lager

MINDRE, PROFILER = 15.0, 100.0  # times the speed of a peer that checks less, that checks profiles
AFKODNING, BIBLIOTEK = "msgspec, kun afkodning", "fhir.resources"
ENHED = "bundter/s"
SAET = {"officielle": "Vejledningens egne eksempler", "demo": "Demoens, alle forskellige"}


def maal(lille: bool = False) -> Udbytte:
    """`lille`: only a few rounds, no Medplum, and no page of its own is written."""
    if lille:
        demo = fhir.syntetiske(50)
        laest = {"demo": fhir.maal(demo, runder=2, gentag=1)}
        maalt, uden = fhir_peers.Maalt({}, [], {}, 0), "lille kørsel"
    else:
        demo = fhir.syntetiske()
        kompakte, alle = list(fhir.main().values())[1:]
        laest = {"officielle": kompakte, "demo": alle}
        maalt, uden = fhir_peers.main()
    linjer = [linje for navn, m in laest.items() for linje in _laest(SAET[navn], m)]
    for saet in maalt.saet:
        linjer += _tjekket(saet, uden)
    linjer += _gemt(demo, laest["demo"], 1 if lille else 5)
    return Udbytte(sorted(linjer, key=lambda linje: list(SAET.values()).index(linje.gruppe)))


def _laest(gruppe: str, m: Maaling) -> list[Linje]:
    hvad = "læst, tjekket før (som serveren)"
    begge = "læst og tjekket"
    return [
        Linje(gruppe, hvad, m.raekker, ENHED, "graense", AFKODNING, m.afkodning),
        Linje(gruppe, hvad, m.raekker, ENHED, "andre", BIBLIOTEK, m.bibliotek, MINDRE),
        Linje(gruppe, begge, m.raekker_tjek, ENHED, "graense", AFKODNING, m.afkodning),
        Linje(gruppe, begge, m.raekker_tjek, ENHED, "andre", BIBLIOTEK, m.bibliotek, MINDRE),
    ]


def _tjekket(saet: Saet, uden: str) -> list[Linje]:
    fart, hvad = saet.fart, "tjekket"
    maal = {fhir_peers.BIBLIOTEK.navn: MINDRE, fhir_peers.MEDPLUM: PROFILER, fhir_peers.MEDPLUM_ALT: PROFILER}
    vores = fart[fhir_peers.VORES.navn]
    graense = Linje(
        SAET[saet.navn], hvad, vores, ENHED, "graense", AFKODNING, fart[fhir_peers.AFKODNING.navn]
    )
    andre = [
        Linje(SAET[saet.navn], hvad, vores, ENHED, "andre", navn, fart.get(navn), m,
              "" if navn in fart else uden)
        for navn, m in maal.items()
    ]  # fmt: skip
    return [graense, *andre]


def _gemt(bundter: list[bytes], m: Maaling, runder: int) -> list[Linje]:
    """Read, checked and written as one leverance, fsynced."""
    filer = [Fil(f"{i}.json", data) for i, data in enumerate(bundter)]
    numre, bedste = count(1), float("inf")
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as mappe:
        lager = Lager(Path(mappe))
        for _ in range(runder):
            start, samler = time.process_time(), Raekkesamler()
            read_fhir(
                filer, Leverancehoved(), 1, samler, Laesevalg(Identitet(fhir.NOEGLE)), Tilsyn(streng=False)
            )
            lager.write(next(numre), samler.tabeller(), None)
            bedste = min(bedste, time.process_time() - start)
    vores, hvad = len(bundter) / bedste, f"læst, tjekket og gemt, {len(bundter)} som én leverance"
    return [
        Linje(SAET["demo"], hvad, vores, ENHED, "graense", AFKODNING, m.afkodning),
        Linje(SAET["demo"], hvad, vores, ENHED, "andre", BIBLIOTEK, m.bibliotek, MINDRE),
    ]

"""A report made by hand, for the tests of the renderers: kommune 9001 Demokommune, synthetic persons.

The figures are arbitrary but add up; the canary numbers are recognisable (day + 60).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ffb.rapport.resultat import Kolonne, Kolonnetype, Rapport, Rapporttabel

KANARI = "6101011234"
FORMEL = "=HYPERLINK(1)&CMD"
HTML_FARE = '<script>alert(1)</script> & "citat" #let x = [*fed*] $y$ \x1b[31m'

TAELLINGER: list[tuple[str, str, bool, bool]] = [  # navn, titel, vores, fejl
    ("antal", "Antal ydelser", False, False),
    ("mangler_ydelse_uuid", "Mangler FFB-ydelse", False, True),
    ("mangler_tilbud_uuid", "Mangler FFB-tilbud", False, True),
    ("fejl_mapning", "Fejl i mapning", False, True),
    ("ukendt_uuid", "Ukendt UUID", True, True),
    ("ugyldig_kombination", "Ugyldig kombination", True, True),
    ("mangler_maalgruppe", "Mangler målgruppe", True, True),
    ("fejlfri", "Fejlfri", True, False),
    ("heraf_skift", "Heraf skift", True, False),
]
PARAGRAFFER = [
    "§82a",
    "§82b",
    "§82c",
    "§82d",
    "§85",
    "§85 i ABL §105",
    "§103",
    "§104",
    "§107",
    "§108",
    "Uoplyst",
]
MANGLER = [
    ("udredningstema", "Udredningstema"),
    ("aktivitet_deltagelse", "Aktivitet og deltagelse"),
    ("funktionsevneniveau", "Funktionsevneniveau"),
    ("stoettebehov", "Støttebehovsniveau"),
    ("maaltype", "Indsatsmål med måltype"),
    ("progressionsdata", "Progressionsdata (mangler mindst én)"),
]
FEJL = ["mangler_ydelse_uuid", "mangler_tilbud_uuid", "fejl_mapning", "ukendt_uuid", "ugyldig_kombination"]


def k(
    navn: str, titel: str, type_: Kolonnetype = "tekst", vores: bool = False, fejl: bool = False
) -> Kolonne:
    return Kolonne(navn, titel, type_, vores, fejl)


def cpr(nr: int) -> str:
    """Synthetic: day + 60; number 0 is the canary."""
    return KANARI if nr == 0 else f"{61 + nr % 28:02d}{1 + nr % 12:02d}{50 + nr % 50:02d}{nr % 10000:04d}"


def taellekolonner() -> tuple[Kolonne, ...]:
    return tuple(Kolonne(n, t, "antal", v, f) for n, t, v, f in TAELLINGER)


def make_rapport(
    *, liste1: int = 57, liste2: int = 312, sikker: bool = False, demo: bool = True, tom: bool = False
) -> Rapport:
    tabeller = [
        _leverancer(),
        _kontakter(),
        _tabel1(tom),
        _tabel1_dst(tom),
        _tabel2(tom),
        _opdelt(tom),
        _liste1(0 if tom else liste1, sikker),
        _liste2(0 if tom else liste2, sikker),
        _ydelsesrapport(tom),
    ]
    return Rapport(
        kommune_kode="9001",
        kommune_navn="Demokommune",
        demo=demo,
        periode_fra=date(2025, 1, 1),
        periode_til=date(2025, 12, 31),
        dannet_paa="2026-01-14T06:00:00+01:00",
        tabeller={t.navn: t for t in tabeller},
        tal=_tal(tom),
        indstillinger={"krav_ff": False, "ikke_vurderet_taeller": True, "kladde_taeller": False},
        versioner={"program": "0.1.0", "katalog": "2023-05", "mapning": "2025-06", "dst_koder": None},
        konklusion=("tom", "Ingen FFB-ydelser er startet i perioden.", "Tjek periode og leverancer.")
        if tom
        else (
            "klar_med_mangler",
            "57 af 12.345 ydelser har fejl, og 312 af 1.568 borgere mangler progressionsdata.",
            "Ret fejlene i fagsystemet og send en ny leverance inden den 14. februar."
            " Godkendelsesniveau 2 passer til tallene.",
        ),
        noter=["Ydelser fra tidligere systemer tæller kun, når de er afsluttet.", HTML_FARE],
        sikker=sikker,
    )


def _tabel(navn: str, titel: str, kolonner: tuple[Kolonne, ...], rk: list[Any], **valg: Any) -> Rapporttabel:
    raekker = [dict(zip([x.navn for x in kolonner], r, strict=True)) for r in rk]
    return Rapporttabel(navn, titel, kolonner, raekker, **valg)


def _leverancer() -> Rapporttabel:
    kolonner = (
        k("fil_id", "Fil-id", "kode"),
        k("tid", "Indberetningstidspunkt", "tid"),
        k("system", "System"),
        k("system_status", "System_status"),
        k("art", "Art", vores=True),
        k("raekker", "Rækker", "antal", vores=True),
    )
    raekker = [
        ("DEMO-2026-01-14-A", "2026-01-14T06:00:00+01:00", "Demo Nexus", "Nuværende", "fuld", 98765),
        ("DEMO-2026-01-13", "2026-01-13T22:15:00Z", "Demo Sensum", "Nuværende", "loebende", 4321),
        (HTML_FARE, "ukendt tid", FORMEL, "Tidligere anvendt", "fuld", 0),
    ]
    return _tabel("leverancer", "Dataleverancer", kolonner, raekker, svar="3 leverancer indgår i rapporten.")


def _kontakter() -> Rapporttabel:
    kolonner = (
        k("system", "System"),
        k("faglig_ansvarlig", "Faglig ansvarlig"),
        k("kvitteringsmodtager", "Kvitteringsmodtager"),
        k("teknisk_ansvarlig", "Teknisk ansvarlig"),
    )
    raekker = [
        ("Demo Nexus", "Åse Ærø, aase@demo.invalid", "Bo Demo", "Drift Demo"),
        ("Demo Sensum", "Åse Ærø, aase@demo.invalid", None, None),
    ]
    return _tabel("kontakter", "Kontaktpersoner", kolonner, raekker, noter=("Rettes i fagsystemet.",))


def _taelling(i: int) -> tuple[Any, ...]:
    return (1000 + 37 * i, i, 2 * i % 5, None if i == 4 else i % 3, i % 2, None, 3 * i, 990 + 30 * i, i % 4)


def _sum(raekker: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(
        None if all(v is None for v in s) else sum(v or 0 for v in s) for s in zip(*raekker, strict=True)
    )


def _tabel1(tom: bool) -> Rapporttabel:
    tal = [_taelling(i) for i in range(len(PARAGRAFFER))]
    raekker = [] if tom else [(p, *t) for p, t in zip(PARAGRAFFER, tal, strict=True)]
    i_alt = (0, 0, 0, None, 0, None, 0, 0, 0) if tom else _sum(tal)
    return _tabel(
        "tabel1",
        "Tabel 1: Antal FFB-ydelser og -tilbud",
        (k("paragraf", "Paragraf"), *taellekolonner()),
        [*raekker, ("I alt", *i_alt)],
        svar="12.345 ydelser er startet i 2025; 57 har mindst én fejl.",
        noter=(
            "Ydelser startet i perioden, begge dage med. En ydelse kan have flere fejl.",
            "Fejl i mapning: begge UUID'er er der, men parret passer ikke til DST-koden.",
        ),
        total=True,
    )


def _tabel1_dst(tom: bool) -> Rapporttabel:
    kolonner = (k("dst_kode", "DST-kode", "kode", True), k("paragraf", "Paragraf", vores=True))
    taeller = tuple(Kolonne(n, t, "antal", True, f) for n, t, _, f in TAELLINGER)
    raekker = [] if tom else [(f"1.12.0.{i}", p, *_taelling(i)) for i, p in enumerate(PARAGRAFFER)]
    return _tabel("tabel1_pr_dst_kode", "Tabel 1 pr. DST-kode", kolonner + taeller, raekker)


def _tabel2(tom: bool) -> Rapporttabel:
    kolonner = (
        k("raekke", "Nøgle", "kode"),
        k("tekst", "Borgere, der mangler"),
        k("antal", "Antal borgere", "antal", fejl=True),
        k("andel", "Andel", "andel"),
        k("heraf_ikke_vurderet", "Heraf ikke vurderet", "antal", vores=True),
    )
    raekker = [
        (n, t, 0, None, None)
        if tom
        else (n, t, 143 * i, (Decimal(14300 * i) / 1568).quantize(Decimal("0.1")), i if i in (2, 3) else None)
        for i, (n, t) in enumerate(MANGLER)
    ]
    return _tabel(
        "tabel2",
        "Tabel 2: Antal borgere med mindst én FFB-ydelse, og hvad der mangler",
        kolonner,
        raekker,
        svar="1.568 borgere har mindst én FFB-ydelse startet i 2025; 715 mangler mindst én oplysning.",
        noter=("Progressionsdata har ingen periodegrænse.",),
    )


def _opdelt(tom: bool) -> Rapporttabel:
    kolonner = (
        k("opdeling", "Opdeling", vores=True),
        k("vaerdi", "Værdi", vores=True),
        k("borgere", "Borgere", "antal", vores=True),
        *(Kolonne(n, t.split(" (")[0], "antal", True, True) for n, t in MANGLER),
        k("mangler_alle", "Mangler alle fem", "antal", True, True),
    )
    vaerdier = [("paragraf", p) for p in PARAGRAFFER] + [
        ("system", "Demo Nexus"),
        ("enhed", "Botilbud Ærøvej"),
    ]
    vaerdier += [("maaned", f"2025-{m:02d}") for m in range(1, 13)] + [("kun_82", "ja"), ("kun_82", "nej")]
    raekker = (
        []
        if tom
        else [(o, v, 100 + i, *(i * j % 7 for j in range(6)), i % 2) for i, (o, v) in enumerate(vaerdier)]
    )
    return _tabel("tabel2_opdelt", "Tabel 2 opdelt", kolonner, raekker)


def _liste1(n: int, sikker: bool) -> Rapporttabel:
    foerste = k("pseudonym", "Pseudonym", "kode") if sikker else k("cpr", "CPR", "kode")
    kolonner = (
        foerste,
        k("kommune", "Kommune", "kode"),
        k("system", "System"),
        k("fil_id", "Fil-id", "kode"),
        k("sagsnummer", "Sagsnummer", "kode"),
        k("enhed", "Enhed"),
        k("sagsbehandler", "Sagsbehandler"),
        k("tilbud", "Tilbud (P-nummer)"),
        k("ejer", "Ejer"),
        k("dst_kode", "DST-kode", "kode"),
        k("startdato", "Startdato", "dato"),
        k("ydelse_id", "Ydelse-id", "kode"),
        k("ffb_ydelse_kode", "FFB-ydelse UUID", "kode"),
        k("ffb_ydelse", "FFB-ydelse"),
        k("ffb_tilbud_kode", "FFB-tilbud UUID", "kode"),
        k("ffb_tilbud", "FFB-tilbud"),
        k("fejl", "Fejl", "liste"),
        k("goer", "Gør"),
        k("lovlige_dst_koder", "Lovlige DST-koder", "liste"),
        k("lovlige_kombinationer", "Lovlige kombinationer", "liste"),
    )
    raekker = [
        (
            f"p{i:08d}" if sikker else cpr(i),
            "9001",
            "Demo Nexus",
            "DEMO-2026-01-14-A",
            f"S-{i:06d}",
            FORMEL if i == 1 else "Botilbud Ærøvej",
            "+45 Åse" if i == 1 else "Åse Ærø",
            None if i % 3 else "Bostedet Åen",
            "Botilbud Ærøvej",
            "1.12.0.2",
            f"2025-{1 + i % 12:02d}-15",
            f"0{i:07d}",
            None if i % 5 == 0 else f"0b1c2d3e-0000-4000-8000-{i:012d}",
            None if i % 5 == 0 else "Socialpædagogisk støtte",
            f"5e1c2d3e-0000-4000-8000-{i:012d}",
            "Almen ældre- og handicapvenlig bolig",
            [FEJL[i % 5]] if i % 7 else [FEJL[i % 5], FEJL[(i + 1) % 5]],
            "Vælg den FFB-ydelse, der er bevilget, i fagsystemet.",
            [] if i % 5 != 2 else ["1.12.0.1", "1.12.0.2"],
            [] if i % 5 != 2 else ["Botilbud + Socialpædagogisk støtte", "Støttecenter + Ledsagelse"],
        )
        for i in range(n)
    ]
    return _tabel(
        "cpr_liste_1", "CPR-liste 1", kolonner, raekker, persondata=True, svar=f"{n} ydelser har fejl."
    )


def _liste2(n: int, sikker: bool) -> Rapporttabel:
    foerste = k("pseudonym", "Pseudonym", "kode") if sikker else k("cpr", "CPR", "kode")
    kolonner = (
        foerste,
        k("kommune", "Kommune", "kode"),
        k("enhed", "Enhed"),
        k("sagsbehandler", "Sagsbehandler"),
        k("tilbud", "Tilbud (P-nummer)", "liste"),
        k("ejer", "Ejer"),
        k("mangler", "Mangler", "liste"),
        k("ydelser", "Ydelser", "liste"),
        k("sagsnumre", "Sagsnumre", "liste"),
        k("naermeste_start", "Nærmeste start", "dato"),
    )
    raekker = [
        (
            f"p{i:08d}" if sikker else cpr(i),
            "9001",
            "Støttecenter Åen" if i % 2 else None,
            "Bo Demo",
            ["Bostedet Åen"] if i % 3 == 0 else [],
            "Støttecenter Åen",
            [MANGLER[j][0] for j in range(5) if (i + j) % 3],
            ["Socialpædagogisk støtte"],
            [f"S-{i:06d}"],
            f"2025-{1 + i % 12:02d}-01",
        )
        for i in range(n)
    ]
    return _tabel("cpr_liste_2", "CPR-liste 2", kolonner, raekker, persondata=True)


def _ydelsesrapport(tom: bool) -> Rapporttabel:
    kolonner = (
        k("dst_kode", "DST-kode", "kode", True),
        k("aar", "År", "antal", True),
        k("kvartal", "Kvartal", "antal", True),
        k("aktive", "Aktive", "antal", True),
        k("startet", "Startet", "antal", True),
        k("afsluttet", "Afsluttet", "antal", True),
        k("modtagere", "Modtagere", "antal", True),
        k("fuldtidsydelser", "Fuldtidsydelser", "tal", True),
    )
    raekker = [
        (f"1.12.0.{kode}", aar, kv, 1200 + aar % 7, 90, 70 * (kv or 4), 1100, Decimal("1043.25"))
        for kode in (1, 2)
        for aar in (2023, 2024, 2025)
        for kv in (None, 1, 2, 3, 4)
    ]
    return _tabel("ydelsesrapport", "Ydelsesrapport", kolonner, [] if tom else raekker)


def _tal(tom: bool) -> dict[str, Any]:
    tal: dict[str, Any] = {
        "uden_dst_kode": 41,
        "afledt_dst_kode": 12,
        "ukendt_dst_kode": 0,
        "uden_alt": 3,
        "ukendt_ydelse_uden_dst": 0,
        "dobbelt_efter_systemskifte": 5,
        "fremmed_kommune": 1,
        "borgere": 1568,
        "mangler_alle": 87,
        "mangler_alle_andel": Decimal("5.5"),
    }
    return dict.fromkeys(tal, 0) | {"mangler_alle_andel": None} if tom else tal

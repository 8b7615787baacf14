"""What stands around the tables: title, period, facts, single figures, settings, footnotes.

One set of (label, text) pairs for terminal, XLSX, HTML and PDF. Left out: look.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ffb.rapport.resultat import Kolonne, Rapport, Rapporttabel
from ffb.render import tekster
from ffb.render.format import Celle, andel, antal, celle, dato, er_tal, fri, rens, tid
from ffb.sprog import _, antal_ord

Par = tuple[str, str]
Figur = tuple[str, str, Any]  # label, key, value

# keys that have their words in the column beside them
NOEGLER = frozenset(
    {
        ("tabel2", "raekke"),
        ("indfasning", "maaned"),
        ("udfald", "udfald"),
        ("aarsager", "aarsag"),
        ("prognose_tabel1", "raekke"),
        ("prognose_tabel2", "raekke"),
    }
)


def kommune(rapport: Rapport) -> str:
    """`Demokommune (9001)`."""
    if not rapport.kommune_kode:
        return rens(rapport.kommune_navn) or _("Ukendt kommune")
    return f"{rens(rapport.kommune_navn)} ({rens(rapport.kommune_kode)})".strip()


def periode(rapport: Rapport) -> str:
    return _("{fra}–{til}", fra=dato(rapport.periode_fra), til=dato(rapport.periode_til))


def kort_periode(rapport: Rapport) -> str:
    """`2025` for a calendar year, else the two dates."""
    fra, til = rapport.periode_fra, rapport.periode_til
    helt_aar = fra == date(fra.year, 1, 1) and til == date(fra.year, 12, 31)
    return str(fra.year) if helt_aar else periode(rapport)


def titel(rapport: Rapport) -> str:
    """`FFB-rapport 2025 – Demokommune (9001)`."""
    return _("FFB-rapport {periode} – {kommune}", periode=kort_periode(rapport), kommune=kommune(rapport))


def konklusion(rapport: Rapport) -> tuple[str, str, str, str, str]:
    """(code, icon, words, sentence, what happens next); the sentence does not say the words again."""
    kode, saetning, naeste = rapport.konklusion
    ikon, ord_ = tekster.KONKLUSION.get(kode, ("?", kode))
    ord_ = _(ord_)
    rest = rens(saetning).removeprefix(f"{ord_}: ")
    return kode, ikon, ord_, rest[:1].upper() + rest[1:], rens(naeste)


def forbehold(rapport: Rapport) -> list[str]:
    """What the report is and is not, most important first."""
    linjer = [_(tekster.DEMO)] if rapport.demo else []
    return [*linjer, _(tekster.FORBEHOLD), *([_(tekster.SIKKER)] if rapport.sikker else [])]


def fakta(rapport: Rapport) -> list[Par]:
    """The title block."""
    leverancer = rapport.tabeller["leverancer"].raekker
    systemer = sorted({rens(str(r["system"])) for r in leverancer if r["system"]})
    fra = _(" fra {systemer}", systemer=", ".join(systemer)) if systemer else ""
    return [
        (_("Kommune"), kommune(rapport)),
        (_("Periode"), periode(rapport)),
        (_("Leverancer"), antal(len(leverancer)) + fra),
        (_("Seneste leverance"), tid(rapport.dannet_paa) if rapport.dannet_paa else tekster.TOM),
        *versioner(rapport),
    ]


def versioner(rapport: Rapport) -> list[Par]:
    return [(_(tekster.VERSION.get(k, _paen(k))), fri(v)) for k, v in rapport.versioner.items()]


def indstillinger(rapport: Rapport) -> list[Par]:
    return [(_(tekster.INDSTILLING.get(k, _paen(k))), fri(v)) for k, v in rapport.indstillinger.items()]


def figurer(rapport: Rapport, navn: str) -> list[Figur]:
    """The single figures beside table `navn` that are worth a line: those > 0, and those always stated."""
    return [
        (_(ord_), noegle, rapport.tal[noegle])
        for noegle, ord_ in tekster.TAL.get(navn, {}).items()
        if noegle in tekster.ALTID or rapport.tal[noegle]
    ]


def figur_tekst(noegle: str, vaerdi: Any) -> str:
    if vaerdi is None:
        return tekster.TOM
    return andel(vaerdi) if noegle.endswith("_andel") else antal(vaerdi)


def kolonner(tabel: Rapporttabel) -> list[Kolonne]:
    """The columns people are shown: a key with its words beside it is left to JSON and CSV."""
    return [k for k in tabel.kolonner if (tabel.navn, k.navn) not in NOEGLER]


def helt_vores(tabel: Rapporttabel) -> bool:
    return tabel.navn in tekster.HELT_VORES or all(k.vores for k in tabel.kolonner)


def kolonnetitel(tabel: Rapporttabel, kolonne: Kolonne) -> str:
    """The heading, with * where the column is ours and the table is not."""
    return _(kolonne.titel) + ("*" if kolonne.vores and not helt_vores(tabel) else "")


def celler(tabel: Rapporttabel) -> list[list[Celle]]:
    """Every row as cells, in the order of `kolonner`."""
    vis = kolonner(tabel)
    return [[celle(k, raekke[k.navn]) for k in vis] for raekke in tabel.raekker]


def noter(tabel: Rapporttabel) -> list[str]:
    """How it is counted, then what the marks mean where they are used and the table does not say it."""
    linjer = [rens(n) for n in tabel.noter]
    if not any(_("vores") in n for n in linjer):
        if helt_vores(tabel):
            linjer.append(_(tekster.VORES_TABEL))
        elif any(k.vores for k in kolonner(tabel)):
            linjer.append(_(tekster.VORES))
    tal = [k.navn for k in kolonner(tabel) if er_tal(k)]
    tomme = any(raekke[navn] is None for raekke in tabel.raekker for navn in tal)
    if tomme and not any(n.startswith(tekster.TOM) for n in linjer):
        linjer.append(_(tekster.TOM_FORKLARING))
    return linjer


def aar_alene(tabel: Rapporttabel) -> Rapporttabel:
    """The ydelsesrapport without its quarters; any other table unchanged."""
    if not any(k.navn == "kvartal" for k in tabel.kolonner):
        return tabel
    vis = tuple(k for k in tabel.kolonner if k.navn != "kvartal")
    raekker = [r for r in tabel.raekker if r["kvartal"] is None]
    return Rapporttabel(
        tabel.navn, tabel.titel, vis, raekker, tabel.svar, tabel.noter, tabel.persondata, tabel.total
    )


def listetal(rapport: Rapport) -> list[tuple[str, str, str]]:
    """The work lists as (table, short title, length in words): `CPR-liste 1`, `57 ydelser`."""
    lister = [rapport.tabeller["cpr_liste_1"], rapport.tabeller["cpr_liste_2"]]
    ydelser, borgere = (len(tabel.raekker) for tabel in lister)
    laengder = (antal_ord(ydelser, "ydelse", "ydelser"), antal_ord(borgere, "borger", "borgere"))
    par = zip(lister, laengder, strict=True)
    return [(tabel.navn, rens(tabel.titel).split(":")[0], laengde) for tabel, laengde in par]


def _paen(noegle: str) -> str:
    """`krav_xx` -> `Krav xx`."""
    return rens(noegle.replace("_", " ").capitalize())

"""What mending moves, in words and as a table: the few groups that move most, and every cell of every group.

Opinion taken: a line is the rule's own sentence, the cell that counts its findings, and what mending is
worth: ydelser without errors, citizens who lack nothing. It names no enhed, for that is a value of a row.
"""

from __future__ import annotations

from typing import Any

from ffb.model.dom import MANGEL_BIT
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.rapport.tabeller import TABEL1_KOLONNER
from ffb.render.format import antal
from ffb.rules.hoved import find_regel
from ffb.rules.side import EJER
from ffb.rules.tjek import Tjek
from ffb.rules.virkning import I_ALT, KODEREGLER, RETTELSER, Celle, Virkning
from ffb.sprog import Dansk, _, antal_ord

VIST = 5
SAMLET = "T2-06"  # all that the other rules of Tabel 2 find: no group of its own to work down
FORBEHOLD: Dansk = "Talt, ikke skønnet: rækkerne bliver i deres paragraf, og intet nyt dukker op."
KORT: dict[str, Dansk] = {
    "udredningstema": "Mangler udredningstema",
    "aktivitet_deltagelse": "Mangler A&D",
    "funktionsevneniveau": "Mangler niveau",
    "stoettebehov": "Mangler støttebehov",
    "maaltype": "Mangler måltype",
    "progressionsdata": "Mangler mindst én",
    "mangler_alle": "Mangler alle fem",
}
VAERD = {("fejlfri", I_ALT), ("antal", "progressionsdata")}  # what the mending is for
TITEL = {k.navn: k.titel for k in TABEL1_KOLONNER}
KOLONNER = (
    Kolonne("kommune", "Kommune", "kode"),
    Kolonne("regel", "Regel", "kode"),
    Kolonne("hvad", "Det, der rettes", "tekst"),
    Kolonne("ejer", "Ejer", "tekst"),
    Kolonne("paragraf", "Kun paragraf", "tekst"),
    Kolonne("enhed", "Kun enhed", "tekst"),
    Kolonne("antal", "Rettes", "antal"),
    Kolonne("tabel", "Tabel", "tekst"),
    Kolonne("raekke", "Række", "tekst"),
    Kolonne("kolonne", "Kolonne", "tekst"),
    Kolonne("foer", "Før", "antal"),
    Kolonne("efter", "Efter", "antal"),
)


def vis_virkning(virkning: tuple[Virkning, ...]) -> list[str]:
    """The whole groups that move most, one line each."""
    hele = [v for v in virkning if v.er_hel and v.regel not in (None, SAMLET)]
    flere = len({v.kommune for v in virkning}) > 1
    return [_linje(v, virkning, flere) for v in sorted(hele, key=_mest)[:VIST]]


def _mest(v: Virkning) -> tuple[Any, ...]:
    return -(v.fejlfri + v.fuldt_oplyst), -v.antal, v.kommune or "", v.regel or ""


def _linje(v: Virkning, alle: tuple[Virkning, ...], flere: bool) -> str:
    """`41 ydelser mangler FFB-tilbud: Tabel 1 »Mangler tilbuds-UUID« 41 → 0 (alene §85: 41 → 11), …`."""
    hvem = _("Kommune {kode}: ", kode=v.kommune or _("ikke oplyst")) if flere else ""
    egne = _egne(v)
    tabel = _("Tabel 1") if egne[0].tabel == "tabel1" else _("Tabel 2")
    vaerd = [c for c in v.celler if c not in egne and (c.kolonne, c.raekke) in VAERD]
    foerst = ", ".join(_vis(c) for c in egne)
    rest = "".join(f", {_vis(c)}" for c in vaerd)
    return f"{hvem}{_hvad(v)}: {tabel} {foerst}{_stoerste_del(v, alle)}{rest} ({v.regel})"


def _egne(v: Virkning) -> list[Celle]:
    """The cell that counts the group's findings (Tabel 1: I alt); of a rule about codes those it fills."""
    rettelse = RETTELSER.get(v.regel or "")
    if rettelse is None:
        return [c for c in v.celler if c.raekke in MANGEL_BIT]
    raekke, kolonne = (I_ALT, rettelse.celle) if rettelse.tabel == "tabel1" else (rettelse.celle, "antal")
    return [c for c in v.celler if (c.raekke, c.kolonne) == (raekke, kolonne)]


def _vis(c: Celle) -> str:
    return f"»{_titel(c)}« {antal(c.foer)} → {antal(c.efter)}"


def _stoerste_del(v: Virkning, alle: tuple[Virkning, ...]) -> str:
    """The paragraf that holds half of a group or more, with the cell as it is when only that is mended."""
    dele = [d for d in alle if (d.kommune, d.regel) == (v.kommune, v.regel) and d.paragraf is not None]
    stoerst = max(dele, key=lambda d: (d.antal, d.paragraf or ""), default=None)
    if stoerst is None or stoerst.antal * 2 < v.antal:
        return ""
    celle = _egne(stoerst)[0]
    return _(
        " (alene {paragraf}: {foer} → {efter})",
        paragraf=stoerst.paragraf,
        foer=antal(celle.foer),
        efter=antal(celle.efter),
    )


def _hvad(v: Virkning) -> str:
    """`41 ydelser mangler FFB-tilbud`; an owner's group is all that is his."""
    regel = find_regel(v.regel) if v.regel else None
    if regel is None:
        return _(
            "Alt, hvad {ejer} kan rette ({antal})",
            ejer=_(EJER[v.ejer]),
            antal=antal_ord(v.antal, "række", "rækker"),
        )
    if v.regel in KODEREGLER:
        return _(
            "{titel} hos {borgere}",
            titel=regel.tekst().titel,
            borgere=antal_ord(v.antal, "borger", "borgere"),
        )
    if v.antal == 1:
        return f"{regel.tekst().titel} (1)"
    return regel.tekst().besked_flertal.replace("{antal}", antal(v.antal)).rstrip(".")


def _titel(c: Celle) -> str:
    return _(TITEL[c.kolonne] if c.tabel == "tabel1" else KORT[c.raekke])


def build_virkning(tjek: Tjek) -> Rapporttabel:
    """Every cell that every group moves, as the sheet of the workbook."""
    raekker = [_raekke(v, c) for v in tjek.virkning for c in v.celler]
    svar = antal_ord(len(tjek.virkning), "gruppe", "grupper")
    noter: tuple[Dansk, ...] = (
        FORBEHOLD,
        "Kun paragraf og Kun enhed: den del af gruppen. Er begge tomme, er det hele gruppen.",
        "En borgers paragraf og enhed er dem på hendes første ydelse i perioden.",
    )
    return Rapporttabel(_("Hvis det rettes"), "Hvis det rettes", KOLONNER, raekker, svar, noter)


def _raekke(v: Virkning, c: Celle) -> dict[str, Any]:
    return {
        "kommune": v.kommune,
        "regel": v.regel,
        "hvad": _hvad(v),
        "ejer": _(EJER[v.ejer]),
        "paragraf": v.paragraf,
        "enhed": v.enhed,
        "antal": v.antal,
        "tabel": _("Tabel 1") if c.tabel == "tabel1" else _("Tabel 2"),
        "raekke": _(c.raekke if c.tabel == "tabel1" else KORT[c.raekke]),
        "kolonne": _(TITEL[c.kolonne]) if c.tabel == "tabel1" else _("Borgere"),
        "foer": c.foer,
        "efter": c.efter,
    }

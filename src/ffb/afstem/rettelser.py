"""What a re-delivery mended, as a page for the it-leverandør: fixed, new, reopened and still there, per rule.

Opinion taken: rows are named by the source's own id, file and line; no citizen, no value of a field, and
whatever looks like a CPR is covered. The figures are those of the check against the earlier one.
Grain: rule; finding. Source: 3-rapport, For the data steward; 4-regler, A finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ffb.begreber import find_kommune
from ffb.model.fund import EJERE, Fund
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.rules.arbejdsliste import daek, vis_sted
from ffb.rules.form import load_formregler
from ffb.rules.hoved import find_regel
from ffb.rules.tjek import Siden, Tjek
from ffb.sprog import Dansk, _, antal_ord

Raekke = dict[str, Any]
Taelling = dict[tuple[str, str, str], Counter[str]]  # (ejer, regel, titel) -> status -> findings
STATUS = ("løst", "ny", "genopstået", "fortsat", "uafklaret")
LEVERANDOER_FOERST = ("it_leverandoer", *(e for e in EJERE if e != "it_leverandoer"))
FORBEHOLD: Dansk = (
    "Tjekket lokalt med kommunens egne leverancer. Fund er nævnt ved fagsystemets id'er, uden CPR"
)
NOTER: tuple[Dansk, ...] = (
    "Et fund er løst, når reglen blev kørt igen på en leverance fra samme system og ikke fandt det.",
    "Uafklaret: fundet er væk, men reglen blev ikke kørt, eller systemet er ikke med denne gang.",
    "Fund følges på fagsystemets eget id, ikke på linjen: id'er skal være de samme i hver leverance.",
)


def build_rettelser(tjek: Tjek) -> Opgoerelse:
    """The page of a check that was compared with an earlier one (`rules.siden.compare`).

    Raises:
        ValueError: the check was not compared with anything.
    """
    siden = tjek.siden
    if siden is None:
        raise ValueError("tjekket er ikke sammenlignet med et tidligere")
    koder = sorted({k for k, _ in tjek.deltagere if k})
    kommune = find_kommune(koder[0]) if len(koder) == 1 else None
    return build_side(
        _raekker(tjek.fund, siden),
        kommune_kode=koder[0] if len(koder) == 1 else None,
        kommune_navn=kommune.navn if kommune else antal_ord(len(koder), "kommune", "kommuner"),
        demo=tjek.demo,
        dannet_paa=tjek.dannet.isoformat() if tjek.dannet else "",
        fakta=[
            ("Systemer", ", ".join(sorted({s or "–" for _, s in tjek.deltagere})) or "–"),
            ("Leverancer", antal_ord(tjek.leverancer, "leverance", "leverancer")),
        ],
    )


def build_side(
    raekker: list[Raekke],
    *,
    kommune_kode: str | None,
    kommune_navn: str,
    demo: bool,
    dannet_paa: str,
    fakta: list[tuple[Dansk, str]],
    noter: Sequence[Dansk] = NOTER,
    pr: Taelling | None = None,
) -> Opgoerelse:
    """The page of rows made by `make_raekke`, in their order (`order_raekker`).

    Args:
        pr: the counts by rule, where `raekker` are only some of the rows; None = of these rows.
    """
    pr = count_regler(raekker) if pr is None else pr
    tabeller = (
        _pr_regel(pr),
        _liste(
            "rettet",
            "Løst, nyt og genopstået",
            [r for r in raekker if r["status"] not in ("fortsat", "uafklaret")],
        ),
        _liste(
            "fortsat",
            "Fortsat eller uafklaret",
            [r for r in raekker if r["status"] in ("fortsat", "uafklaret")],
        ),
    )
    antal = sum(pr.values(), Counter())
    return Opgoerelse(
        art="rettelser",
        titel="Hvad leverancen rettede",
        kommune_kode=kommune_kode,
        kommune_navn=kommune_navn,
        demo=demo,
        dannet_paa=dannet_paa,
        konklusion=_konklusion(antal),
        tabeller={t.navn: t for t in tabeller},
        fakta=fakta,
        tal={
            "loest": antal["løst"],
            "nye": antal["ny"],
            "genopstaaet": antal["genopstået"],
            "fortsat": antal["fortsat"],
            "uafklaret": antal["uafklaret"],
        },
        noter=list(noter),
        forbehold=FORBEHOLD,
    )


def _raekker(fund: Iterable[Fund], siden: Siden) -> list[Raekke]:
    """One row per finding, those that are gone too."""
    alle = [_af_fund(f) for f in fund]
    alle += [make_raekke(f, "løst") for f in siden.loeste if f["noegle"] in siden.loest_nu]
    alle += [make_raekke(f, "uafklaret") for f in siden.uafklarede]
    return order_raekker(alle)


def order_raekker(raekker: Iterable[Raekke]) -> list[Raekke]:
    """The vendor's own first, then by rule, status and place."""
    return sorted(
        raekker,
        key=lambda r: (
            LEVERANDOER_FOERST.index(r["ejer"]), r["regel"], STATUS.index(r["status"]), r["system"] or "",
            r["id"] or "", r["sted"], r["felt"] or "", r["besked"],
        ),
    )  # fmt: skip


def _af_fund(f: Fund) -> Raekke:
    return {
        "status": f.status,
        "regel": f.regel,
        "titel": f.titel,
        "ejer": f.ejer,
        "id": daek(f.sted.id),
        "tabel": f.tabel,
        "felt": f.felt,
        "besked": daek(f.besked) or "",
        "goer": daek(f.goer) or "",
        "system": daek(f.system),
        "leverance": daek(f.leverance),
        "sted": daek(vis_sted(f)) or "",
    }


def make_raekke(f: Raekke, status: str) -> Raekke:
    """A finding as an earlier check wrote it, or as the server keeps it; no citizen, no CPR."""
    sted = f.get("sted") or {}
    fil, linje = sted.get("fil") or "", sted.get("linje")
    return {
        "status": status,
        "regel": f["regel"],
        "titel": f.get("titel") or _titel(f["regel"]),
        "ejer": f["ejer"],
        "id": daek(sted.get("id")),
        "tabel": f.get("tabel"),
        "felt": f.get("felt"),
        "besked": daek(f.get("besked")) or "",
        "goer": daek(f.get("goer")) or "",
        "system": daek(f.get("system")),
        "leverance": daek(f.get("leverance")),
        "sted": daek(f"{fil}:{linje}" if linje else fil) or "",
    }


def _titel(id_: str) -> str:
    regel = find_regel(id_) or load_formregler().get(id_)
    return regel.tekst().titel if regel else id_


def count_regler(raekker: Iterable[Raekke]) -> Taelling:
    """How many rows of each status every rule has."""
    pr: Taelling = {}
    for r in raekker:
        pr.setdefault((r["ejer"], r["regel"], r["titel"]), Counter())[r["status"]] += 1
    return pr


def _pr_regel(pr: Taelling) -> Rapporttabel:
    linjer = [
        {"regel": regel, "titel": titel, "ejer": ejer, **{NAVN[s]: antal[s] for s in STATUS}}
        for (ejer, regel, titel), antal in pr.items()
    ]
    i_alt = {"regel": "I alt", "titel": None, "ejer": None} | {
        NAVN[s]: sum(antal[s] for antal in pr.values()) for s in STATUS
    }
    return Rapporttabel(
        "pr_regel",
        "Pr. regel",
        (
            Kolonne("regel", "Regel", "kode"),
            Kolonne("titel", "Hvad", "tekst"),
            Kolonne("ejer", "Hvem retter", "tekst"),
            Kolonne("loest", "Løst", "antal"),
            Kolonne("nye", "Nye", "antal", fejl=True),
            Kolonne("genopstaaet", "Genopstået", "antal", fejl=True),
            Kolonne("fortsat", "Fortsat", "antal", fejl=True),
            Kolonne("uafklaret", "Uafklaret", "antal"),
        ),
        [*linjer, i_alt],
        total=True,
    )


NAVN = {
    "løst": "loest", "ny": "nye", "genopstået": "genopstaaet", "fortsat": "fortsat", "uafklaret": "uafklaret",
}  # fmt: skip


def _liste(navn: str, titel: Dansk, raekker: list[Raekke]) -> Rapporttabel:
    return Rapporttabel(
        navn,
        titel,
        (
            Kolonne("status", "Status", "tekst"),
            Kolonne("regel", "Regel", "kode"),
            Kolonne("id", "Fagsystemets id", "kode"),
            Kolonne("tabel", "Tabel", "kode"),
            Kolonne("felt", "Felt", "kode"),
            Kolonne("besked", "Besked", "tekst"),
            Kolonne("goer", "Det skal der gøres", "tekst"),
            Kolonne("system", "System", "tekst"),
            Kolonne("leverance", "Leverance", "kode"),
            Kolonne("sted", "Fil og linje", "kode"),
        ),
        raekker,
        antal_ord(len(raekker), "fund.", "fund."),
    )


def _konklusion(antal: Counter[str]) -> tuple[str, str, str, str]:
    aabne = antal["ny"] + antal["genopstået"] + antal["fortsat"]
    tekst = _(
        "{loest}, {fortsat} er her stadig, {nye} er nye, og {igen} er kommet igen.",
        loest=antal_ord(antal["løst"], "fund er løst", "fund er løst"),
        fortsat=antal["fortsat"],
        nye=antal["ny"],
        igen=antal["genopstået"],
    )
    if not aabne:
        return "klar", _("Alt er rettet"), tekst, _("Intet.")
    naeste = _("Ret de åbne fund, og send igen; dem, leverandøren retter, står først.")
    return "klar_med_mangler", _("Der er mere at rette"), tekst, naeste

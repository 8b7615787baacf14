"""One citizen: found by number or case number, and the tables cut to her rows (V08–V10).

Opinion taken: the analyses about a citizen never see anybody else's rows, so no choice can show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ffb.analyses.koer import Analysegrundlag
from ffb.analyses.valg import Analysevalg
from ffb.errors import BrugsFejl
from ffb.model.tabeller import TABELLER

MED_SAGSNUMMER = ("ydelse_version", "indsats_version")


def find_borger(tabeller: Mapping[str, pa.Table], sagt: str) -> int:
    """The borger_id of a citizen's number, or of a case number of hers.

    Raises:
        BrugsFejl: nobody, or several citizens, have it. What was written is not repeated: it may be a CPR.
    """
    tekst = sagt.strip()
    if _ligner_cpr(tekst):
        raise BrugsFejl("--borger: skriv ikke CPR på kommandolinjen. Brug --borger -, så bliver der spurgt.")
    fundne = _med_sagsnummer(tabeller, tekst)
    if not fundne and tekst.isdigit() and _kendt(tabeller, int(tekst)):
        fundne = {int(tekst)}
    if not fundne:
        raise BrugsFejl(
            "--borger: ingen borger i leverancerne har det nummer. Skriv borgerens nummer, som det står i "
            "fund og lister, eller et af borgerens sagsnumre."
        )
    if len(fundne) > 1:
        raise BrugsFejl("--borger: flere borgere har det sagsnummer. Skriv borgerens nummer i stedet.")
    return fundne.pop()


def find_cpr(tabeller: Mapping[str, pa.Table], cpr: str) -> int:
    """The borger_id of a CPR. Raises BrugsFejl where nobody has it; never with the number."""
    tabel = tabeller["cpr"]
    svar = tabel.filter(pc.equal(tabel["cpr"], cpr))["borger_id"].to_pylist()
    if not svar:
        raise BrugsFejl("--borger: CPR-nummeret findes ikke i leverancerne.")
    borger_id: int = svar[0]
    return borger_id


def cut_borger(tabeller: Mapping[str, pa.Table], borger_id: int) -> dict[str, pa.Table]:
    """One citizen's rows of every table of persons, without `cpr`; the others whole."""
    ud = {}
    for t in TABELLER.values():
        tabel = tabeller.get(t.fysisk)
        if tabel is None:
            continue
        if t.versioneret:
            tabel = tabel.filter(pc.equal(tabel["borger_id"], borger_id))
        ud[t.fysisk] = tabel.slice(0, 0) if t.fysisk == "cpr" else tabel
    return ud


def narrow_borger(grundlag: Analysegrundlag, valg: Analysevalg, *, hele: bool) -> Analysevalg:
    """`valg` for the one kommune that knows the citizen; `grundlag` is hers from here on.

    Args:
        hele: her whole course instead of the period: from the first day anything is recorded.

    Raises:
        BrugsFejl: several kommuner know her.
    """
    forloeb = [
        r
        for r in grundlag.motor.query("SELECT kommune_kode, dato, ydelse FROM analyse_forloeb").dicts()
        if (r["kommune_kode"] or "") in grundlag.kommuner
    ]
    forloeb = [r for r in forloeb if r["ydelse"]] or forloeb
    if len(forloeb) > 1:
        raise BrugsFejl("--borger: borgeren er kendt i flere kommuner. Vælg én med --kommune.")
    if not forloeb:
        return valg
    (fundet,) = forloeb
    grundlag.kommuner = (fundet["kommune_kode"] or "",)
    filtre = (("kommune", grundlag.kommuner), *(f for f in valg.filtre if f[0] != "kommune"))
    if not hele:
        return replace(valg, filtre=filtre)
    fra = min(fundet["dato"] or grundlag.dag, grundlag.dag)
    return replace(valg, filtre=filtre, periode_fra=fra, periode_til=grundlag.dag)


def _ligner_cpr(tekst: str) -> bool:
    cifre = tekst.replace("-", "").replace(" ", "")
    return len(cifre) == 10 and cifre[:6].isdigit() and len(tekst) <= 11


def _med_sagsnummer(tabeller: Mapping[str, pa.Table], sagsnummer: str) -> set[int]:
    ud: set[int] = set()
    for navn in MED_SAGSNUMMER:
        tabel = tabeller[navn]
        ens = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(tabel["sagsnummer"])), sagsnummer.lower())
        ud |= set(tabel.filter(ens)["borger_id"].to_pylist())
    return ud


def _kendt(tabeller: Mapping[str, pa.Table], borger_id: int) -> bool:
    if borger_id >= 1 << 63:
        return False
    return any(
        pc.any(pc.equal(t["borger_id"], borger_id)).as_py()
        for n, t in tabeller.items()
        if n.endswith("_version") and "borger_id" in t.column_names
    )

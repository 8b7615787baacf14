"""Makes `data/elementer.csv`, the elements our twelve profiles constrain, from `profiler.csv`.

    python -m ffb.formats.fhir.regler.byg_profiler ../shared/data/profiler.csv

Opinion taken: extensions and identifiers are written out at the place where they are used, so that every
profile is one flat list; what only the text page of the guide asks is added with kilde = tekst.
Source: FSH and text page of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ffb.formats.fhir.profil import CPR_SYSTEM, PROFIL, PROFIL_ROD

KOLONNER = (
    "profil",
    "element",
    "min",
    "maks",
    "type",
    "maal",
    "fast",
    "vaerdisaet",
    "hoejst",
    "lukket",
    "kilde",
)
MAAL_SYSTEM = "KLTargetMeasureCodes"  # extensible and met by the two slices
UDVIDELSE = {
    "municipalityCaseNumber": "KLReportingFFBMunicipalityCaseNumber",
    "followUpDate": "KLReportingFFBFollowUpDateExtension",
    "conditionRank": "ConditionRank",
    "conditionLastAssertedDate": "ConditionLastAssertedDate",
    "basedOnServiceRequest": "BasedOnServiceRequest",
}
IDENTIFIER = {
    "Patient.identifier": "DkCoreCprIdentifier",
    "Patient.managingOrganization.identifier": "KombitStsOrgIdentifier",
}
NOUN = {url.removeprefix(PROFIL_ROD).casefold(): noun for noun, url in PROFIL.items()} | {
    "deliveryreport": "leverance"
}
TEKST = (
    {"profil": "ydelse", "element": "period", "min": "1"},
    {"profil": "indsats", "element": "careTeam", "maal": "tilbud"},
    {"profil": "stoettebehov", "element": "value[x].coding", "min": "1"},
    {
        "profil": "indsatsmaal",
        "element": "target:severitySlice.detail[x]",
        "min": "1",
        "type": "CodeableConcept",
    },
    {
        "profil": "indsatsmaal",
        "element": "target:changeValueSlice.detail[x]",
        "min": "1",
        "type": "CodeableConcept",
    },
)
"""What the text page asks beyond the FSH (9-uddatasaet, quirk 3)."""

Raekke = dict[str, str]


def main(argv: list[str]) -> int:
    """Write the data file; the one argument is the path of profiler.csv."""
    if len(argv) != 1:
        sys.stderr.write("Brug: python -m ffb.formats.fhir.regler.byg_profiler <profiler.csv>\n")
        return 2
    maal = Path(__file__).parent / "data" / "elementer.csv"
    with maal.open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.DictWriter(fil, KOLONNER, lineterminator="\n", restval="")
        skriver.writeheader()
        skriver.writerows(make_elementer(Path(argv[0])))
    return 0


def make_elementer(profiler: Path) -> list[Raekke]:
    """The rows of the data file. Raises OSError if `profiler` cannot be read."""
    with profiler.open(encoding="utf-8", newline="") as fil:
        raa = list(csv.DictReader(fil))
    samlet: dict[tuple[str, str], Raekke] = {}
    for raekke in _udfoldet(raa):
        samlet.setdefault((raekke["profil"], raekke["element"]), {}).update(raekke)
    for tillaeg in TEKST:
        maal = samlet.setdefault((tillaeg["profil"], tillaeg["element"]), {})
        maal.update(tillaeg | {"kilde": "tekst"})
    return list(samlet.values())


def _udfoldet(raa: list[Raekke]) -> Iterator[Raekke]:
    """Every row of a profile, extension and identifier rows put where they are used, own rows last."""
    for raekke in raa:
        noun = NOUN.get(raekke["profil"].removeprefix("KLReportingFFB").casefold())
        if noun is None or "." not in raekke["element"]:
            continue
        _, _, element = raekke["element"].partition(".")
        laant = IDENTIFIER.get(raekke["element"]) or UDVIDELSE.get(element.rpartition(":")[2])
        yield from (_laan(noun, element, r) for r in raa if laant and r["profil"] == laant)
        yield _make(noun, element, raekke)


def _laan(noun: str, element: str, raekke: Raekke) -> Raekke:
    return _make(noun, f"{element}.{raekke['element'].partition('.')[2]}", raekke)


def _make(noun: str, element: str, raekke: Raekke) -> Raekke:
    ud = {"profil": noun, "element": element, "kilde": "FSH"}
    type_, _, maal = raekke["type"].partition("(")
    vaerdisaet = raekke["vaerdisaet"].rpartition(" ")[2]
    fast = raekke["fast_vaerdi"]
    if vaerdisaet == "dk-core-cpr-identifier-system":  # holds one code
        vaerdisaet, fast = "", f'"{CPR_SYSTEM}"'
    felter = {
        "min": raekke["min"],
        "maks": raekke["max"],
        "type": type_ if ";" not in type_ and type_ != "Extension" else "",
        "maal": _find_maal(maal) if type_ == "Reference" else "",
        "fast": fast,
        "vaerdisaet": "" if vaerdisaet == MAAL_SYSTEM else vaerdisaet,
        "hoejst": raekke["maks"].partition("=")[2],
        "lukket": "ja" if raekke["slicing"] == "closed" else "",
    }
    return ud | {navn: v for navn, v in felter.items() if v}


def _find_maal(tekst: str) -> str:
    """`kl-reporting-ffb-citizen):bundled` -> `borger`; a plain resource type is kept."""
    navn = re.sub(r"\).*", "", tekst)
    return NOUN.get(navn.removeprefix("kl-reporting-ffb-").casefold(), navn)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""The rules no fault is planted for in a demo of four kommuner, each with its reason. A test keeps it true.

Rules of `iboende` (erstatningsnumre, indfasning, enhed in FHIR) are found in every demo and need no planting.
"""

from __future__ import annotations

FILFEJL = "stopper læsningen af hele filen og er en filfejl, ikke et fund"
EET_FELT = "tabelformatet har ét felt til niveauet, så tal og kode kan ikke være uenige"
UDEN_GYLDIGHED = "ingen kode i de medfølgende kataloger har fået en første eller sidste dag"
HELE_KOMMUNEN = "kræver, at en stor del af en kommunes data er ens; så er demoen ikke længere troværdig"
FEMTE = "findes fra den femte kommune, hvor nogle ikke leverer alle slags"
RIGTIGT_CPR = "kræver et CPR-nummer uden dag + 60, og demoborgere er ingen"

IKKE_PLANTET: dict[str, str] = {
    "FHIR-BUNDLE": FILFEJL,
    "FHIR-JSON": FILFEJL,
    "FHIR-MANGE": "kræver over 20.000 brud i én bundle; det ville skjule de andre plantede fejl",
    "FHIR-TEGNSAET": FILFEJL,
    "FHIR-CPR-BOGSTAV": "bundlen bliver modtaget, og dens ydelser ville skifte borger",
    "FHIR-CPR-MODULUS": RIGTIGT_CPR,
    "TAB-CPR-MODULUS": RIGTIGT_CPR,
    "TAB-CPR-NUL": "et erstatningsnummer begynder aldrig med 0",
    "FHIR-SAG-FLERE": "to sagsnumre på én indsats er ikke plantet endnu",
    "ID-06": "leverancens kommune ville være ukendt og få sin egen rapport",
    "TAB-KOMMUNE-UKENDT": "står i leverancens hoved; så har leverancen ingen kommune",
    "TAB-LEVERANCE-TID": "kræver en leverance uden leverance.csv; så kendes hverken kommune eller system",
    "KOD-19": EET_FELT,
    "KOD-20": EET_FELT,
    "KOD-27": UDEN_GYLDIGHED,
    "KOD-28": UDEN_GYLDIGHED,
    "KOD-29": UDEN_GYLDIGHED,
    "KOD-30": UDEN_GYLDIGHED,
    "KOD-31": UDEN_GYLDIGHED,
    "MEL-12": HELE_KOMMUNEN,
    "RIM-03": HELE_KOMMUNEN,
    "RIM-04": HELE_KOMMUNEN,
    "RIM-08": HELE_KOMMUNEN,
    "RIM-09": HELE_KOMMUNEN,
    "RIM-10": HELE_KOMMUNEN,
    "RIM-05": "sammenligner med mindst fem kommuner i samme størrelse, og demoens ligner hinanden",
    "RIM-06": FEMTE,
    "RIM-07": FEMTE,
}

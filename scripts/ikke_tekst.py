"""Literals with Danish letters that are no texts of the catalogue, and why (`scripts/sprog.py`)."""

from __future__ import annotations

# literals with Danish letters that are data: letters to fold, words of delivered files and of other sources
DATA = frozenset("æøå") | {
    "løbende",
    "nuværende",
    "Nuværende",
    "Fælles Faglige Begreber",
    "genopstået",
    "løst",
    "Bemærkning",
    "DST_værdi",
    "indsatsmål",
    "FFB indsatsmål",
    "FFB støttebehovsvurdering",
    "Ophør",
    "Mål-id",
    "Leverandør",
    "Rådgiver",
    "måneder",
    r"(\d{2,3})\s*([a-h])?(?![a-zæøå])",
    "[^0-9a-zæøå§]",
    "[A-Za-zÆØÅæøå]{2}",
    "._- æøåÆØÅ",
    "[a-zæøå0-9]+",
}
# files whose literals are data or words for developers (paths from src/ffb begin with one of these)
IKKE_TEKST = (
    "eksport/tabeller.py",  # the data dictionary stands in the files in Danish, as in the headers of its SQL
    "eksport/skriv.py",
    "analyses/hoved.py",  # faults of an analysis' header
    "begreber/byg_data.py",  # as the other byg_: run by hand by a developer
    "demo/",
    "server/api/beskrivelse.py",  # OpenAPI, for programmers
    "engine/dialekt.py",
    "formats/fhir/regler/byg_profiler.py",
    "model/tabeller.py",
    "server/adgang/oversigt.py",  # a page of docs/
    "server/demo.py",  # printed while the demo is made
    "server/adgang/models.py",  # names of columns
    "server/sag/oevelse.py",  # names of made-up citizens, cases and places
    "server/drift/metrik.py",  # for those who run the server
    "rules/datapunkt.py",  # a page of docs/
    "rules/hoved.py",  # faults of a rule's header
)
# functions and constants whose literals are Danish for a reason: the handbook's page; click's own words
KUN_DANSK = frozenset({"write_oversigt", "DANSK"}) | {
    "ORDLYD",  # DST's answers, word for word
    "build_mail",  # what is written to DST and to a kommune is Danish
    "indsigelse",
    "build_paamindelser",
    "EMNE",
    "TEKST",
    "__str__",  # for developers
    "_openapi",
    "_get",
    "_post",
}

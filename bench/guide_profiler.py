"""The guide's profiles as StructureDefinitions with snapshots, so that other FHIR tools can check by them.

Made from what we ship of the guide (`regler/data/elementer.csv`: every element it constrains) laid upon the
base R4 definitions given. Opinion taken: wherever there is a choice, the tool measured gets the help. The
few demands of the text page are in; the `url` of an extension's slice is written out (tools that cannot look
up an extension's own definition find the slice by it); fixed values of lists are invariants (`_saet_fast`).
Left out: two invariants that ask a terminology server or look up references, as they would refuse valid
bundles, and slices inside slices, as those tools read no deeper.
Source: FSH and text page of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

import copy
import json
from typing import Any

from ffb.formats.fhir.profil import BUNDLE_PROFIL, OPFOELGNING_URL, PROFIL, RANG_URL
from ffb.formats.fhir.regler.form import RESSOURCE, walk_elementer

VAERDISAET_ROD = "http://fhir.kl.dk/term/ValueSet/"
R4_ROD = "http://hl7.org/fhir/StructureDefinition/"

_FORDRET = "(intent != 'order') or (status = 'completed') or "
INVARIANTER: dict[str, dict[str, str]] = {
    "indsats": {
        "kl-reporting-ffb-care-plan-1": f"{_FORDRET}extension('{OPFOELGNING_URL}').exists()",
        "kl-reporting-ffb-care-plan-2": (
            f"addresses.where(extension('{RANG_URL}').value = 1).count() < 2"  # quirk 1: a number, not a text
        ),
        "kl-reporting-ffb-care-plan-4": f"{_FORDRET}activity.outcomeReference.exists()",
        "kl-reporting-ffb-care-plan-5": f"{_FORDRET}addresses.exists()",
    },
    "indsatsmaal": {
        "kl-reporting-ffb-intervention-goal-2": (
            f"addresses.where(extension('{RANG_URL}').value = 1).count() = 1"  # quirk 1
        ),
    },
    "opfoelgning": {
        "kl-reporting-ffb-follow-up-1": "status = 'final' or status = 'entered-in-error'",
    },
}
"""Our noun -> key -> FHIRPath, mended as 9-uddatasaet says (quirk 1)."""
UDELADT = ("kl-reporting-ffb-condition-1", "kl-reporting-ffb-intervention-goal-1")
"""memberOf needs a terminology server, resolve a bundle; delivery-report-1..3 never bite (quirk 2)."""

Element = dict[str, Any]
Definition = dict[str, Any]


def make_profiler(grund: dict[str, Definition]) -> list[Definition]:
    """The thirteen profiles.

    Args:
        grund: FHIR type -> its base StructureDefinition, resources and data types.
    """
    return [_Snapshot(grund, noun).make() for noun in (*PROFIL, "leverance")]


class _Snapshot:
    """The base's elements, in order, with the rows of one profile laid upon them."""

    def __init__(self, grund: dict[str, Definition], noun: str) -> None:
        self.grund, self.noun, self.type = grund, noun, RESSOURCE[noun]
        self.elementer: list[Element] = copy.deepcopy(grund[self.type]["snapshot"]["element"])

    def make(self) -> Definition:
        for raekke in walk_elementer(self.noun):
            if raekke["element"].count(":") <= 1:
                self.saet(self.find(f"{self.type}.{raekke['element']}"), raekke)
        self.elementer[0].setdefault("constraint", []).extend(
            {"key": key, "severity": "error", "human": key, "expression": udtryk}
            for key, udtryk in INVARIANTER.get(self.noun, {}).items()
        )
        url = PROFIL.get(self.noun, BUNDLE_PROFIL)
        return {
            "resourceType": "StructureDefinition",
            "url": url,
            "name": url.rpartition("/")[2],
            "status": "active",
            "kind": "resource",
            "abstract": False,
            "type": self.type,
            "baseDefinition": R4_ROD + self.type,
            "derivation": "constraint",
            "snapshot": {"element": self.elementer},
        }

    def find(self, id_: str) -> Element:
        """The element of an id; laid in if the snapshot does not go so deep yet. Raises KeyError."""
        fundet = next((e for e in self.elementer if e["id"] == id_), None)
        if fundet is not None:
            return fundet
        foran, _, navn = id_.rpartition(".")
        uden, kolon, skive = navn.partition(":")
        if kolon:
            return self.indsaet_skive(self.find(f"{foran}.{uden}"), id_, skive)
        self.fold_ud(self.find(foran))
        if not any(e["id"] == id_ for e in self.elementer):
            raise KeyError(id_)
        return self.find(id_)

    def fold_ud(self, foraelder: Element) -> None:
        """Lay in the children of an element, from its unsliced twin or its data type."""
        uden_skive = foraelder["id"].partition(":")[0]
        tvilling = [e for e in self.elementer if e["id"].startswith(f"{uden_skive}.")]
        if not tvilling or uden_skive == foraelder["id"]:
            uden_skive = foraelder["type"][0]["code"]
            tvilling = self.grund[uden_skive]["snapshot"]["element"][1:]
        boern = copy.deepcopy(tvilling)
        for barn in boern:
            barn["id"] = foraelder["id"] + barn["id"][len(uden_skive) :]
            barn["path"] = foraelder["path"] + barn["path"][len(uden_skive) :]
        plads = self.elementer.index(foraelder) + 1
        self.elementer[plads:plads] = boern

    def indsaet_skive(self, liste: Element, id_: str, navn: str) -> Element:
        """A slice of a list, after all that belongs to the list already."""
        noegle = "url" if liste["path"].endswith("extension") else "measure"
        liste.setdefault("slicing", {"discriminator": [{"type": "value", "path": noegle}], "rules": "open"})
        skive = {k: copy.deepcopy(v) for k, v in liste.items() if k != "slicing"}
        skive |= {"id": id_, "sliceName": navn, "min": 0}
        egne = [
            i for i, e in enumerate(self.elementer) if e["id"] == liste["id"] or _under(e["id"], liste["id"])
        ]
        self.elementer.insert(egne[-1] + 1, skive)
        return skive

    def saet(self, element: Element, raekke: dict[str, str]) -> None:
        """Lay one row upon an element."""
        if raekke["min"]:
            element["min"] = int(raekke["min"])
        if raekke["maks"]:
            element["max"] = raekke["maks"]
        if raekke["type"]:
            element["type"] = [t for t in element["type"] if t["code"] == raekke["type"]]
        if raekke["maal"]:
            maal = [PROFIL.get(noun, R4_ROD + noun) for noun in raekke["maal"].split()]
            next(t for t in element["type"] if t["code"] == "Reference")["targetProfile"] = maal
        if raekke["fast"]:
            _saet_fast(element, json.loads(raekke["fast"]))
        if raekke["vaerdisaet"]:
            element["binding"] = {"strength": "required", "valueSet": VAERDISAET_ROD + raekke["vaerdisaet"]}
        if raekke["hoejst"]:
            element["maxValuePositiveInt"] = int(raekke["hoejst"])
        if raekke["lukket"]:
            element.setdefault(
                "slicing", {"discriminator": [{"type": "value", "path": "url"}], "rules": "closed"}
            )


def _under(id_: str, liste_id: str) -> bool:
    return id_.startswith((f"{liste_id}.", f"{liste_id}:"))


def _saet_fast(element: Element, fast: Any) -> None:
    """A fixed value: a pattern; of a list an invariant, as tools hold a pattern against the whole list."""
    type_ = _type(element["type"][0])
    if element["base"]["max"] == "1":
        element[f"pattern{type_[0].upper()}{type_[1:]}"] = fast
        return
    (kodning,) = fast.get("coding", [fast])
    lig = f"system = '{kodning['system']}' and code = '{kodning['code']}'"
    udtryk = f"coding.where({lig}).exists()" if "coding" in fast else lig
    element.setdefault("constraint", []).append(
        {"key": "fast", "severity": "error", "human": "fast værdi", "expression": udtryk}
    )


def _type(type_: dict[str, Any]) -> str:
    """The type's code; R4 gives some elements a FHIRPath type and tells FHIR's in an extension."""
    fhir = (e.get("valueUrl") for e in type_.get("extension", []))
    return next((t for t in fhir if t), type_["code"])

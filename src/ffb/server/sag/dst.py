"""What Danmarks Statistik would say about a citizen, from her cases as they stand now.

Opinion taken: the case's own bundle is made as if nothing had been sent, with the scores its themes had
before, read as a vendor's is, and held against every rule, the same files as `ffb tjek` reads. Drafts are
left out, as in what is sent.
Source: 6-sag (Rules of the screen).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from ffb.engine.duckdb import DuckDB
from ffb.formats.fhir.regler import Brud
from ffb.formats.grundlag import Fil, Laesning
from ffb.model.fund import Fund
from ffb.rules.form import load_formregler
from ffb.rules.tjek import run_tjek
from ffb.server.api.fhir import brud_ord
from ffb.server.fund.opgoer import build_opsaetning, default_periode
from ffb.server.leverance.aaben import read_bundter
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import load_vejledning
from ffb.server.leverance.models import Leverance, System
from ffb.server.sag.indberet import SYSTEM, find_brud
from ffb.server.sag.models import Sag, Sagsborger, Sagsopsaetning
from ffb.server.sag.uddatasaet import make_tidligere, make_udsendelse

KOMMUNENS = "Patient.managingOrganization"
VISES = ("blokerende", "fejl", "advarsel")


@dataclass(frozen=True, slots=True)
class Dom:
    """What would be said.

    Args:
        tom: nothing of the case is reported yet.
        brud: breaches of the guide's form; such a bundle would be refused.
        fund: findings of the rules, worst first.
        mangler: labels of the empty fields of objects that wait for them.
    """

    tom: bool
    brud: Sequence[Brud] = ()
    fund: Sequence[Fund] = ()
    mangler: Sequence[str] = ()

    @property
    def klar(self) -> bool:
        return not (self.tom or self.brud or self.fund or self.mangler)

    @property
    def uden_uuid(self) -> bool:
        """The kommune has not written who it is; nothing a case worker can mend."""
        return any(b.element == KOMMUNENS for b in self.brud)

    @property
    def brud_tekster(self) -> list[tuple[str, str, str]]:
        """Each other breach once: alvor, title, and the words a vendor is given."""
        regler = load_formregler()
        andre = [b for b in self.brud if b.element != KOMMUNENS]
        return list(dict.fromkeys((b.alvor, regler[b.regel].tekst().titel, brud_ord(b)) for b in andre))


def judge_borger(borger: Sagsborger, tid: datetime | None = None) -> Dom:
    """What DST would say about the citizen at `tid`."""
    nu = tid or timezone.now()
    kommune = borger.kommune
    opsaetning = Sagsopsaetning.objects.filter(kommune=kommune).first() or Sagsopsaetning(kommune)
    if borger.oevelse and opsaetning.sts_uuid is None:
        opsaetning.sts_uuid = UUID(int=0)  # one trains before the kommune has said who it is; nothing is sent
    sager = list(Sag.objects.filter(borger=borger).order_by("pk"))
    cpr = open_cpr(kommune, [borger.borger_id])[borger.borger_id]
    ud = make_udsendelse(borger, sager, cpr, opsaetning, nu, alt=True)
    if ud is None:
        return Dom(tom=True)
    brud = [b for b in find_brud(ud, kommune) if b.alvor in VISES]
    mangler = tuple(label for _id, labels in ud.mangler for label in labels)
    bundter = [*make_tidligere(borger, sager, cpr, opsaetning, nu), ud.data]
    return Dom(False, brud, _run_rules(kommune, bundter, nu), mangler)


def _run_rules(kommune: str, bundter: Sequence[bytes], nu: datetime) -> list[Fund]:
    """The rules' findings on the citizen's bundles, those of form left out."""
    leverance = Leverance(
        leverance_id=1, system=System(kommune=kommune, navn=SYSTEM), kommune=kommune, fil_id="sag", tid=nu
    )
    filer = [Fil(f"sag-{nr}", data) for nr, data in enumerate(bundter)]
    laesning = Laesning(dict(read_bundter(leverance, filer)), tilsyn="hensigt")
    fra, til = _period(timezone.localtime(nu).date())
    tjek = run_tjek(
        DuckDB(traade=1), laesning, build_opsaetning(kommune, fra, til), load_vejledning(kommune) or None
    )
    return [f for f in tjek.fund if f.alvor in VISES and not f.regel.startswith("FHIR")]


def _period(dag: date) -> tuple[date, date]:
    """The year the day is in: what is true of the case now, not what was reported last."""
    fra, _til = default_periode(dag)
    return min(fra, date(dag.year, 1, 1)), date(dag.year, 12, 31)

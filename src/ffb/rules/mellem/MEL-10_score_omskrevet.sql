/*---
id = "MEL-10"
alvor = "advarsel"
kilde = "vores; S2: På opfølgningstidspunkt skal ny funktionsevnescore indberettes, altså en ny vurdering med sin egen dato"
hvorfor = "En ny vurdering skal have en ny dato. Skrives den gamle om, forsvinder udviklingen."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "En gammel vurdering er skrevet om"
besked = "{tema} den {dato} var niveau {foer} i den forrige leverance og er nu niveau {vaerdi}."
besked_flertal = "{antal} gamle vurderinger er skrevet om."
goer = "Er det en ny vurdering, skal den have sin egen dato. Er det en rettelse, skal der ikke gøres mere."
[en]
titel = "An old score has been rewritten"
besked = "{tema} on {dato} was level {foer} in the previous delivery and is now level {vaerdi}."
besked_flertal = "{antal} old scores have been rewritten."
goer = "If it is a new score, it needs its own date. If it is a correction, nothing more is to be done."
---*/
WITH foer AS (
  SELECT p.ny, a.borger_id, a.kode, a.dato, MIN(a.niveau) AS lavest, MAX(a.niveau) AS hoejest
  FROM leverance_par p
  JOIN aktivitet_deltagelse_version a ON p.gl = a.leverance_id
  WHERE NOT a.trukket AND a.niveau IS NOT NULL AND a.niveau < 8
  GROUP BY p.ny, a.borger_id, a.kode, a.dato
)
SELECT
  a.leverance_id, a.fil_nr, a.post_nr, a.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt,
  CAST(a.niveau AS VARCHAR) AS vaerdi, a.dato, t.term AS tema, f.hoejest AS foer
FROM foer f
JOIN aktivitet_deltagelse_version a
  ON f.ny = a.leverance_id AND f.borger_id = a.borger_id AND f.kode = a.kode AND f.dato = a.dato
JOIN begreb_navn t ON a.kode = t.kode
WHERE NOT a.trukket AND a.niveau NOT BETWEEN f.lavest AND f.hoejest

/*---
id = "MEL-09"
alvor = "advarsel"
kilde = "vores; S4 (Struer): Tab af kontinuitet: Fx scoringer fra tidligere udredning kommer ikke med; S2: progressionsmåling over tid"
hvorfor = "Udvikling måles mellem vurderinger. Sendes kun den seneste, kan ingen se, hvor borgeren kom fra."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "En tidligere vurdering er forsvundet"
besked = "Vurderingen af {tema} den {dato} var i den forrige leverance og er væk i den nye."
besked_flertal = "{antal} vurderinger er forsvundet."
goer = "Send alle vurderinger hver gang, ikke kun de seneste."
[en]
titel = "An earlier score has vanished"
besked = "The score of {tema} on {dato} was in the previous delivery and is gone in the new one."
besked_flertal = "{antal} scores have vanished."
goer = "Send all scores each time, not only the latest."
---*/
WITH borger AS (
  SELECT DISTINCT leverance_id, borger_id FROM ydelse_version
),
nye AS (
  SELECT DISTINCT leverance_id, borger_id, kode, dato FROM aktivitet_deltagelse_version WHERE NOT trukket
)
SELECT
  a.leverance_id, a.fil_nr, a.post_nr, a.borger_id, 'FFB_TEMA_UUID' AS felt, a.kode AS vaerdi, a.dato, t.term AS tema
FROM leverance_par p
JOIN aktivitet_deltagelse_version a ON p.gl = a.leverance_id
JOIN borger b ON p.ny = b.leverance_id AND a.borger_id = b.borger_id
JOIN begreb_navn t ON a.kode = t.kode
LEFT JOIN nye n ON p.ny = n.leverance_id AND a.borger_id = n.borger_id AND a.kode = n.kode AND a.dato = n.dato
WHERE NOT a.trukket AND a.dato IS NOT NULL AND n.kode IS NULL

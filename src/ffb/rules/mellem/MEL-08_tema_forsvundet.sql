/*---
id = "MEL-08"
alvor = "advarsel"
kilde = "vores; S0, Tabel 2: den faglige udredning er ikke tidsafgrænset, så et tema bliver ved at tælle"
hvorfor = "Et udredt tema hører til borgerens historie. Forsvinder det, kan borgeren komme til at mangle i Tabel 2."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Et udredningstema er forsvundet"
besked = "{tema} var i den forrige leverance og er væk i den nye."
besked_flertal = "{antal} udredningstemaer er forsvundet."
goer = "Send hele historikken hver gang. Er temaet slettet ved en rettelse, skal der ikke gøres mere."
[en]
titel = "An assessment theme has vanished"
besked = "{tema} was in the previous delivery and is gone in the new one."
besked_flertal = "{antal} assessment themes have vanished."
goer = "Send the full history each time. If the theme was deleted as a correction, nothing more is to be done."
---*/
WITH borger AS (
  SELECT DISTINCT leverance_id, borger_id FROM ydelse_version
),
nye AS (
  SELECT DISTINCT leverance_id, borger_id, kode FROM udredningstema_version WHERE NOT trukket
)
SELECT
  u.leverance_id, u.fil_nr, u.post_nr, u.borger_id, 'FFB_TEMA_UUID' AS felt, u.kode AS vaerdi, u.dato, t.term AS tema
FROM leverance_par p
JOIN udredningstema_version u ON p.gl = u.leverance_id
JOIN borger b ON p.ny = b.leverance_id AND u.borger_id = b.borger_id
JOIN begreb_navn t ON u.kode = t.kode
LEFT JOIN nye n ON p.ny = n.leverance_id AND u.borger_id = n.borger_id AND u.kode = n.kode
WHERE NOT u.trukket AND n.kode IS NULL

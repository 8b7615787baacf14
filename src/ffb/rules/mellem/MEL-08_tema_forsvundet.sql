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
WITH fuld AS (
  SELECT
    leverance_id, COALESCE(kommune_kode, '') AS kommune, COALESCE(system, '') AS system, CAST(tid AS DATE) AS dag,
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(kommune_kode, ''), COALESCE(system, '') ORDER BY tid DESC, leverance_id DESC
    ) AS nr
  FROM leverance WHERE art = 'fuld'
),
par AS (
  SELECT n.leverance_id AS ny, g.leverance_id AS gl, g.dag AS gl_dag
  FROM fuld n JOIN fuld g ON n.kommune = g.kommune AND n.system = g.system AND g.nr = 2
  WHERE n.nr = 1
),
borger AS (
  SELECT DISTINCT leverance_id, borger_id FROM ydelse_version
),
nye AS (
  SELECT DISTINCT leverance_id, borger_id, kode FROM udredningstema_version WHERE NOT trukket
)
SELECT
  u.leverance_id, u.fil_nr, u.post_nr, u.borger_id, 'FFB_TEMA_UUID' AS felt, u.kode AS vaerdi, u.dato, t.term AS tema
FROM par p
JOIN udredningstema_version u ON p.gl = u.leverance_id
JOIN borger b ON p.ny = b.leverance_id AND u.borger_id = b.borger_id
JOIN (SELECT kode, MIN(TRIM(term)) AS term FROM begreb GROUP BY kode) t ON u.kode = t.kode
LEFT JOIN nye n ON p.ny = n.leverance_id AND u.borger_id = n.borger_id AND u.kode = n.kode
WHERE NOT u.trukket AND n.kode IS NULL

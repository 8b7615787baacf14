/*---
id = "MEL-11"
alvor = "oplysning"
kilde = "vores; S1: Dato viser, hvornår i borgerforløbet (F&F) temaet blev aktiveret"
hvorfor = "Temaet er nyt i leverancen, men dateret længe før den forrige. Enten er datoen sat tilbage, eller temaet er sendt for sent."
ejer = "sagsbehandler"
fase = "sagsoplysning"
paa = "flere"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Temaet er dateret længe før, det første gang blev sendt"
besked = "{tema} er dateret {dato}, men var ikke med i leverancen {forrige}."
besked_flertal = "{antal} temaer er dateret længe før, de første gang blev sendt."
goer = "Kontrollér datoen. Er temaet udredt senere, så ret den."
[en]
titel = "The theme is dated long before it was first sent"
besked = "{tema} is dated {dato}, but was not in the delivery of {forrige}."
besked_flertal = "{antal} themes are dated long before they were first sent."
goer = "Check the date. If the theme was assessed later, correct it."
[norm]
dage = {vaerdi = 60, enhed = "dage", forklaring = "Så længe før den forrige leverance må et nyt tema være dateret."}
---*/
WITH norm AS (
  SELECT 60 AS dage
),
gamle AS (
  SELECT DISTINCT leverance_id, borger_id, kode FROM udredningstema_version WHERE NOT trukket
),
borger AS (
  SELECT DISTINCT leverance_id, borger_id FROM gamle
)
SELECT
  u.leverance_id, u.fil_nr, u.post_nr, u.borger_id, 'DATO' AS felt, u.kode AS vaerdi, u.dato, t.term AS tema,
  p.gl_dag AS forrige
FROM leverance_par p
CROSS JOIN norm n
JOIN udredningstema_version u ON p.ny = u.leverance_id
JOIN borger b ON p.gl = b.leverance_id AND u.borger_id = b.borger_id
JOIN begreb_navn t ON u.kode = t.kode
LEFT JOIN gamle g ON p.gl = g.leverance_id AND u.borger_id = g.borger_id AND u.kode = g.kode
WHERE NOT u.trukket AND g.kode IS NULL AND date_diff('day', u.dato, p.gl_dag) > n.dage

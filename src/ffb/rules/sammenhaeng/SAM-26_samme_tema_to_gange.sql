/*---
id = "SAM-26"
alvor = "oplysning"
kilde = "vores: et tema udredes én gang pr. dag; S1: dato viser, hvornår i borgerforløbet temaet blev aktiveret"
hvorfor = "Dobbelte rækker tæller dobbelt i antal temaer pr. borger."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Samme udredningstema står to gange"
besked = "{tema} den {dato} står mere end én gang."
besked_flertal = "{antal} udredningstemaer står mere end én gang."
goer = "Send hvert tema én gang pr. dag."
[en]
titel = "The same assessment theme twice"
besked = "{tema} on {dato} is there more than once."
besked_flertal = "{antal} assessment themes are there more than once."
goer = "Send each theme once a day."
[en.ord]
"Et ukendt tema" = "An unknown theme"
---*/
WITH ens AS (
  SELECT
    u.leverance_id, u.fil_nr, u.post_nr, u.borger_id, u.kode, u.dato,
    ROW_NUMBER() OVER (
      PARTITION BY u.gruppe_id, u.borger_id, u.kode, u.dato ORDER BY u.leverance_id, u.fil_nr, u.post_nr
    ) AS nr
  FROM gaeldende_udredningstema u
  WHERE u.kode IS NOT NULL AND u.dato IS NOT NULL
)
SELECT
  e.leverance_id, e.fil_nr, e.post_nr, e.borger_id, 'FFB_TEMA_UUID' AS felt, e.kode AS vaerdi, e.dato,
  COALESCE(t.term, 'Et ukendt tema') AS tema
FROM ens e
LEFT JOIN begreb_navn t ON e.kode = t.kode
WHERE e.nr > 1

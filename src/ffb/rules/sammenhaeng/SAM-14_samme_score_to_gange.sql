/*---
id = "SAM-14"
alvor = "advarsel"
kilde = "vores: den samme vurdering kan kun være givet én gang samme dag"
hvorfor = "Dobbelte rækker tæller dobbelt i antal temaer pr. borger og i gennemsnit."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Samme vurdering står to gange"
besked = "Vurderingen af {tema} den {dato} står mere end én gang."
besked_flertal = "{antal} vurderinger står mere end én gang."
goer = "Send hver vurdering én gang."
[en]
titel = "The same score twice"
besked = "The score of {tema} on {dato} is there more than once."
besked_flertal = "{antal} scores are there more than once."
goer = "Send each score once."
---*/
WITH ens AS (
  SELECT
    a.leverance_id, a.fil_nr, a.post_nr, a.borger_id, a.kode, a.dato,
    ROW_NUMBER() OVER (
      PARTITION BY a.gruppe_id, a.borger_id, a.kode, a.dato, a.niveau ORDER BY a.leverance_id, a.fil_nr, a.post_nr
    ) AS nr
  FROM gaeldende_aktivitet_deltagelse a
  WHERE a.dato IS NOT NULL AND a.kode IN (SELECT kode FROM begreb WHERE art = 'ad_undertema')
)
SELECT
  e.leverance_id, e.fil_nr, e.post_nr, e.borger_id, 'FFB_TEMA_UUID' AS felt, e.kode AS vaerdi, e.dato,
  t.term AS tema
FROM ens e
JOIN begreb_navn t ON e.kode = t.kode
WHERE e.nr > 1

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
SELECT
  v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, 'FFB_TEMA_UUID' AS felt, t.kode AS vaerdi, v.dato,
  t.term AS tema
FROM vurdering_gentaget v
JOIN begreb_navn t ON v.tema_nr = t.nr
WHERE v.ens_nr > 1

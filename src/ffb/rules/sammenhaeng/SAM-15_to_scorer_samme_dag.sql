/*---
id = "SAM-15"
alvor = "advarsel"
kilde = "vores: et tema har ét niveau ad gangen; S2: temaet har én funktionsevnevurdering og én dato"
hvorfor = "Står der to niveauer samme dag, er det tilfældigt, hvilket der tæller."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "To forskellige niveauer samme dag"
besked = "{tema} er vurderet til både {lavest} og {hoejest} den {dato}."
besked_flertal = "{antal} temaer har to forskellige niveauer samme dag."
goer = "Behold den rigtige vurdering, og fjern den anden."
[en]
titel = "Two different levels on the same day"
besked = "{tema} is scored both {lavest} and {hoejest} on {dato}."
besked_flertal = "{antal} themes have two different levels on the same day."
goer = "Keep the right score, and remove the other."
---*/
SELECT
  v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, t.kode AS vaerdi, v.dato,
  v.lavest, v.hoejest, t.term AS tema
FROM vurdering_gentaget v
JOIN begreb_navn t ON v.tema_nr = t.nr
WHERE v.dag_nr = 1 AND v.lavest <> v.hoejest

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
WITH dagen AS (
  SELECT
    a.leverance_id, a.fil_nr, a.post_nr, a.borger_id, a.kode, a.dato,
    MIN(a.niveau) OVER (PARTITION BY a.gruppe_id, a.borger_id, a.kode, a.dato) AS lavest,
    MAX(a.niveau) OVER (PARTITION BY a.gruppe_id, a.borger_id, a.kode, a.dato) AS hoejest,
    ROW_NUMBER() OVER (
      PARTITION BY a.gruppe_id, a.borger_id, a.kode, a.dato
      ORDER BY a.leverance_id DESC, a.fil_nr DESC, a.post_nr DESC
    ) AS nr
  FROM gaeldende_aktivitet_deltagelse a
  WHERE a.dato IS NOT NULL AND a.niveau IS NOT NULL
    AND a.kode IN (SELECT kode FROM begreb WHERE art = 'ad_undertema')
)
SELECT
  d.leverance_id, d.fil_nr, d.post_nr, d.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, d.kode AS vaerdi, d.dato,
  d.lavest, d.hoejest, t.term AS tema
FROM dagen d
JOIN begreb_navn t ON d.kode = t.kode
WHERE d.nr = 1 AND d.lavest <> d.hoejest

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
WITH bedoemt AS (
  SELECT a.leverance_id, a.fil_nr, a.post_nr, a.gruppe_id, a.borger_id, a.kode, a.dato, a.niveau
  FROM gaeldende_aktivitet_deltagelse a
  WHERE a.niveau IS NOT NULL
    AND a.kode IN (SELECT kode FROM begreb WHERE art = 'ad_undertema')
),
uenig AS (
  SELECT gruppe_id, borger_id, kode, dato, MIN(niveau) AS lavest, MAX(niveau) AS hoejest
  FROM bedoemt
  GROUP BY gruppe_id, borger_id, kode, dato
  HAVING MIN(niveau) <> MAX(niveau)
),
dagen AS (
  SELECT
    b.leverance_id, b.fil_nr, b.post_nr, b.borger_id, b.kode, b.dato, u.lavest, u.hoejest,
    ROW_NUMBER() OVER (
      PARTITION BY b.gruppe_id, b.borger_id, b.kode, b.dato
      ORDER BY b.leverance_id DESC, b.fil_nr DESC, b.post_nr DESC
    ) AS nr
  FROM bedoemt b
  JOIN uenig u ON b.gruppe_id = u.gruppe_id AND b.borger_id = u.borger_id AND b.kode = u.kode AND b.dato = u.dato
)
SELECT
  d.leverance_id, d.fil_nr, d.post_nr, d.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, d.kode AS vaerdi, d.dato,
  d.lavest, d.hoejest, t.term AS tema
FROM dagen d
JOIN begreb_navn t ON d.kode = t.kode
WHERE d.nr = 1

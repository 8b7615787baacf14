/*---
id = "SAM-18"
alvor = "advarsel"
kilde = "vores: borgeren har ét samlet støttebehov ad gangen; S2: Borgers støttebehov, dato"
hvorfor = "Står der to niveauer samme dag, er det tilfældigt, hvilket der tæller."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "To forskellige støttebehov samme dag"
besked = "Støttebehovet er vurderet til både {lavest} og {hoejest} den {dato}."
besked_flertal = "{antal} borgere har to forskellige støttebehov samme dag."
goer = "Behold den rigtige vurdering, og fjern den anden."
[en]
titel = "Two different support needs on the same day"
besked = "The support need is assessed both {lavest} and {hoejest} on {dato}."
besked_flertal = "{antal} citizens have two different support needs on the same day."
goer = "Keep the right assessment, and remove the other."
---*/
WITH dagen AS (
  SELECT
    s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.dato,
    MIN(s.niveau) OVER (PARTITION BY s.gruppe_id, s.borger_id, s.dato) AS lavest,
    MAX(s.niveau) OVER (PARTITION BY s.gruppe_id, s.borger_id, s.dato) AS hoejest,
    ROW_NUMBER() OVER (
      PARTITION BY s.gruppe_id, s.borger_id, s.dato ORDER BY s.leverance_id DESC, s.fil_nr DESC, s.post_nr DESC
    ) AS nr
  FROM gaeldende_stoettebehov s
  WHERE s.dato IS NOT NULL AND s.niveau IS NOT NULL
)
SELECT
  leverance_id, fil_nr, post_nr, borger_id, 'STOETTEBEHOVSNIVEAU' AS felt, CAST(dato AS VARCHAR) AS vaerdi, dato,
  lavest, hoejest
FROM dagen
WHERE nr = 1 AND lavest <> hoejest

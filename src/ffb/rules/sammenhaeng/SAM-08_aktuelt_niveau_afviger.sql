/*---
id = "SAM-08"
alvor = "advarsel"
kilde = "S2: Strukturerede indsatsmål: Aktuelt funktionsevneniveau er det udredte temas niveau; S4 (Struer): scoringer fra tidligere udredning kommer ikke med over i indsatsmål"
hvorfor = "Målet måler fra et andet sted end udredningen. Så bliver både udvikling og forventning forkert."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "indsatsmaal"
kraever = ["indsatsmaal", "aktivitet_deltagelse"]
[da]
titel = "Målets aktuelle niveau er ikke det udredte"
besked = "Målet om {tema} siger niveau {vaerdi} i dag, men temaet er vurderet til {forventet}."
besked_flertal = "{antal} mål har et andet aktuelt niveau end vurderingen af temaet."
goer = "Ret målets aktuelle niveau, eller vurdér temaet igen."
[en]
titel = "The current level of the goal is not the assessed one"
besked = "The goal about {tema} says level {vaerdi} today, but the theme is scored {forventet}."
besked_flertal = "{antal} goals have another current level than the score of their theme."
goer = "Correct the current level of the goal, or score the theme again."
---*/
WITH maal AS (
  SELECT m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.tema_kode, m.aktuelt_niveau, m.dato AS maal_dato
  FROM gaeldende_indsatsmaal m
  WHERE m.aktuelt_niveau BETWEEN 0 AND 4
),
score AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, a.dato, MIN(a.niveau) AS lavest, MAX(a.niveau) AS hoejest,
    ROW_NUMBER() OVER (
      PARTITION BY m.leverance_id, m.fil_nr, m.post_nr ORDER BY a.dato DESC
    ) AS nr
  FROM maal m
  JOIN gaeldende_aktivitet_deltagelse a
    ON m.borger_id = a.borger_id AND m.tema_kode = a.kode AND a.dato <= m.maal_dato
  WHERE a.niveau BETWEEN 0 AND 4
  GROUP BY m.leverance_id, m.fil_nr, m.post_nr, a.dato
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'AKTUELT_NIVEAU' AS felt,
  CAST(m.aktuelt_niveau AS VARCHAR) AS vaerdi, m.maal_dato AS dato, CAST(s.hoejest AS VARCHAR) AS forventet,
  b.term AS tema
FROM maal m
JOIN score s
  ON m.leverance_id = s.leverance_id AND m.fil_nr = s.fil_nr AND m.post_nr = s.post_nr AND s.nr = 1
JOIN begreb_navn b ON m.tema_kode = b.kode
WHERE m.aktuelt_niveau NOT BETWEEN s.lavest AND s.hoejest

/*---
id = "SAM-12"
alvor = "advarsel"
kilde = "vores: funktionsevnen ændrer sig sjældent mere end to trin mellem to vurderinger; S2: kriterier for niveauerne 0-4"
hvorfor = "Et stort spring er oftest en tastefejl eller en vendt skala (0 er bedst). Er det rigtigt, er det værd at vide."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Stort spring i funktionsevne"
besked = "{tema} går fra niveau {foer} til {vaerdi} mellem to vurderinger."
besked_flertal = "{antal} vurderinger springer mere end to niveauer."
goer = "Kontrollér begge vurderinger. 0 er ingen nedsat funktionsevne, 4 er fuldstændig nedsat."
[en]
titel = "Large jump in level of functioning"
besked = "{tema} goes from level {foer} to {vaerdi} between two assessments."
besked_flertal = "{antal} scores jump more than two levels."
goer = "Check both assessments. 0 is no impairment, 4 is complete impairment."
[norm]
trin = {vaerdi = 2, enhed = "niveauer", forklaring = "Så mange trin må et tema flytte sig mellem to vurderinger, før vi spørger."}
---*/
WITH norm AS (
  SELECT 2 AS trin
),
tema AS (
  SELECT nr, kode, term FROM begreb_navn WHERE kode IN (SELECT kode FROM begreb WHERE art = 'ad_undertema')
),
score AS (
  SELECT a.leverance_id, a.fil_nr, a.post_nr, a.borger_id, t.nr AS tema_nr, a.dato, a.niveau
  FROM aktivitet_deltagelse_version a
  JOIN tema t ON a.kode = t.kode
  WHERE a.niveau BETWEEN 0 AND 4 AND a.dato IS NOT NULL AND NOT a.trukket
),
flyttet AS (
  SELECT s.borger_id, s.tema_nr
  FROM (SELECT borger_id, tema_nr, MAX(niveau) - MIN(niveau) AS spaend FROM score GROUP BY borger_id, tema_nr) s
  CROSS JOIN norm n
  WHERE s.spaend > n.trin
),
foelge AS (
  SELECT
    s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.tema_nr, s.dato, s.niveau,
    LAG(s.niveau) OVER (
      PARTITION BY l.kommune_kode, s.borger_id, s.tema_nr ORDER BY s.dato, s.leverance_id, s.fil_nr, s.post_nr
    ) AS foer,
    LAG(s.dato) OVER (
      PARTITION BY l.kommune_kode, s.borger_id, s.tema_nr ORDER BY s.dato, s.leverance_id, s.fil_nr, s.post_nr
    ) AS sidst
  FROM score s
  JOIN flyttet f ON s.borger_id = f.borger_id AND s.tema_nr = f.tema_nr
  JOIN leverance_brugt l ON s.leverance_id = l.leverance_id
)
SELECT
  s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt,
  CAST(s.niveau AS VARCHAR) AS vaerdi, s.dato, s.foer, t.term AS tema
FROM foelge s
CROSS JOIN norm n
JOIN tema t ON s.tema_nr = t.nr
WHERE ABS(s.niveau - s.foer) > n.trin AND s.dato > s.sidst

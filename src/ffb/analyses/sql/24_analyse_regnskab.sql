/*---
titel = "Regnskabet for de år, perioden rører"
grain = "kommune, år og funktion"
noegle = "kommune_kode, aar, funktion"
kilde = "5-viden V13; 8-graenseflader, arket regnskab; funktionernes navne: S2"
forklaring = "paragraf er den, funktionen svarer til, tom for andre. Er det samme beløb leveret flere gange, gælder den nyeste leverances seneste række."
---*/
WITH nummereret AS (
  SELECT
    TRIM(r.kommune_kode) AS kommune_kode, r.aar, TRIM(r.funktion) AS funktion, r.beloeb_1000_kr AS beloeb,
    ROW_NUMBER() OVER (
      PARTITION BY TRIM(r.kommune_kode), r.aar, TRIM(r.funktion)
      ORDER BY r.leverance_id DESC, r.fil_nr DESC, r.post_nr DESC
    ) AS nr
  FROM gaeldende_regnskab r
  WHERE r.beloeb_1000_kr IS NOT NULL AND TRIM(r.kommune_kode) <> '' AND TRIM(r.funktion) <> ''
),
navn AS (
  SELECT '5.38.50' AS funktion, '§108' AS paragraf, 'Botilbud til længerevarende ophold' AS navn UNION ALL
  SELECT '5.38.51', '§85 i ABL §105', 'Botilbudslignende tilbud' UNION ALL
  SELECT '5.38.52', '§107', 'Botilbud til midlertidigt ophold'
)
SELECT
  n.kommune_kode, n.aar, n.funktion, n.beloeb, COALESCE(f.paragraf, '') AS paragraf,
  COALESCE(f.navn, 'Anden funktion') AS navn
FROM nummereret n
CROSS JOIN analyse_valg v
LEFT JOIN navn f ON n.funktion = f.funktion
WHERE n.nr = 1 AND n.aar BETWEEN EXTRACT(year FROM v.periode_fra) AND EXTRACT(year FROM v.periode_til)
  AND (NOT v.kommune_valgt OR n.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))

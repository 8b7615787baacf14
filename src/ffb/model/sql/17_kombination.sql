/*---
titel = "Hver kombination af DST-kode, ydelse og tilbud i perioden, bedømt én gang"
grain = "DST-kode, ydelse og tilbud"
noegle = "dst_kode, ffb_ydelse_kode, ffb_tilbud_kode"
kilde = "3-rapport, FFB-relevant ydelse, and its paragraf; Tabel 1"
gem = true
forklaring = "fejl er en sum af: 1 mangler_ydelse_uuid, 2 mangler_tilbud_uuid, 4 fejl_mapning, 8 ukendt_uuid, 16 ugyldig_kombination."
---*/
WITH forekommer AS (
  SELECT DISTINCT dst_kode, ffb_ydelse_kode, ffb_tilbud_kode FROM ydelse_periode
),
kendt_kode AS (
  SELECT
    kode,
    MAX(CASE WHEN art = 'ydelse' THEN 1 ELSE 0 END) AS er_ydelse,
    MAX(CASE WHEN art = 'tilbud' THEN 1 ELSE 0 END) AS er_tilbud
  FROM begreb
  GROUP BY kode
),
slaaet_op AS (
  SELECT
    f.dst_kode, f.ffb_ydelse_kode, f.ffb_tilbud_kode,
    d.dst_kode AS dst_effektiv, d.paragraf AS dst_paragraf, d.ffb_relevant AS dst_relevant,
    p.ydelse_kode IS NOT NULL AS par_findes, COALESCE(p.dst_antal, 0) AS par_antal, p.dst_afledt AS par_dst,
    CASE WHEN p.paragraf_antal = 1 THEN p.paragraf END AS par_paragraf,
    v.dst_vaerdi IS NOT NULL AS mapper,
    COALESCE(ky.er_ydelse, 0) = 1 AS er_ydelse,
    f.ffb_ydelse_kode IS NOT NULL AND ky.kode IS NULL AS ydelse_ukendt,
    f.ffb_tilbud_kode IS NOT NULL AND kt.kode IS NULL AS tilbud_ukendt,
    CASE WHEN kt.er_tilbud = 1 AND lt.antal = 1 THEN lt.paragraf END AS tilbud_paragraf,
    CASE WHEN ky.er_ydelse = 1 THEN ly.paragraf END AS ydelse_paragraf
  FROM forekommer f
  LEFT JOIN dst_kendt d ON f.dst_kode = d.dst_kode
  LEFT JOIN mapning_par p ON f.ffb_tilbud_kode = p.tilbud_kode AND f.ffb_ydelse_kode = p.ydelse_kode
  LEFT JOIN (SELECT DISTINCT tilbud_kode, ydelse_kode, dst_vaerdi FROM mapning) v
    ON f.ffb_tilbud_kode = v.tilbud_kode AND f.ffb_ydelse_kode = v.ydelse_kode AND d.dst_kode = v.dst_vaerdi
  LEFT JOIN kendt_kode ky ON f.ffb_ydelse_kode = ky.kode
  LEFT JOIN kendt_kode kt ON f.ffb_tilbud_kode = kt.kode
  LEFT JOIN begreb_lov lt ON f.ffb_tilbud_kode = lt.kode AND lt.nr = 1
  LEFT JOIN begreb_lov ly ON f.ffb_ydelse_kode = ly.kode AND ly.nr = 1
)
SELECT
  ROW_NUMBER() OVER (
    ORDER BY COALESCE(s.dst_kode, ''), COALESCE(s.ffb_ydelse_kode, ''), COALESCE(s.ffb_tilbud_kode, '')
  ) AS kombination_nr,
  s.dst_kode, s.ffb_ydelse_kode, s.ffb_tilbud_kode, s.dst_effektiv,
  CASE WHEN s.dst_effektiv IS NULL THEN s.par_dst END AS dst_afledt,
  COALESCE(s.dst_relevant, FALSE) AS dst_relevant,
  s.er_ydelse AND NOT (s.par_findes AND s.par_antal = 0) AS ffb_relevant,
  s.ffb_ydelse_kode IS NOT NULL AND NOT s.er_ydelse AS ydelse_uden_for_katalog,
  COALESCE(s.dst_paragraf, s.par_paragraf, s.tilbud_paragraf, s.ydelse_paragraf, 'Uoplyst') AS paragraf,
  CASE WHEN s.ffb_ydelse_kode IS NULL THEN 1 ELSE 0 END
  + CASE WHEN s.ffb_tilbud_kode IS NULL THEN 2 ELSE 0 END
  + CASE WHEN k.har_mapning AND s.par_findes AND s.dst_effektiv IS NOT NULL AND NOT s.mapper THEN 4 ELSE 0 END
  + CASE WHEN s.ydelse_ukendt OR s.tilbud_ukendt THEN 8 ELSE 0 END
  + CASE
      WHEN k.har_mapning AND s.ffb_ydelse_kode IS NOT NULL AND s.ffb_tilbud_kode IS NOT NULL
       AND NOT s.ydelse_ukendt AND NOT s.tilbud_ukendt AND NOT s.par_findes
      THEN 16 ELSE 0
    END AS fejl
FROM slaaet_op s
CROSS JOIN koersel k

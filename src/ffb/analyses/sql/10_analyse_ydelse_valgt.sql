/*---
titel = "De ydelser, udvalget selv siger noget om"
grain = "ydelse, der tæller, og aktivitet"
noegle = "ydelse_nr"
kilde = "5-viden: filters kommune · period · paragraf · ydelse · tilbud · målgruppe"
forklaring = "En ydelse er i perioden, når den løber mindst én dag i den, begge ender med. Målgruppen er ydelsens primære."
---*/
SELECT
  y.ydelse_nr, y.borger_nr, y.kommune_kode, y.paragraf, y.paragraf_nr, y.startdato, y.slutdato, y.ydelse_kode
FROM analyse_ydelse_alle y
CROSS JOIN analyse_valg v
LEFT JOIN (
  SELECT DISTINCT m.ydelse_nr
  FROM analyse_maalgruppe_alle m
  JOIN analyse_filter f ON f.dimension = 'maalgruppe' AND f.kode = m.maalgruppe_kode
  WHERE m.rang = 1
) g
  ON y.ydelse_nr = g.ydelse_nr
WHERE y.startdato <= v.periode_til AND (y.slutdato IS NULL OR y.slutdato >= v.periode_fra)
  AND (NOT v.kommune_valgt OR y.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
  AND (NOT v.paragraf_valgt OR y.paragraf IN (SELECT kode FROM analyse_filter WHERE dimension = 'paragraf'))
  AND (NOT v.ydelse_valgt OR y.ydelse_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'ydelse'))
  AND (NOT v.tilbud_valgt OR y.tilbud_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'tilbud'))
  AND (NOT v.maalgruppe_valgt OR g.ydelse_nr IS NOT NULL)

/*---
titel = "En ydelses nyeste version ved siden af den før"
grain = "ydelse, der er sendt mindst to gange"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "4-regler, familie 11 (mellem leverancer): genbrugt id, omskrevet historie"
---*/
WITH version AS (
  SELECT
    v.leverance_id, v.fil_nr, v.post_nr, v.aktivitet_nr, v.borger_id, v.ydelse_id, v.dst_kode, v.ffb_ydelse_kode,
    v.ffb_tilbud_kode, v.startdato, v.slutdato, v.sagsnummer, v.enhed, COALESCE(v.version_tid, l.tid) AS version_tid,
    COALESCE(l.kommune_kode, '') || '|' || COALESCE(l.system, '') AS kilde,
    ROW_NUMBER() OVER (
      PARTITION BY l.kommune_kode, l.system, v.ydelse_id, v.aktivitet_nr
      ORDER BY COALESCE(v.version_tid, l.tid) DESC, v.leverance_id DESC, v.fil_nr DESC, v.post_nr DESC
    ) AS nr
  FROM ydelse_version v
  JOIN leverance l ON v.leverance_id = l.leverance_id
  WHERE v.ydelse_id IS NOT NULL AND NOT v.trukket
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.ydelse_id, y.dst_kode, y.ffb_ydelse_kode,
  y.ffb_tilbud_kode, y.startdato, y.slutdato, y.sagsnummer, y.enhed,
  g.borger_id AS foer_borger_id, g.dst_kode AS foer_dst_kode, g.ffb_ydelse_kode AS foer_ydelse_kode,
  g.ffb_tilbud_kode AS foer_tilbud_kode, g.startdato AS foer_startdato, g.slutdato AS foer_slutdato,
  CAST(g.version_tid AS DATE) AS foer_dag
FROM version y
JOIN version g
  ON y.kilde = g.kilde AND y.ydelse_id = g.ydelse_id AND y.aktivitet_nr = g.aktivitet_nr AND g.nr = 2
WHERE y.nr = 1 AND y.version_tid > g.version_tid

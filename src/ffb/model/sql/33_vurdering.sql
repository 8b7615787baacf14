/*---
titel = "Gældende vurderinger af A&D-temaer, med temaets nummer"
grain = "vurdering, der tæller"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "12-model: aktivitet_deltagelse"
gem = true
forklaring = "Tretten regler spørger om de samme rækker: de læses af filerne én gang, og temaet er et tal (begreb_navn). ad siger, om koden er et A&D-undertema; en kode, intet katalog har, er uden nummer, og ad er tom."
---*/
WITH tema AS (
  SELECT n.kode, n.nr, a.kode IS NOT NULL AS ad
  FROM begreb_navn n
  LEFT JOIN (SELECT DISTINCT kode FROM begreb WHERE art = 'ad_undertema') a ON n.kode = a.kode
)
SELECT
  a.leverance_id, a.fil_nr, a.post_nr, a.gruppe_id, a.borger_id, t.nr AS tema_nr, t.ad, a.niveau,
  a.dato
FROM gaeldende_aktivitet_deltagelse a
LEFT JOIN tema t ON a.kode = t.kode

/*---
titel = "Katalogets undertemaer med overtema og navne"
grain = "undertema"
noegle = "kode"
kilde = "begrebskatalogerne; et undertema har ét overtema i alle udgaver"
gem = true
fast = true
forklaring = "tema_nr er undertemaets nummer i denne kørsel, se borger_nr."
---*/
WITH tema AS (
  SELECT kode, MIN(art) AS art, MIN(overtema_kode) AS overtema_kode
  FROM begreb
  WHERE art IN ('ff_undertema', 'omgivelse_undertema', 'ad_undertema')
  GROUP BY kode
)
SELECT
  CAST(ROW_NUMBER() OVER (ORDER BY t.kode) AS INTEGER) AS tema_nr, t.kode, t.art, t.overtema_kode, n.term AS tema,
  o.term AS overtema
FROM tema t
LEFT JOIN begreb_navn n ON t.kode = n.kode
LEFT JOIN begreb_navn o ON t.overtema_kode = o.kode

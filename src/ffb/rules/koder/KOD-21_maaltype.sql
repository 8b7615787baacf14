/*---
id = "KOD-21"
alvor = "fejl"
kilde = "S1: Krav: Alle FFB-modtagere skal have oplyst mindst en måltype; 3-rapport, Tabel 2: an unknown UUID fills nothing"
hvorfor = "Kun de tre måltyper tæller. En anden kode lader borgeren stå uden måltype i Tabel 2."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Måltypen er ikke en måltype"
besked = "»{navn}« er ikke en af de tre måltyper."
besked_flertal = "{antal} indsatsmål har en måltype, som ikke findes."
goer = "Vælg udvikle, fastholde eller begrænse tab."
[en]
titel = "The goal type is no goal type"
besked = "»{navn}« is not one of the three goal types."
besked_flertal = "{antal} goals carry a goal type that does not exist."
goer = "Choose develop, maintain or limit loss."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'MAALTYPE' AS felt, t.maaltype_kode AS vaerdi,
  t.dato,
  CONCAT(
    'indsatsmaal:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':MAALTYPE'
  ) AS aarsag,
  COALESCE(b.term, t.maaltype_kode) AS navn
FROM gaeldende_indsatsmaal t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.maaltype_kode = b.kode
WHERE TRIM(t.maaltype_kode) <> '' AND COALESCE(b.art, '') <> 'maaltype'

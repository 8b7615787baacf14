/*---
id = "KOD-10"
alvor = "fejl"
kilde = "S1: Funktioner og forhold skal indberettes på undertema niveau"
hvorfor = "Et overtema siger ikke, hvad der er udredt, og tæller ikke i Tabel 2."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Udredningstemaet er et overtema"
besked = "»{navn}« er et overtema; der skal vælges et undertema."
besked_flertal = "{antal} udredningstemaer er overtemaer."
goer = "Vælg det undertema under »{navn}«, der er udredt."
[en]
titel = "The assessment theme is a main theme"
besked = "»{navn}« is a main theme; a sub-theme is required."
besked_flertal = "{antal} assessment themes are main themes."
goer = "Choose the sub-theme under »{navn}« that was assessed."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.kode AS vaerdi,
  t.dato,
  CONCAT(
    'udredningstema:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
  ) AS aarsag,
  b.term AS navn
FROM gaeldende_udredningstema t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.kode = b.kode
WHERE b.art LIKE '%overtema'

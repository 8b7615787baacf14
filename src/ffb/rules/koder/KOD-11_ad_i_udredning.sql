/*---
id = "KOD-11"
alvor = "fejl"
kilde = "8-graenseflader: udredningstema.FFB_TEMA_UUID (F&F or omgivelse); S1: Kun F&F-temaer, der indgår i udredningen skal registreres"
hvorfor = "Temaet hører til aktivitet og deltagelse og skal have en score. Her har det ingen og tæller ikke som udredningstema."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Et A&D-tema står som udredningstema"
besked = "»{navn}« er et tema om aktivitet og deltagelse og hører ikke til her."
besked_flertal = "{antal} temaer om aktivitet og deltagelse står som udredningstemaer."
goer = "Send temaet i tabellen aktivitet_deltagelse med score."
[en]
titel = "An A&D theme stands as assessment theme"
besked = "»{navn}« is a theme of activity and participation and does not belong here."
besked_flertal = "{antal} themes of activity and participation stand as assessment themes."
goer = "Send the theme in table aktivitet_deltagelse, with its score."
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
WHERE b.art = 'ad_undertema'

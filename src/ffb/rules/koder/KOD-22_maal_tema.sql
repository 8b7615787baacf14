/*---
id = "KOD-22"
alvor = "fejl"
kilde = "S1: måltype, som skal kunne knytte sig til et A&D-tema; IG interventionGoal: addresses, A&D only"
hvorfor = "Et indsatsmål handler om noget, borgeren gør. Kun et undertema i aktivitet og deltagelse kan følges fra score til mål."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målets tema er ikke et A&D-undertema"
besked = "»{navn}« er ikke et undertema i aktivitet og deltagelse."
besked_flertal = "{antal} indsatsmål har et tema, som ikke er et undertema i aktivitet og deltagelse."
goer = "Vælg det A&D-undertema, målet handler om."
[en]
titel = "The goal's theme is no A&D sub-theme"
besked = "»{navn}« is no sub-theme of activity and participation."
besked_flertal = "{antal} goals have a theme that is no sub-theme of activity and participation."
goer = "Choose the A&D sub-theme the goal is about."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.tema_kode AS vaerdi,
  t.dato,
  CONCAT(
    'indsatsmaal:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
  ) AS aarsag,
  COALESCE(b.term, t.tema_kode) AS navn
FROM gaeldende_indsatsmaal t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.tema_kode = b.kode
WHERE TRIM(t.tema_kode) <> '' AND COALESCE(b.art, '') <> 'ad_undertema'

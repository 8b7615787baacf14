/*---
id = "SAM-02"
alvor = "fejl"
kilde = "S1: Kravet gælder indberetning af måltype, som skal kunne knytte sig til et A&D-tema, der arbejdes med i forbindelse med den sociale indsats"
hvorfor = "Uden det udredte tema har målet intet udgangspunkt, og ingen kan se, om borgeren nærmer sig det."
ejer = "sagsbehandler"
fase = "sagsvurdering"
gaelder_fra = 2025-01-01
tabel = "indsatsmaal"
kraever = ["indsatsmaal", "aktivitet_deltagelse"]
[da]
titel = "Målets tema er ikke udredt"
besked = "Målet handler om {tema}, men det tema er ikke udredt hos borgeren."
besked_flertal = "{antal} mål handler om et tema, der ikke er udredt."
goer = "Udred og vurdér temaet, eller vælg det tema, målet hører til."
[en]
titel = "The theme of the goal is not assessed"
besked = "The goal is about {tema}, but that theme is not assessed for the citizen."
besked_flertal = "{antal} goals are about a theme that is not assessed."
goer = "Assess and score the theme, or choose the theme the goal belongs to."
---*/
WITH ad AS (
  SELECT kode, term, nr FROM begreb_navn WHERE art = 'ad_undertema'
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FFB_TEMA_UUID' AS felt, m.tema_kode AS vaerdi, m.dato,
  b.term AS tema
FROM gaeldende_indsatsmaal m
JOIN ad b ON m.tema_kode = b.kode
LEFT JOIN vurdering_borger v ON m.borger_id = v.borger_id AND b.nr = v.tema_nr
WHERE v.tema_nr IS NULL AND m.borger_id IN (SELECT borger_id FROM vurdering WHERE tema_nr IN (SELECT nr FROM ad))

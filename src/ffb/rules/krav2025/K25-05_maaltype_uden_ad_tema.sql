/*---
id = "K25-05"
alvor = "fejl"
kilde = "S1: Kravet gælder indberetning af måltype, som skal kunne knytte sig til et A&D-tema, der arbejdes med i forbindelse med den sociale indsats"
hvorfor = "Måltypen siger kun noget sammen med det tema, den handler om. Uden temaet kan målet ikke følges fra score til score."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Måltypen hører ikke til et A&D-tema"
besked = "Indsatsmålet har måltypen »{navn}«, men intet tema om aktivitet og deltagelse."
besked_flertal = "{antal} indsatsmål har måltype, men intet tema om aktivitet og deltagelse."
goer = "Vælg det tema om aktivitet og deltagelse, målet handler om."
[en]
titel = "The goal type has no A&D theme"
besked = "The goal has the goal type »{navn}«, but no theme of activity and participation."
besked_flertal = "{antal} goals have a goal type but no theme of activity and participation."
goer = "Choose the theme of activity and participation the goal is about."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.tema_kode AS vaerdi, t.dato, b.term AS navn,
  CASE
    WHEN t.tema_kode IS NOT NULL THEN CONCAT(
      'indsatsmaal:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
      CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
    )
  END AS aarsag
FROM gaeldende_indsatsmaal t
JOIN begreb_navn b ON t.maaltype_kode = b.kode AND b.art = 'maaltype'
LEFT JOIN (SELECT DISTINCT kode FROM begreb WHERE art = 'ad_undertema') a ON t.tema_kode = a.kode
LEFT JOIN (
  SELECT DISTINCT i.gruppe_id, i.maal_id
  FROM gaeldende_indsatsmaal_tema i
  JOIN begreb d ON i.tema_kode = d.kode AND d.art = 'ad_undertema'
) m ON t.gruppe_id = m.gruppe_id AND t.maal_id = m.maal_id
WHERE a.kode IS NULL AND m.maal_id IS NULL

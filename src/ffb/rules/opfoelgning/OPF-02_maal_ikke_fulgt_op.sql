/*---
id = "OPF-02"
alvor = "advarsel"
kilde = "S2: På opfølgningstidspunkt skal ny funktionsevnescore indberettes for de temaer, der følges op på; Opfølgningsdato for målet. Fristerne er vores"
hvorfor = "Først når målets tema er vurderet igen, kan man se, om målet er nået."
ejer = "udfoerer"
fase = "opfoelgning"
tabel = "indsatsmaal"
kraever = ["indsatsmaal", "aktivitet_deltagelse"]
[da]
titel = "Målet skulle være fulgt op"
besked = "Målet om {tema} skulle følges op {opfoelges}, men temaet er ikke vurderet siden."
besked_flertal = "{antal} mål er ikke fulgt op til tiden."
goer = "Vurdér temaet igen, også hvis niveauet er uændret."
[en]
titel = "The goal should have been followed up"
besked = "The goal about {tema} was to be followed up {opfoelges}, but the theme is not scored since."
besked_flertal = "{antal} goals are not followed up in time."
goer = "Score the theme again, also when the level is unchanged."
[norm]
frist = {vaerdi = 14, enhed = "dage", forklaring = "Så længe efter opfølgningsdatoen venter vi på vurderingen."}
tidlig = {vaerdi = 30, enhed = "dage", forklaring = "En vurdering så længe før opfølgningsdatoen regnes for at være opfølgningens."}
---*/
WITH norm AS (
  SELECT 14 AS frist, 30 AS tidlig
),
borger AS (
  SELECT borger_id, MAX(dag) AS dag FROM ydelse_aktiv GROUP BY borger_id
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'OPFOELGNINGSDATO' AS felt, m.tema_kode AS vaerdi,
  m.opfoelgningsdato AS dato, m.opfoelgningsdato AS opfoelges, t.term AS tema
FROM gaeldende_indsatsmaal m
CROSS JOIN norm n
JOIN borger b ON m.borger_id = b.borger_id
JOIN begreb_navn t ON m.tema_kode = t.kode
JOIN vurdering_borger s ON m.borger_id = s.borger_id AND t.nr = s.tema_nr
WHERE date_diff('day', m.opfoelgningsdato, b.dag) > n.frist
  AND date_diff('day', s.sidst, m.opfoelgningsdato) > n.tidlig

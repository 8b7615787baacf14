/*---
titel = "Hvordan det gik målene i udvalget: niveau ved målet, forventet og ved opfølgningen"
grain = "kommune og indsatsmål"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "5-viden V05: latest score at/after follow-up against expected; OPF-02: en score op til 30 dage før opfølgningsdatoen er opfølgningens"
gem = true
forklaring = "udfald: bedre, som_ventet, vaerre (maalt), uden_forventet, venter (opfølgningen er ikke nået) eller mangler (den er nået, men temaet er ikke vurderet igen). start er målets aktuelle niveau, ellers temaets seneste score på eller før målets dato."
---*/
WITH fulgt AS (
  SELECT m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, MIN(o.dato) AS dato
  FROM analyse_maal m
  JOIN (
    SELECT s.kommune_kode, o.borger_id, o.dato
    FROM gaeldende_opfoelgning o
    JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  ) o ON m.kommune_kode = o.kommune_kode AND m.borger_id = o.borger_id AND o.dato > m.dato
  GROUP BY m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr
),
frist AS (
  SELECT
    m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.tema_kode, m.dato, m.forventet, m.aktuelt,
    CASE
      WHEN m.opfoelgningsdato > m.dato AND (f.dato IS NULL OR m.opfoelgningsdato < f.dato) THEN m.opfoelgningsdato
      ELSE f.dato
    END AS frist
  FROM analyse_maal m
  LEFT JOIN fulgt f
    ON m.kommune_kode = f.kommune_kode AND m.leverance_id = f.leverance_id AND m.fil_nr = f.fil_nr
   AND m.post_nr = f.post_nr
),
score AS (
  SELECT kommune_kode, borger_id, kode, niveau, dato
  FROM analyse_ad
  WHERE niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
),
dage AS (
  SELECT
    f.kommune_kode, f.leverance_id, f.fil_nr, f.post_nr,
    MAX(CASE WHEN s.dato <= f.dato THEN s.dato END) AS start,
    MAX(CASE WHEN s.dato > f.dato AND date_diff('day', s.dato, f.frist) <= n.vaerdi THEN s.dato END) AS seneste
  FROM frist f
  JOIN analyse_norm n ON n.regel = 'OPF-02' AND n.navn = 'tidlig'
  JOIN score s ON f.kommune_kode = s.kommune_kode AND f.borger_id = s.borger_id AND f.tema_kode = s.kode
  GROUP BY f.kommune_kode, f.leverance_id, f.fil_nr, f.post_nr
),
niveau AS (
  SELECT
    f.kommune_kode, f.leverance_id, f.fil_nr, f.post_nr, f.borger_id, f.frist, f.forventet,
    COALESCE(f.aktuelt, a.niveau) AS start, b.niveau AS seneste
  FROM frist f
  LEFT JOIN dage d
    ON f.kommune_kode = d.kommune_kode AND f.leverance_id = d.leverance_id AND f.fil_nr = d.fil_nr
   AND f.post_nr = d.post_nr
  LEFT JOIN score a
    ON f.kommune_kode = a.kommune_kode AND f.borger_id = a.borger_id AND f.tema_kode = a.kode AND d.start = a.dato
  LEFT JOIN score b
    ON f.kommune_kode = b.kommune_kode AND f.borger_id = b.borger_id AND f.tema_kode = b.kode AND d.seneste = b.dato
)
SELECT
  n.kommune_kode, n.leverance_id, n.fil_nr, n.post_nr, n.borger_id, n.start, n.forventet, n.seneste,
  n.forventet IS NOT NULL AND n.seneste IS NOT NULL AS maalt,
  CASE
    WHEN n.forventet IS NULL THEN 'uden_forventet'
    WHEN n.seneste < n.forventet THEN 'bedre'
    WHEN n.seneste = n.forventet THEN 'som_ventet'
    WHEN n.seneste > n.forventet THEN 'vaerre'
    WHEN n.frist IS NULL OR n.frist > v.dag THEN 'venter'
    ELSE 'mangler'
  END AS udfald
FROM niveau n
CROSS JOIN analyse_valg v

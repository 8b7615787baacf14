/*---
titel = "Hvordan det gik målene i udvalget: niveau ved målet, forventet og ved opfølgningen"
grain = "indsatsmål"
noegle = "maal_nr"
kilde = "5-viden V05: latest score at/after follow-up against expected; OPF-02: en score op til 30 dage før opfølgningsdatoen er opfølgningens"
gem = true
forklaring = "udfald: bedre, som_ventet, vaerre (maalt), uden_forventet, venter (opfølgningen er ikke nået) eller mangler (den er nået, men temaet er ikke vurderet igen)."
---*/
WITH niveau AS (
  SELECT m.maal_nr, m.borger_nr, m.tema_nr, m.maaltype, f.start, m.forventet, f.frist, a.niveau AS seneste
  FROM analyse_maal m
  JOIN analyse_maal_frist f ON m.maal_nr = f.maal_nr
  CROSS JOIN analyse_valg v
  JOIN analyse_norm n ON n.regel = 'OPF-02' AND n.navn = 'tidlig'
  LEFT JOIN analyse_ad_forloeb a
    ON m.borger_nr = a.borger_nr AND m.tema_nr = a.tema_nr AND a.score = 1
   AND a.dato <= v.dag AND (a.naeste_score IS NULL OR a.naeste_score > v.dag)
   AND a.dato > m.dato AND date_diff('day', a.dato, f.frist) <= n.vaerdi
)
SELECT
  n.maal_nr, n.borger_nr, n.tema_nr, n.maaltype, n.start, n.forventet, n.seneste,
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

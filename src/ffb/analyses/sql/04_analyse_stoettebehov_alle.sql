/*---
titel = "Hver vurdering af støttebehov, med kommune"
grain = "kommune og vurdering"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "3-rapport, Tabel 2: 0-4 og 9 (ikke vurderet) er vurderinger; andet er ikke et niveau"
gem = true
fast = true
forklaring = "naeste er dagen for borgerens næste vurdering: den seneste på en dag er den, hvis næste ligger efter. En vurdering uden dato er den ældste; samme dag gælder den sidst skrevne, og den har de andre samme dag som næste. borger_nr er tom for en borger uden en FFB-relevant ydelse."
---*/
SELECT
  a.borger_nr, b.kommune_kode, s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.niveau, s.dato,
  LEAD(COALESCE(s.dato, DATE '1900-01-01')) OVER (
    PARTITION BY b.kommune_nr, s.borger_id
    ORDER BY COALESCE(s.dato, DATE '1900-01-01'), s.leverance_id, s.fil_nr, s.post_nr
  ) AS naeste
FROM gaeldende_stoettebehov s
JOIN leverance_betjener b ON s.leverance_id = b.leverance_id
LEFT JOIN analyse_borger_alle a ON b.kommune_kode = a.kommune_kode AND s.borger_id = a.borger_id
WHERE s.niveau BETWEEN 0 AND 4 OR s.niveau = 9

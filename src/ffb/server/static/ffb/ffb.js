// Small things only; every page can be read without this file.
document.addEventListener("change", (e) => {
  if (e.target.matches("[data-send]")) e.target.form.requestSubmit();
});
document.addEventListener("submit", (e) => {
  const spoergsmaal = e.target.dataset.bekraeft;
  if (spoergsmaal && !window.confirm(spoergsmaal)) e.preventDefault();
});

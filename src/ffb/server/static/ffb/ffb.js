// Small things only; every page can be read without this file.
document.addEventListener("change", (e) => {
  if (e.target.matches("[data-send]")) e.target.form.requestSubmit();
});
document.addEventListener("submit", (e) => {
  const spoergsmaal = e.target.dataset.bekraeft;
  if (spoergsmaal && !window.confirm(spoergsmaal)) e.preventDefault();
  const skaerm = e.target.querySelector("[data-skaerm]");
  if (skaerm) skaerm.value = window.matchMedia("(max-width: 40rem)").matches ? "smal" : "bred";
});

// A table that goes on beyond its frame has a shadow on that side.
function kanter(ramme) {
  ramme.classList.toggle("mere-foer", ramme.scrollLeft > 1);
  ramme.classList.toggle("mere-efter", ramme.scrollLeft + ramme.clientWidth < ramme.scrollWidth - 1);
}
const alleKanter = () => document.querySelectorAll(".tabelramme").forEach(kanter);
document.addEventListener("scroll", (e) => { if (e.target.matches?.(".tabelramme")) kanter(e.target); }, true);
document.addEventListener("toggle", alleKanter, true);
document.addEventListener("htmx:afterSwap", alleKanter);
window.addEventListener("resize", alleKanter);
alleKanter();

// Upload: drop files on the frame, see how far they are. Without this the form works as any form does.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const felt = form.querySelector("input[type=file]");
  const ramme = form.querySelector(".slip");
  for (const navn of ["dragenter", "dragover"]) {
    ramme.addEventListener(navn, (e) => { e.preventDefault(); ramme.classList.add("over"); });
  }
  ramme.addEventListener("dragleave", () => ramme.classList.remove("over"));
  ramme.addEventListener("drop", (e) => {
    e.preventDefault();
    ramme.classList.remove("over");
    felt.files = e.dataTransfer.files;
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const frem = form.querySelector("[data-upload-frem]");
    const knap = form.querySelector("button");
    const kald = new XMLHttpRequest();
    frem.hidden = false;
    knap.disabled = true;
    kald.upload.onprogress = (p) => { frem.querySelector("progress").value = (100 * p.loaded) / p.total; };
    kald.onload = () => {
      if (kald.responseURL && !kald.responseURL.endsWith(location.pathname)) location.assign(kald.responseURL);
      else { document.open(); document.write(kald.responseText); document.close(); }
    };
    kald.onerror = () => { frem.hidden = true; knap.disabled = false; form.submit(); };
    kald.open("POST", form.action || location.href);
    kald.send(new FormData(form));
  });
}

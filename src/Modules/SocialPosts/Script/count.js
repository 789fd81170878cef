// Shows how long a post is while it is typed; the server counts, since it knows the rules of the networks.
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const output = document.getElementById(area.dataset.count);
  let waiting = 0;
  let asked = 0;
  const count = async () => {
    const number = ++asked;
    const answer = await fetch(area.form.dataset.count, { method: "POST", body: new FormData(area.form) }).catch(() => null);
    if (number !== asked || !answer?.ok) {
      return;
    }
    const length = await answer.json();
    output.textContent = length.words;
    area.setAttribute("aria-invalid", String(!length.fits));
  };
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 300);
  });
}

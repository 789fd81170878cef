// Asks whether visits may be counted. The answer stays in this browser; without a yes nothing is sent.
(() => {
  const key = 'concord-visits', box = document.getElementById('visits');
  if (!box || navigator.globalPrivacyControl) return;
  let answer;
  // A browser that keeps nothing could not keep the answer: then nobody is asked.
  try { answer = localStorage.getItem(key); localStorage.setItem(key + '-try', ''); localStorage.removeItem(key + '-try'); } catch { return; }
  const tell = () => navigator.sendBeacon('/visits', location.pathname);
  const show = () => {
    for (const part of box.children) part.hidden = part.dataset.after !== (answer ?? '');
    box.hidden = false;
  };
  box.addEventListener('click', event => {
    const chosen = event.target.dataset.answer;
    if (!chosen) return;
    const first = answer !== 'yes' && chosen === 'yes';
    localStorage.setItem(key, answer = chosen);
    if (first) tell();
    show();
    box.querySelector('div:not([hidden]) > button').focus();
  });
  if (answer === 'yes') tell();
  show();
})();

(() => {
  const button = document.getElementById('copy'), told = document.getElementById('copied'), field = document.getElementById('link');
  if (!navigator.clipboard) return;
  // Its space is kept, so that nothing moves when it appears.
  button.classList.add('ready');
  button.addEventListener('click', async () => {
    told.textContent = '';
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = told.dataset.done;
    } catch {
      field.select();
      told.textContent = told.dataset.failed;
    }
  });
})();

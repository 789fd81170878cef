// A form with data-passkey asks the server for options, the browser for a passkey, and then sends what the browser gave.
(() => {
  const supported = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const told = form.querySelector('[role=status]');
    if (!supported) {
      told.textContent = told.dataset.unsupported;
      continue;
    }
    const button = form.querySelector('button');
    button.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      button.disabled = true;
      told.textContent = '';
      try {
        const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
        if (!answer.ok) throw new Error(answer.status);
        const options = await answer.json();
        const credential = form.dataset.passkey === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        told.textContent = told.dataset.failed;
        button.disabled = false;
      }
    });
  }
})();

// J and K go from post to post, X chooses one, and the letters of the buttons decide about those that are chosen, or about the one with the focus.
(() => {
  for (const form of document.querySelectorAll('form[data-moderate]')) {
    const boxes = [...form.querySelectorAll('input[name=posts]')];
    const reason = form.querySelector('#reason');
    const isTyping = target => target.closest('input:not([type=checkbox]),textarea,select,[contenteditable]');
    document.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const at = boxes.indexOf(document.activeElement);
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') {
        event.preventDefault();
        const next = boxes[Math.min(boxes.length - 1, Math.max(0, at + (key === 'j' ? 1 : -1)))];
        next?.focus();
        next?.closest('li').scrollIntoView({ block: 'nearest' });
        return;
      }
      if (key === 'x' && at >= 0) {
        event.preventDefault();
        boxes[at].checked = !boxes[at].checked;
        return;
      }
      const button = form.querySelector(`button[data-key="${CSS.escape(key)}"]`);
      if (!button || event.shiftKey) return;
      event.preventDefault();
      if (at >= 0 && !boxes.some(box => box.checked)) boxes[at].checked = true;
      // Hiding needs a reason: the field asks for it, and Enter there hides.
      if (button.value === 'Hide' && reason.value.trim() === '') {
        reason.required = true;
        reason.dataset.then = 'Hide';
        reason.focus();
        return;
      }
      form.requestSubmit(button);
    });
    reason?.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const button = form.querySelector(`button[value="${reason.dataset.then ?? 'Hide'}"]`);
      if (reason.value.trim() !== '') form.requestSubmit(button);
    });
    for (const button of form.querySelectorAll('button[name=decision]')) {
      button.addEventListener('click', () => {
        if (reason) reason.required = button.value === 'Hide';
      });
    }
  }
})();

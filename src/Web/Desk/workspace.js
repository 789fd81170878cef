// Ctrl+K goes anywhere, ? lists the keys, single letters open the main pages, Ctrl+S saves a text.
(() => {
  const place = document.getElementById('desk-keys');
  if (!place) return;
  const texts = JSON.parse(place.dataset.texts);
  const root = place.dataset.root;
  const allowed = new Set(place.dataset.pages.split(' '));
  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const show = dialog => {
    const before = document.activeElement;
    document.body.append(dialog);
    dialog.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      // Left to the browser, the key also stops a page that is opened right after it.
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      before?.focus?.();
    });
    dialog.showModal();
  };

  const openPalette = () => {
    const dialog = make('dialog', '', { class: 'ask', 'aria-label': texts.palette });
    const label = make('label', texts['palette.field'], { for: 'palette' });
    const field = make('input', '', { id: 'palette', type: 'text', dir: 'auto', autocomplete: 'off', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list', 'aria-autocomplete': 'list' });
    const told = make('p', '', { class: 'cap', role: 'status' });
    const list = make('ul', '', { class: 'found', id: 'palette-list', role: 'listbox', 'aria-label': texts.palette });
    const pages = [...document.querySelectorAll('.rail a, .me a')].map(link => ({ text: link.textContent.trim(), address: link.getAttribute('href') }));
    let chosen = 0;
    let moved = false;
    let latest = 0;
    let looking = Promise.resolve();
    const choose = index => {
      const options = [...list.children];
      if (options.length === 0) return;
      chosen = (index + options.length) % options.length;
      options.forEach((option, at) => option.firstChild.setAttribute('aria-selected', String(at === chosen)));
      field.setAttribute('aria-activedescendant', options[chosen].firstChild.id);
      options[chosen].scrollIntoView({ block: 'nearest' });
    };
    const fill = found => {
      // An answer that arrives late must not move the choice to another line.
      const before = list.children[chosen]?.firstChild.getAttribute('href');
      list.replaceChildren(...found.map((one, at) => {
        const item = make('li', '', { role: 'presentation' });
        item.append(make('a', one.text, { href: one.address, id: `palette-${at}`, role: 'option', tabindex: '-1', dir: 'auto', ...(one.language ? { lang: one.language } : {}) }));
        return item;
      }));
      told.textContent = found.length === 0 ? texts['palette.none'] : '';
      choose(moved ? Math.max(0, found.findIndex(one => one.address === before)) : 0);
    };
    const look = async () => {
      const words = field.value.trim().toLocaleLowerCase();
      const number = ++latest;
      const near = pages.filter(page => page.text.toLocaleLowerCase().includes(words));
      if (words === '') return fill(pages);
      try {
        const answer = await fetch(`${root}/find?q=${encodeURIComponent(words)}`);
        if (!answer.ok) throw new Error(String(answer.status));
        const found = await answer.json();
        if (number !== latest) return;
        fill([...near, ...found.map(one => ({ text: one.title, language: one.language, address: `${root}/documents/${one.slug}/${one.language}` }))]);
      } catch {
        if (number !== latest) return;
        fill(near);
        told.textContent = texts['palette.failed'];
      }
    };
    field.addEventListener('input', () => {
      moved = false;
      looking = look();
    });
    field.addEventListener('keydown', async event => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        moved = true;
        choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
      } else if (event.key === 'Enter') {
        event.preventDefault();
        // The lines shown may still be those of fewer letters: wait for those of the whole word.
        let awaited;
        do await (awaited = looking);
        while (awaited !== looking);
        if (dialog.open) list.children[chosen]?.firstChild.click();
      }
    });
    dialog.append(label, field, told, list);
    show(dialog);
    fill(pages);
    field.focus();
  };

  const openKeys = () => {
    const dialog = make('dialog', '', { class: 'ask', 'aria-label': texts.keys });
    dialog.append(make('h2', texts.keys));
    const list = make('dl', '', { class: 'keys' });
    for (const [keys, name] of [['Ctrl+K', 'palette'], ['?', 'help'], ['T', 'today'], ['D', 'documents'], ['N', 'new'], ['Ctrl+S', 'save'], ['Ctrl+Enter', 'segment'], ['Ctrl+B, Ctrl+I', 'bold'], ['Ctrl+Shift+L', 'link'], ['Ctrl+Alt+2, Ctrl+Alt+0', 'heading'], ['Ctrl+Z, Ctrl+Y', 'undo']]) {
      const term = make('dt', '', { dir: 'ltr' });
      term.append(make('kbd', keys));
      list.append(term, make('dd', texts[`keys.${name}`]));
    }
    const form = make('form', '', { method: 'dialog' });
    form.append(make('button', texts['keys.close']));
    dialog.append(list, form);
    show(dialog);
  };

  const isTyping = element => element.closest?.('input, textarea, select, [contenteditable], dialog');
  document.addEventListener('keydown', event => {
    const control = event.ctrlKey || event.metaKey;
    if (control && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) openPalette();
    } else if (control && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 's') {
      const save = document.querySelector('form:is(.write,.segments) button.main');
      if (save) {
        event.preventDefault();
        save.click();
      }
    } else if (!control && !event.altKey && !isTyping(event.target)) {
      if (event.key === '?') openKeys();
      const page = { t: '', d: '/documents', n: '/documents/new' }[event.key.toLowerCase()];
      if (page !== undefined && allowed.has(page)) location.assign(root + page);
    }
  });
  for (const button of place.querySelectorAll('button')) {
    button.hidden = false;
    button.addEventListener('click', button.name === 'palette' ? openPalette : openKeys);
  }
})();

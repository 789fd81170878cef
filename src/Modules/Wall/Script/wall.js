// Loads what comes after the last post into the page. Without this, the same link opens it as a page of its own.
(() => {
  const more = document.getElementById('more'), told = document.getElementById('told');
  let isLoading = false;
  // A post that was pinned or moved meanwhile stands on the page already.
  const add = section => {
    for (const post of section.querySelectorAll('.post')) if (document.getElementById(post.id)) post.remove();
    const first = section.querySelector('.post');
    if (!first) return;
    const last = [...document.querySelectorAll('[data-wall]')].at(-1);
    if (last?.dataset.wall === section.dataset.wall) last.querySelector('.body').append(...section.querySelectorAll('.wall'));
    else more.before(section);
    return first;
  };
  more.addEventListener('click', async event => {
    const link = event.target.closest('a[rel=next]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (isLoading) return;
    isLoading = true;
    told.textContent = told.dataset.loading;
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw answer.status;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const added = [...page.querySelectorAll('[data-wall]')].map(section => add(document.adoptNode(section))).filter(Boolean);
      const next = page.querySelector('#more a');
      if (next) link.href = next.getAttribute('href'); else more.remove();
      told.textContent = next ? '' : told.dataset.end;
      if (added[0]) { added[0].tabIndex = -1; added[0].focus(); }
    } catch {
      told.textContent = told.dataset.failed;
    }
    isLoading = false;
  });
})();

// Light or dark before the page is drawn, and the reader's choice of it. The only thing that is ever stored.
;((d, key) => {
  const root = d.documentElement
  const own = root.dataset.theme
  const wear = (theme) => {
    if (theme) root.dataset.theme = theme
    else delete root.dataset.theme
  }
  let kept = ''
  try {
    kept = localStorage.getItem(key) || ''
  } catch {}
  if (!/^(light|dark)$/.test(kept)) kept = ''
  if (kept) wear(kept)
  d.addEventListener('DOMContentLoaded', () => {
    const place = d.querySelector('[data-themes]')
    const select = place.querySelector('select')
    place.hidden = false
    select.value = kept
    select.addEventListener('change', () => {
      wear(select.value || own)
      try {
        if (select.value) localStorage.setItem(key, select.value)
        else localStorage.removeItem(key)
      } catch {}
    })
  })
})(document, 'theme')

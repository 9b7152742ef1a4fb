// Times in the reader's zone, and a word when the page is out of date. The page is complete without it.
;(() => {
  const d = document
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const h = { hour: '2-digit', minute: '2-digit', hour12: false, timeZoneName: 'short' }
  const m = { day: 'numeric', month: 'short', ...h }
  const forms = { time: h, moment: m, full: { year: 'numeric', ...m } }
  for (const e of d.querySelectorAll('time[data-form]')) {
    e.title = e.textContent
    const language = d.documentElement.lang === 'en' ? 'en-GB' : d.documentElement.lang
    e.textContent = new Intl.DateTimeFormat(language, { timeZone: zone, ...forms[e.dataset.form] }).format(
      new Date(e.dateTime),
    )
  }
  const s = d.querySelector('[data-stale]')
  const wait = s && Date.parse(s.dataset.stale) - Date.now()
  if (s && wait < 2e9) setTimeout(() => (s.hidden = false), Math.max(0, wait))
})()

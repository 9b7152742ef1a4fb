import { begin } from './begin.js'
import { d } from './here.js'

/** What makes a child the same one in an older and a newer page. */
const keyOf = (e) => e.nodeName + (e.id || e.getAttribute?.('aria-labelledby') || '')

// Makes `a` what `b` is by changing only what differs: focus, scroll and open panels stay.
const morph = (a, b) => {
  if (a.nodeType !== 1) {
    if (a.data !== b.data) a.data = b.data
    return
  }
  // What a reader is at work in.
  if (a.dataset.kept !== undefined) return
  // A time that was put in the reader's zone still says the same.
  if (a.title && a.dateTime && a.dateTime === b.dateTime && a.dataset.form === b.dataset.form) return
  for (const { name } of [...a.attributes])
    if (!b.hasAttribute(name) && !/^(open|role|tabindex|aria-v)/.test(name)) a.removeAttribute(name)
  for (const { name, value } of b.attributes)
    if (name !== 'open' && name !== 'hidden' && a.getAttribute(name) !== value) a.setAttribute(name, value)
  const wanted = new Set([...b.childNodes].map(keyOf))
  for (const e of [...a.childNodes]) if (!wanted.has(keyOf(e))) e.remove()
  let at = a.firstChild
  for (const want of [...b.childNodes]) {
    let same = at
    while (same && keyOf(same) !== keyOf(want)) same = same.nextSibling
    if (!same) a.insertBefore(want, at)
    else {
      if (same === at) at = at.nextSibling
      else a.insertBefore(same, at)
      morph(same, want)
    }
  }
  while (at) {
    const gone = at
    at = at.nextSibling
    gone.remove()
  }
}

let last
// The first answer is most often what stands here, and its date tells that without reading it. Only the first is
// trusted to: some servers date every file alike.
let dated = Date.parse(d.lastModified)
export const ask = async () => {
  if (d.hidden) return
  try {
    const answer = await fetch(location.href, { cache: 'no-cache' })
    const isHere = Date.parse(answer.headers.get('last-modified')) === dated
    dated = NaN
    const text = !isHere && (await answer.text())
    if (!answer.ok || isHere || text === last) return
    last = text
    const page = new DOMParser().parseFromString(text, 'text/html')
    if (!page.querySelector('main')) return
    const active = d.activeElement
    const stays = [...d.querySelectorAll('main [id]')].find((e) => e.getBoundingClientRect().bottom > 0)
    const top = stays?.getBoundingClientRect().top
    d.title = page.title
    for (const part of ['main', 'footer.site']) morph(d.querySelector(part), page.querySelector(part))
    begin()
    if (active.isConnected && active !== d.activeElement) active.focus({ preventScroll: true })
    if (stays?.isConnected) scrollBy(0, stays.getBoundingClientRect().top - top)
  } catch {
    // Nobody is there; what the page says, and until when, still holds.
  }
}

import { fold, hitsIn, termsOf } from './fold.js'
import { d } from './here.js'
import { language } from './times.js'

// The field over the archive. Nothing is loaded before it has the focus; then the newest part of the index, and older
// ones only as long as there is room for more hits. What was typed leaves the browser in no request.
const place = d.querySelector('[data-search]')
const form = place.querySelector('form')
const field = form.querySelector('input')
const voice = form.querySelector('[role=status]')
const list = place.querySelector('ol')
const more = place.querySelector('button')
const words = place.dataset
const step = 20
const entries = []
let left = Number(words.parts)
let most = step
let turn = 0
let timer
let loading

// Asked anew each time: an older part beside a newer one would lack what moved between them.
const load = () => {
  loading ??= fetch(`${words.search}${left}.json`, { cache: 'no-cache' })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((rows) => {
      for (const row of rows) {
        const [id, title, , , impact, status, , names, text] = row
        entries.push({ row, folded: fold([id, title, impact, status, names, text].join('\n')) })
      }
      left -= 1
    })
    .finally(() => {
      loading = undefined
    })
  return loading
}

const make = (name, set, ...inside) => {
  const e = Object.assign(d.createElement(name), set)
  e.append(...inside)
  return e
}

/** Text as text, with what was looked for marked. */
const marked = (letters, hits, from = 0, to = letters.length) => {
  const nodes = []
  for (let index = from; index < to; ) {
    const start = index
    while (index < to && !hits[index] === !hits[start]) index += 1
    const text = letters.slice(start, index).join('')
    nodes.push(hits[start] ? make('mark', {}, text) : text)
  }
  return nodes
}

const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })
const shown = ([id, title, lang, icon, impact, status, at, names, text], terms) => {
  const shape = d.createElementNS('http://www.w3.org/2000/svg', 'svg')
  shape.setAttribute('role', 'img')
  shape.setAttribute('aria-label', impact)
  const use = d.createElementNS(shape.namespaceURI, 'use')
  use.setAttribute('href', `#i-${icon}`)
  shape.append(use)
  const letters = [...title]
  const link = make(
    'a',
    { href: `./${encodeURIComponent(id)}/`, dir: 'auto' },
    ...marked(letters, hitsIn(letters, terms)),
  )
  if (lang) link.lang = lang
  const item = make('li', { className: `past ${icon}` }, make('h2', {}, shape, link))
  const said = [...text]
  if (said.length) {
    const hits = hitsIn(said, terms)
    const hit = hits.indexOf(true)
    // From a word's beginning a little before the first hit.
    const near = Math.max(0, hit - 40)
    const space = near ? said.indexOf(' ', near) : -1
    const first = space !== -1 && space < hit ? space + 1 : near
    const end = Math.min(said.length, first + 140)
    const line = make('bdi', {}, first ? '…' : '', ...marked(said, hits, first, end), end < said.length ? '…' : '')
    if (lang) line.lang = lang
    item.append(make('p', {}, line))
  }
  const facts = make('p', { className: 'facts' }, make('span', {}, status))
  const date = new Date(at * 1000)
  facts.append(make('span', {}, make('time', { dateTime: date.toISOString() }, short.format(date))))
  const named = [...names]
  if (named.length) facts.append(make('span', { dir: 'auto' }, ...marked(named, hitsIn(named, terms))))
  item.append(facts)
  return item
}

const search = async () => {
  clearTimeout(timer)
  turn += 1
  const mine = turn
  const terms = termsOf(field.value, language)
  // Behind the #, so that the way back from an incident leads here again and no server hears of it.
  if (terms.length || location.hash.startsWith('#q='))
    history.replaceState(
      null,
      '',
      terms.length ? `#q=${encodeURIComponent(field.value)}` : location.pathname + location.search,
    )
  if (!terms.length) {
    voice.textContent = ''
    show([], terms)
    return
  }
  const find = () => entries.filter(({ folded }) => terms.every((term) => folded.includes(term)))
  let found = find()
  try {
    while (left && found.length <= most) {
      voice.textContent = words.busy
      await load()
      if (mine !== turn) return
      found = find()
    }
    voice.textContent = !found.length
      ? words.none
      : found.length > most
        ? say(words.some, most)
        : say(words.found, found.length)
  } catch {
    if (mine !== turn) return
    voice.textContent = words.failed
  }
  show(found, terms)
}
// The archive steps aside for hits, and for nothing less.
const show = (found, terms) => {
  list.replaceChildren(...found.slice(0, most).map(({ row }) => shown(row, terms)))
  more.hidden = found.length <= most
  place.toggleAttribute('data-on', found.length > 0)
}
const say = (text, count) => text.replace('{count}', new Intl.NumberFormat(language).format(count))

field.addEventListener('focus', () => left && !entries.length && load().catch(() => {}))
field.addEventListener('input', () => {
  most = step
  clearTimeout(timer)
  timer = setTimeout(search, 200)
})
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  field.value = ''
  search()
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  search()
})
more.addEventListener('click', async () => {
  const before = list.children.length
  most += step
  await search()
  list.children[before]?.querySelector('a').focus()
})
place.hidden = false
if (location.hash.startsWith('#q=')) {
  try {
    field.value = decodeURIComponent(location.hash.slice(3))
    search()
  } catch {
    // Somebody's own way of writing an address; the field stays empty.
  }
}

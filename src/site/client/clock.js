import { d, root } from './here.js'

// What begins or ends by the clock (a maintenance, the page's own freshness) says from when and until when it holds.
let timer
export const flip = () => {
  const now = Date.now()
  let next = now + 36e5
  for (const e of d.querySelectorAll('[data-from],[data-until]')) {
    const from = Date.parse(e.dataset.from) || 0
    const until = Date.parse(e.dataset.until) || Infinity
    e.hidden = now < from || now >= until
    for (const at of [from, until]) if (at > now && at < next) next = at
  }
  delete root.dataset.stale
  clearTimeout(timer)
  timer = setTimeout(flip, next - now)
  tell()
}

// Said aloud: a banner that changed, and what people newly wrote. Nothing else.
const voice = d.querySelector('[role=status]')
let said
const tell = () => {
  const words = [...d.querySelectorAll('[data-say]')]
    .filter((e) => !e.closest('[hidden]'))
    .map((e) => e.textContent.trim())
  const news = said ? words.filter((word) => !said.includes(word)) : []
  said = words
  if (news.length) voice.textContent = news.join('. ')
}

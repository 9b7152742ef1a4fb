import { d, root } from './here.js'
import { language } from './times.js'

// A day of the bars in words, by arrow keys (one tab stop each bar row), by pointer or by touch.
const pitch = 6
const days = 90
const rtl = root.dir === 'rtl'
const showDay = (bars, day) => {
  const at = Math.max(0, Math.min(days - 1, day))
  const path = [...bars.children].find((e) => e.getAttribute('d')?.includes(`M${at * pitch} `))
  const date = new Date(Date.parse(bars.dataset.end) - (days - 1 - at) * 864e5)
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date)
  const title = path?.querySelector('title')?.textContent
  const words = path?.dataset.day ? title : `${short}: ${title}`
  bars.day = at
  bars.ariaValueNow = at
  bars.ariaValueText = words
  // Above the line below, whose link stays in reach.
  const line = bars.nextElementSibling
  const told = line.querySelector('.told') ?? line.appendChild(d.createElement('b'))
  told.className = 'told'
  told.textContent = words
  const mark = bars.querySelector('.here') ?? bars.appendChild(d.createElementNS(bars.namespaceURI, 'path'))
  mark.setAttribute('class', 'here')
  mark.setAttribute('d', `M${at * pitch - 1} 0h${pitch}v32h-${pitch}z`)
}
const leaveDay = (bars) => {
  bars.nextElementSibling.querySelector('.told')?.remove()
  bars.querySelector('.here')?.remove()
}
const barsOf = (event) => event.target.closest?.('svg.bars')
const steps = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 7,
  PageDown: -7,
  Home: -days,
  End: days,
}
export const listen = () => {
  d.addEventListener('keydown', (event) => {
    const bars = barsOf(event)
    if (!bars || !steps[event.key]) return
    event.preventDefault()
    showDay(bars, bars.day + (rtl && /t$/.test(event.key) ? -1 : 1) * steps[event.key])
  })
  d.addEventListener('focusin', (event) => barsOf(event) && showDay(barsOf(event), barsOf(event).day))
  d.addEventListener('focusout', (event) => barsOf(event) && leaveDay(barsOf(event)))
  for (const kind of ['pointermove', 'pointerdown']) {
    d.addEventListener(kind, (event) => {
      const bars = barsOf(event)
      if (!bars) return
      const { left, width } = bars.getBoundingClientRect()
      const share = (event.clientX - left) / width
      showDay(bars, Math.floor((rtl ? 1 - share : share) * days))
    })
  }
  d.addEventListener(
    'pointerout',
    (event) => barsOf(event) && barsOf(event) !== d.activeElement && leaveDay(barsOf(event)),
  )
}
export const readyBars = () => {
  for (const bars of d.querySelectorAll('svg.bars')) {
    bars.day ??= days - 1
    bars.role = 'slider'
    bars.tabIndex = 0
    bars.ariaValueMin = 0
    bars.ariaValueMax = days - 1
    bars.ariaValueNow = bars.day
    bars.ariaValueText ??= bars.ariaLabel
  }
}

// The page's one script: the page is complete without any of it.
import { listen } from './bars.js'
import { begin } from './begin.js'
import { ask } from './fresh.js'
import { d } from './here.js'

begin()
listen()
if (d.body.dataset.fresh !== undefined) {
  d.addEventListener('visibilitychange', ask)
  setInterval(ask, 6e4)
  // After what came is drawn: a phone has one thing to do at a time.
  addEventListener('load', () => setTimeout(ask))
}

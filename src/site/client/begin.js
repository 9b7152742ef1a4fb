import { readyBars } from './bars.js'
import { flip } from './clock.js'
import { showTimes } from './times.js'

// After the page came, and after each newer one was taken in.
export const begin = () => {
  showTimes()
  flip()
  readyBars()
}

import { minifySync } from 'vite'
import bars from '../client/bars.js?raw'
import begin from '../client/begin.js?raw'
import clock from '../client/clock.js?raw'
import fresh from '../client/fresh.js?raw'
import here from '../client/here.js?raw'
import offer from '../client/offer.js?raw'
import page from '../client/page.js?raw'
import times from '../client/times.js?raw'

/** Each after those it imports from. */
const parts = [here, times, clock, bars, begin, fresh, page, offer]

/** The page's one script, at most 2 KB of gzip: its parts in one scope, made small once a build. */
export const pageScript = minifySync(
  'page.js',
  `(()=>{${parts.map((part) => part.replaceAll(/^import .*$|^export /gm, '')).join('\n')}})()`,
).code

import bars from '../client/bars.js?raw'
import begin from '../client/begin.js?raw'
import clock from '../client/clock.js?raw'
import fresh from '../client/fresh.js?raw'
import here from '../client/here.js?raw'
import page from '../client/page.js?raw'
import times from '../client/times.js?raw'
import { oneScript } from './one-script.ts'

/** The page's one script, at most 2 KB of gzip. */
export const pageScript = oneScript([here, times, clock, bars, begin, fresh, page])

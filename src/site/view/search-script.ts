import fold from '../client/fold.js?raw'
import here from '../client/here.js?raw'
import search from '../client/search.js?raw'
import times from '../client/times.js?raw'
import { oneScript } from './one-script.ts'

/** Of the archive alone; it stands in that page, so that the page's policy needs no word about files. */
export const searchScript = oneScript([here, times, fold, search])

import offer from '../client/offer.js?raw'
import stale from '../client/stale.js?raw'
import theme from '../client/theme.js?raw'
import { oneScript } from './one-script.ts'

/** What must be known before the page is drawn; each stands where it is needed, and only there. */
export const themeScript = oneScript([theme])
export const staleScript = oneScript([stale])
export const offerScript = oneScript([offer])

import type { BrowserContext, Page } from 'playwright-core'

/** What a hostile text did in a browser that it should not have. */
export interface Harm {
  /** What ran: the functions that vectors call were called. */
  ran: string[]
  /** Everything that was asked for but what `own` allows. */
  asked: string[]
}

/** A context that notices: dialogs, writes to the document, requests to anyone, windows that open, pages that move on. */
export async function watched(context: BrowserContext, own: (url: string) => boolean): Promise<Harm> {
  const harm: Harm = { ran: [], asked: [] }
  await context.exposeFunction('tellHarm', (what: string) => void harm.ran.push(what))
  await context.addInitScript(() => {
    for (const name of ['alert', 'confirm', 'prompt', 'open', 'print', 'canary']) {
      Object.defineProperty(window, name, {
        value: () => (window as never as { tellHarm: (what: string) => void }).tellHarm(`${name} on ${location.href}`),
      })
    }
  })
  context.on('page', (page) => page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {})))
  await context.route('**', async (route) => {
    const url = route.request().url()
    if (own(url)) return route.continue()
    harm.asked.push(url)
    return route.abort()
  })
  return harm
}

/** Moves over, focuses and clicks what a text put into a page: handlers that wait for a person run too. */
export async function provoke(page: Page, within: string): Promise<void> {
  await page.evaluate((selector) => {
    const kinds = ['mouseover', 'mouseenter', 'pointerover', 'focus', 'click', 'keydown', 'toggle', 'animationstart']
    for (const root of document.querySelectorAll(selector)) {
      // A click on a link would leave the page; its address is looked at elsewhere.
      root.addEventListener('click', (event) => event.preventDefault(), true)
      for (const one of root.querySelectorAll('*'))
        for (const kind of kinds) one.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }))
    }
  }, within)
}

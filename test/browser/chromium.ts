import { existsSync } from 'node:fs'
import process from 'node:process'
import { type Browser, chromium } from 'playwright-core'

const places = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Null when this machine has none; in CI that is a failure. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path)) ?? null

export function launch(): Promise<Browser> {
  if (chromiumPath === null) {
    throw new Error('No Chromium was found. Install it (apt-get install chromium) or set CHROMIUM_PATH to one.')
  }
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A laptop without a browser skips these tests, and the count says so; in CI they must run. */
export const skipWithoutBrowser = chromiumPath === null && !process.env['CI']

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { builtSite } from './built.ts'
import { largeSnapshot } from './large.ts'
import { sampleSnapshot } from './sample.ts'

const KB = 1024

/** A page with everything that a browser fetches to show it. */
async function weigh(folder: string, page: string) {
  const html = await readFile(join(folder, page), 'utf8')
  const files = [
    ...html.matchAll(
      /<(?:script|img)[^>]+src="([^"]+)"|<link[^>]+rel="(?:stylesheet|icon|preload)"[^>]+href="([^"]+)"/g,
    ),
  ].map(([, src, href]) => (src ?? href)!)
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(folder, file))).length))
  return {
    bytes: gzipSync(html).length + sizes.reduce((sum, size) => sum + size, 0),
    requests: 1 + files.length,
    // What a browser makes of it; elements that it adds by itself (tbody) are written out here.
    nodes: html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, '<$1>').match(/<[a-z]/g)!.length,
  }
}

async function largestPage(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  let largest = 0
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue
    const html = await readFile(join(entry.parentPath, entry.name))
    // Small files cannot be the largest: compressing thousands of them takes the time of the test.
    if (html.length > 40 * KB) largest = Math.max(largest, gzipSync(html).length)
  }
  return largest
}

describe('the weight of the home page', () => {
  test.each([
    [20, 'the sample', () => sampleSnapshot(), 14],
    [50, '1,000 incidents', () => largeSnapshot(50, 1000), 20],
    [300, 'a few incidents', () => largeSnapshot(300, 20), 60],
  ] as const)(
    'with %i components and %s is within its limit, in at most 3 requests',
    async (components, _, snapshot, limit) => {
      const site = await builtSite(snapshot())
      try {
        const { bytes, requests, nodes } = await weigh(site.out, 'index.html')
        expect(bytes).toBeLessThanOrEqual(limit * KB)
        expect(requests).toBeLessThanOrEqual(3)
        if (components === 50) expect(nodes).toBeLessThanOrEqual(3000)
        expect(await largestPage(site.out)).toBeLessThanOrEqual(150 * KB)
      } finally {
        await site.remove()
      }
    },
    180_000,
  )

  // A build of so many takes half a minute: not part of the sample, and so not counted as skipped there.
  const deepTest = process.env['CANDOR_DEEP'] ? test : () => {}
  deepTest(
    'no page has more than 150 KB at 5,000 incidents, or when all of them fell into one month',
    async () => {
      const large = largeSnapshot(50, 5000)
      const now = large.now
      const squeezed = large.incidents.map((entry, index) => ({
        ...entry,
        startedAt: now - 86_400 * 3 - index * 200,
        createdAt: now - 86_400 * 3 - index * 200,
      }))
      for (const snapshot of [large, { ...large, incidents: squeezed }]) {
        const site = await builtSite(snapshot)
        try {
          expect(await largestPage(site.out)).toBeLessThanOrEqual(150 * KB)
          expect((await weigh(site.out, 'index.html')).bytes).toBeLessThanOrEqual(20 * KB)
        } finally {
          await site.remove()
        }
      }
    },
    300_000,
  )
})

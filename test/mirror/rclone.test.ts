import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readPlace } from '../../src/config/mirror-place.ts'
import { copyTo } from '../../src/mirror/mirror.ts'
import { listSite } from '../../src/mirror/site-files.ts'
import { skipWithout } from '../integration/real/program.ts'
import { type Bucket, startBucket } from './bucket.ts'
import { filesIn, makePlace, page, write } from './ground.ts'

vi.setConfig({ testTimeout: 60_000 })

let place: ReturnType<typeof makePlace>
beforeEach(() => {
  place = makePlace()
  write(place.at('site'), page)
  // No file of the person who runs the tests.
  vi.stubEnv('RCLONE_CONFIG', place.at('rclone.conf'))
  vi.stubEnv('HOME', place.at('home'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  place.remove()
})

async function copy(text: string) {
  const to = readPlace(text)
  if (typeof to === 'string') throw new Error(to)
  return copyTo(to, await listSite(place.at('site')), place.at('.'), 1_800_000_000)
}

describe.skipIf(skipWithout('rclone'))('a bucket', () => {
  let bucket: Bucket
  beforeEach(async () => {
    bucket = await startBucket('acme', 'OURKEY')
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'OURKEY')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'very-secret')
  })
  afterEach(() => bucket.close())
  const there = () => copy(`s3://acme/status?endpoint=${bucket.endpoint}`)
  const texts = () =>
    Object.fromEntries([...bucket.objects].map(([key, { text }]) => [key.replace('status/', ''), text]))

  test('gets pictures and scripts first, then pages, and at the end what says which page it is', async () => {
    expect(await there()).toEqual({ copied: 7, removed: 0 })
    expect(texts()).toEqual(page)
    const order = bucket.asked.map((line) => line.replace('PUT status/', ''))
    expect(order.slice(0, 2).sort()).toEqual(['badges/api/status.svg', 'embed.js'])
    expect(order.at(-1)).toBe('version.json')
    expect(bucket.objects.get('status/index.html')).toMatchObject({
      type: expect.stringContaining('text/html'),
      cache: 'public, max-age=60',
    })
  })

  test('gets only what changed, and loses what is gone at the end', async () => {
    await there()
    bucket.objects.set('status/old.html', { text: 'old', type: '', cache: '' })
    bucket.objects.set('elsewhere.html', { text: 'not ours', type: '', cache: '' })
    bucket.asked.length = 0
    write(place.at('site'), { 'index.html': 'home 2', 'version.json': '{"run":"2"}' })
    expect(await there()).toEqual({ copied: 2, removed: 1 })
    expect(bucket.asked).toEqual(['PUT status/index.html', 'PUT status/version.json', 'DELETE status/old.html'])
    expect(bucket.objects.has('elsewhere.html')).toBe(true)
    expect(await there()).toEqual({ copied: 0, removed: 0 })
  })

  test('that fails half-way keeps whole files, removes nothing, and says what visitors see', async () => {
    await there()
    bucket.objects.set('status/old.html', { text: 'old', type: '', cache: '' })
    write(place.at('site'), { 'index.html': 'home 2', 'version.json': '{"run":"2"}', 'embed.js': 'script 2' })
    bucket.refuses = 'status/index.html'
    await expect(there()).rejects.toThrow('Each file there is whole; some may be of the old page, some of the new one.')
    expect(texts()).toEqual({ ...page, 'embed.js': 'script 2', 'old.html': 'old' })
    bucket.refuses = null
    expect(await there()).toEqual({ copied: 2, removed: 1 })
  })

  test('that does not take our key says so, without showing it', async () => {
    bucket.refuses = '*'
    const error = String(await there().catch((thrown: Error) => thrown))
    expect(error).toContain('the host does not take our key')
    expect(error).toContain('Nothing was copied; the page there is as it was.')
    expect(error).not.toContain('very-secret')
  })

  test('without a key says which names it looks for', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined)
    await expect(there()).rejects.toThrow('Expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
    expect(bucket.objects.size).toBe(0)
  })

  test('of AWS gets the one ACL that buckets without ACLs take', async () => {
    // AWS has a name for each bucket, which nothing on this machine answers to: what rclone is told is looked at.
    mkdirSync(place.at('bin'))
    writeFileSync(place.at('bin/rclone'), `#!/bin/sh\nenv >'${place.at('told')}'\nexit 1\n`, { mode: 0o755 })
    vi.stubEnv('PATH', `${place.at('bin')}${delimiter}${process.env['PATH']}`)
    await expect(copy('s3://acme/status?region=eu-central-1')).rejects.toThrow('rclone could not do it')
    const told = readFileSync(place.at('told'), 'utf8').split('\n')
    expect(told).toContain('RCLONE_S3_ACL=bucket-owner-full-control')
    expect(told).toContain('RCLONE_S3_REGION=eu-central-1')
    expect(told).toContain('AWS_EC2_METADATA_DISABLED=true')
  })

  test('that is not there says so', async () => {
    await expect(copy(`s3://other?endpoint=${bucket.endpoint}`)).rejects.toThrow('there is no such bucket or folder')
  })

  test('that holds something else stays as it is', async () => {
    bucket.objects.set('status/shop.html', { text: 'a shop', type: '', cache: '' })
    await expect(there()).rejects.toThrow('holds something that is no Candor page, such as shop.html')
    expect(bucket.asked).toEqual([])
  })
})

describe.skipIf(skipWithout('rclone'))('a remote of rclone', () => {
  test('takes the page too', async () => {
    write(place.at('.'), { 'rclone.conf': `[second]\ntype = alias\nremote = ${place.at('www')}\n` })
    expect(await copy('rclone:second:status')).toEqual({ copied: 7, removed: 0 })
    expect(filesIn(place.at('www/status'))).toEqual(page)
  })

  test('that rclone does not know is told', async () => {
    write(place.at('.'), { 'rclone.conf': '' })
    await expect(copy('rclone:third:status')).rejects.toThrow('rclone knows no remote of that name here')
  })
})

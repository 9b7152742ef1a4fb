import { symlinkSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listSite, surplus } from '../../src/mirror/site-files.ts'
import { makePlace, page, write } from './ground.ts'

let place: ReturnType<typeof makePlace>
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

test('lists what pages need first, the home page after the others, and what says which page it is at the end', async () => {
  const site = await listSite(write(place.at('site'), page))
  expect(site).toEqual({
    folder: place.at('site'),
    assets: ['badges/api/status.svg', 'embed.js'],
    pages: ['404.html', 'components/api/index.html', 'feed.xml', 'index.html'],
    last: ['version.json'],
  })
})

test.each([
  ['a folder', '.'],
  ['a file', '/etc/hostname'],
  ['nothing', 'not-there'],
])('refuses a link to %s, wherever it lies', async (_, target) => {
  write(place.at('site'), page)
  symlinkSync(target, place.at('site/components/link'))
  await expect(listSite(place.at('site'))).rejects.toThrow('components/link of the built page is a link')
})

test('refuses a name that would be two lines of a list', async () => {
  write(place.at('site'), { ...page, 'a\nb.html': '' })
  await expect(listSite(place.at('site'))).rejects.toThrow('"a\\nb.html" of the built page has a name')
})

test('refuses a folder that is no built page, and one that is not there', async () => {
  write(place.at('site'), { 'index.html': '' })
  await expect(listSite(place.at('site'))).rejects.toThrow('./candor build')
  await expect(listSite(place.at('nowhere'))).rejects.toThrow('There is no built page in')
})

test('finds what a place has too much, and leaves what the host put there', async () => {
  const site = await listSite(write(place.at('site'), page))
  expect(surplus(site, ['index.html', 'old.html', 'version.json', '.well-known/x'], 'there')).toEqual(['old.html'])
  expect(surplus(site, ['.htaccess'], 'there')).toEqual([])
  expect(() => surplus(site, ['index.html', 'wp-admin.php'], 'there')).toThrow(
    'there holds something that is no Candor',
  )
})

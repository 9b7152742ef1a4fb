import { describe, expect, it } from 'vitest'
import { fileOf, inOrder } from '../../src/site/page-files.ts'

const page = (source: string) => ({ source, isPage: source.endsWith('.astro') })

describe('a page of the tree', () => {
  it.each([
    ['./pages/[...lang]/index.astro', {}, 'index.html'],
    ['./pages/[...lang]/index.astro', { lang: 'de' }, 'de/index.html'],
    ['./pages/404.astro', {}, '404.html'],
    ['./pages/[...lang]/incidents/[id]/index.astro', { id: '2026-11-21-mail' }, 'incidents/2026-11-21-mail/index.html'],
    ['./pages/[...lang]/incidents/[id]/index.astro', { lang: 'ar', id: 'index' }, 'ar/incidents/index/index.html'],
    ['./pages/[...lang]/history/[month]/[...page].astro', { month: '2026-11' }, 'history/2026-11/index.html'],
    [
      './pages/[...lang]/history/[month]/[...page].astro',
      { month: '2026-11', page: '2' },
      'history/2026-11/2/index.html',
    ],
    ['./pages/badges/[id]/[file].ts', { id: 'api', file: 'status.svg' }, 'badges/api/status.svg'],
    ['./pages/[image].png.ts', { image: 'og' }, 'og.png'],
    ['./pages/[...moved].ts', { moved: 'de/incidents/old/index.html' }, 'de/incidents/old/index.html'],
    ['./pages/[...lang]/[own]/index.astro', { own: 'über uns' }, 'über uns/index.html'],
  ])('%s with %j is written to %s', (source, params, file) => {
    expect(fileOf(page(source), params)).toBe(file)
  })

  it.each([['..'], ['../..'], ['a/../../b'], ['.'], ['a\0b']])('is written nowhere as %j', (moved) => {
    expect(fileOf(page('./pages/[...moved].ts'), { moved })).toBeNull()
    expect(fileOf(page('./pages/[...lang]/[own]/index.astro'), { own: moved })).toBeNull()
  })
})

it('lets our own addresses come before names from data', () => {
  const sources = [
    './pages/[...moved].ts',
    './pages/[...lang]/[own]/index.astro',
    './pages/[...lang]/uptime/index.astro',
  ]
  expect(inOrder(sources).map(({ source }) => source)).toEqual([...sources].reverse())
})

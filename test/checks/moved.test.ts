import { expect, test } from 'vitest'
import { formatMoved, readMoved } from '../../src/checks/moved.ts'

test.each(['main', 'status-data', 'results/of-ours', 'v1.2'])('%s is written and read', (branch) => {
  expect(readMoved(formatMoved(branch))).toBe(branch)
})

test.each([
  '',
  '-x',
  '--upload-pack=x',
  '../main',
  'a..b',
  'a//b',
  'a/',
  'a.',
  'a.lock',
  'a b',
  'a\nb',
  '@{-1}',
  'a:b',
])('%j leads nowhere', (text) => {
  expect(readMoved(text)).toBeNull()
})

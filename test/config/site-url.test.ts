import { expect, test } from 'vitest'
import { basePath, isProjectPage } from '../../src/config/site-url.ts'

test.each([
  ['https://status.acme.example', '/', false],
  ['https://status.acme.example/', '/', false],
  ['https://acme.github.io', '/', false],
  ['https://acme.github.io/status', '/status/', true],
  ['https://Acme.GitHub.io/status/', '/status/', true],
  ['http://localhost:4321/a/b', '/a/b/', false],
])('%s is served under %s', (url, base, project) => {
  expect(basePath(url)).toBe(base)
  expect(isProjectPage(url)).toBe(project)
})

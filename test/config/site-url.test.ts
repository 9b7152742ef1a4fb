import { expect, test } from 'vitest'
import { basePath, isProjectPage, siteRoot } from '../../src/config/site-url.ts'

test.each([
  ['https://status.acme.example', '/', 'https://status.acme.example', false],
  ['https://status.acme.example/', '/', 'https://status.acme.example', false],
  ['https://acme.github.io', '/', 'https://acme.github.io', false],
  ['https://acme.github.io/status', '/status/', 'https://acme.github.io/status', true],
  ['https://Acme.GitHub.io/status/', '/status/', 'https://acme.github.io/status', true],
  ['http://localhost:4321/a/b', '/a/b/', 'http://localhost:4321/a/b', false],
])('%s is served under %s', (url, base, root, project) => {
  expect(basePath(url)).toBe(base)
  expect(siteRoot(url)).toBe(root)
  expect(isProjectPage(url)).toBe(project)
})
